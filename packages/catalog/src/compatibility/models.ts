import { findQuirk, inScope } from '../make-facts.js';
import { MAKES } from '../makes.js';
import type { Region } from '../vocabulary.js';
import type { CompatibleModel } from './model.js';
import { SOLD_IN } from './sold-in.js';

/** Models that can be connected but have no stand-in among the simulated cars. */
const BESIDES: readonly CompatibleModel[] = [
  {
    make: 'VOLVO',
    model: 'XC40',
    powertrain: 'ICE',
    regions: ['US', 'CA', 'EUROPE'],
    startYear: 2019,
    endYear: 2025,
  },
];

const catalogued: readonly CompatibleModel[] = MAKES.flatMap((make) =>
  make.models.map(({ model, powertrain, years }) => ({
    make: make.id,
    model,
    powertrain,
    regions: [...(SOLD_IN[make.id]?.[model] ?? make.regions)],
    startYear: years[0],
    endYear: years[1],
  })),
);

/** The row without the years in which its cars cannot be connected; undefined when none is left. */
const connectable = (row: CompatibleModel): CompatibleModel | undefined => {
  const scopes = findQuirk(row.make, 'not-connectable')?.scopes;
  if (!scopes) return row;
  let { endYear } = row;
  const barred = (year: number) => scopes.some((scope) => inScope(scope, { ...row, year }));
  while (endYear >= row.startYear && barred(endYear)) endYear -= 1;
  return endYear >= row.startYear ? { ...row, endYear } : undefined;
};

const STANDARD: readonly CompatibleModel[] = [...catalogued, ...BESIDES].flatMap(
  (row) => connectable(row) ?? [],
);

/** The last model year that the catalogue knows; models of that year are taken to go on. */
export const LATEST_YEAR = Math.max(...catalogued.map((row) => row.endYear));

/** One row of one region. */
export interface RegionalModel extends Omit<CompatibleModel, 'regions'> {
  readonly region: Region;
}

const inRegions = (row: CompatibleModel): readonly RegionalModel[] => {
  const { regions, ...model } = row;
  return regions.map((region) => ({ ...model, region }));
};

const keyOf = ({ region, make, model, powertrain }: RegionalModel): string =>
  [region, make, model.toLowerCase(), powertrain].join(' ');

/**
 * All models that can be connected, by region, make, model and first year. An operator's row takes the
 * place of a standard one for the same region, make, model and powertrain.
 */
export const compatibleModels = (
  extensions: readonly CompatibleModel[] = [],
): readonly RegionalModel[] => {
  const rows = new Map<string, RegionalModel>();
  for (const row of [...STANDARD, ...extensions].flatMap(inRegions)) rows.set(keyOf(row), row);
  return [...rows.values()].sort(inOrder);
};

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const inOrder = (a: RegionalModel, b: RegionalModel): number =>
  compare(a.region, b.region) ||
  compare(a.make, b.make) ||
  compare(a.model, b.model) ||
  a.startYear - b.startYear;

/** Whether a row's cars were built in a model year. Without a year every row may be meant. */
export const wasBuiltIn = (row: RegionalModel, year: number | null): boolean =>
  year === null || (row.startYear <= year && (year <= row.endYear || row.endYear >= LATEST_YEAR));
