import { capabilityOf } from '../capabilities.js';
import type { EndpointRow } from '../endpoints/row.js';
import type { Permission } from '../permissions.js';
import type { Powertrain, Region } from '../vocabulary.js';
import { endpointPath, endpointsOf } from './endpoint-capabilities.js';
import type { CompatibleModel } from './model.js';
import { compatibleModels, type RegionalModel } from './models.js';

/** One model, as `GET /compatibility/matrix` sends it. */
export interface MatrixEntry {
  readonly model: string;
  readonly startYear: number;
  readonly endYear: number;
  readonly type: Powertrain;
  /** What the model can do, in words. */
  readonly endpoints: readonly string[];
  readonly permissions: readonly Permission[];
}

/** Models by the id of their make. */
export type CompatibilityMatrix = Readonly<Record<string, readonly MatrixEntry[]>>;

export interface MatrixQuestion {
  readonly region: Region;
  /** Every powertrain when absent. */
  readonly type?: Powertrain;
  /** Ids in either case; every make when absent. */
  readonly makes?: readonly string[];
  /** Every permission when absent. A model that can do nothing with any of them is left out. */
  readonly scope?: readonly Permission[];
}

/** What the matrix calls an endpoint; make-specific ones go by their paths. */
export const MATRIX_NAMES: Readonly<Record<string, string>> = {
  attributes: 'Vehicle info',
  vin: 'VIN',
  odometer: 'Odometer',
  location: 'Location',
  fuel: 'Fuel tank',
  'engine-oil': 'Engine oil life',
  'tires-pressure': 'Tire pressure',
  battery: 'EV battery',
  'battery-capacity': 'EV battery capacity',
  'battery-nominal-capacity': 'EV battery nominal capacity',
  charge: 'EV charging status',
  'charge-limit': 'EV charge limit',
  security: 'Lock status',
  'service-history': 'Service history',
  'system-status': 'System status',
  dtcs: 'Diagnostic trouble codes',
  'control-charge': 'EV start & stop charge',
  'control-charge-limit': 'EV set charge limit',
  'control-security': 'Lock & unlock',
  'control-navigation': 'Send destination',
};

/** "/tesla/charge/ammeter" becomes "Tesla charge ammeter". */
const inWords = (path: string): string => {
  const words = path.split(/[/_]/).filter(Boolean).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const nameOf = (row: EndpointRow, make: string): string =>
  MATRIX_NAMES[row.id] ?? inWords(endpointPath(row, make));

/** A make as a client may write it: `mercedes-benz` is MERCEDES_BENZ. */
const makeId = (typed: string): string => typed.toUpperCase().replaceAll('-', '_');

/** The models of a region that can be connected, by make; makes without any are left out. */
export const compatibilityMatrix = (
  question: MatrixQuestion,
  extensions: readonly CompatibleModel[] = [],
): CompatibilityMatrix => {
  const makes = question.makes?.map(makeId);
  const matrix: Record<string, MatrixEntry[]> = {};
  for (const row of compatibleModels(extensions)) {
    if (row.region !== question.region || (makes && !makes.includes(row.make))) continue;
    if (question.type && row.powertrain !== question.type) continue;
    const entry = entryOf(row, question.scope);
    if (entry.permissions.length === 0) continue;
    matrix[row.make] = [...(matrix[row.make] ?? []), entry];
  }
  return matrix;
};

const entryOf = (row: RegionalModel, scope: readonly Permission[] | undefined): MatrixEntry => {
  const able = endpointsOf(row.make)
    .filter((endpoint) => capabilityOf(row.make, row.powertrain, row.region, endpoint).capable)
    .flatMap((endpoint) => {
      const { permission } = endpoint;
      if (permission === null || (scope && !scope.includes(permission))) return [];
      return [{ name: nameOf(endpoint, row.make), permission }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return {
    model: row.model,
    startYear: row.startYear,
    endYear: row.endYear,
    type: row.powertrain,
    endpoints: [...new Set(able.map(({ name }) => name))],
    permissions: [...new Set(able.map(({ permission }) => permission))],
  };
};
