import { MAKES } from './makes.js';
import { hasValidCheckDigit, isSimulatedVin, isVinShaped, modelYearCode } from './vin.js';
import {
  BRAND_LETTERS,
  MANUFACTURERS,
  SHARED,
  WITHOUT_MODEL_YEAR,
} from './vin-decoding/manufacturers.js';
import { POWERTRAIN_PATTERNS } from './vin-decoding/powertrains.js';
import type { Powertrain, Region } from './vocabulary.js';

export interface DecodedVin {
  /** Id of the likeliest make; null when the manufacturer is none that Carport knows. */
  readonly make: string | null;
  /** All makes that it may be, the likeliest first: some manufacturers share their identifiers. */
  readonly makes: readonly string[];
  /** Model year; null where the number does not say it, as with many European cars. */
  readonly year: number | null;
  /** Where the car was built, which need not be where it was sold; null outside all regions. */
  readonly region: Region | null;
  /** Null when the number does not give it away. */
  readonly powertrain: Powertrain | null;
}

/**
 * What is wrong with a VIN: not 17 characters; characters that no VIN has; or, for cars built in
 * North America, where one is the law, another check digit than the right one.
 */
export type InvalidVin = { readonly invalid: 'LENGTH' | 'CHARACTERS' | 'CHECK_DIGIT' };

const VIN_LENGTH = 17;
const YEAR_POSITION = 9;
const CYCLE_POSITION = 6;
const CYCLE_YEARS = 30;
/** The second round of the year codes began here; the first one thirty years earlier. */
const SECOND_ROUND = 2010;
const BUILT_IN_NORTH_AMERICA = /^[1-57]/;
/** Volkswagen fills numbers for Europe up with these, in its American plants too. */
const EUROPEAN_FILLER = /^...ZZZ/;

/**
 * Make, model year and place of manufacture, out of the number alone. Case does not matter.
 * European numbers carry no check digit, so it is looked at for North American ones only.
 */
export const decodeVin = (text: string): DecodedVin | InvalidVin => {
  const vin = text.toUpperCase();
  if (vin.length !== VIN_LENGTH) return { invalid: 'LENGTH' };
  if (!isVinShaped(vin)) return { invalid: 'CHARACTERS' };
  const american = hasValidCheckDigit(vin) && !EUROPEAN_FILLER.test(vin);
  if (!american && BUILT_IN_NORTH_AMERICA.test(vin) && !EUROPEAN_FILLER.test(vin)) {
    return { invalid: 'CHECK_DIGIT' };
  }
  const simulated = isSimulatedVin(vin);
  const makes = simulated ? simulatedMakes(vin) : realMakes(vin);
  const make = makes[0] ?? null;
  return {
    make,
    makes,
    year: simulated ? yearFrom(vin, SECOND_ROUND) : realYear(vin, make, american),
    region: builtIn(vin),
    powertrain: simulated || make === null ? null : powertrainOf(vin, make),
  };
};

const simulatedMake = new Map(MAKES.map(({ wmi, id }) => [wmi, id]));

/** The other characters of a simulated car's number mean nothing. */
const simulatedMakes = (vin: string): readonly string[] => {
  const make = simulatedMake.get(vin.slice(0, 3));
  return make === undefined ? [] : [make];
};

const sharers = new Map<string, string[]>();
for (const [make, identifiers] of Object.entries(MANUFACTURERS)) {
  for (const wmi of identifiers.split(' ')) {
    sharers.set(wmi, [...(sharers.get(wmi) ?? []), make]);
  }
}

const realMakes = (vin: string): readonly string[] => {
  const wmi = vin.slice(0, 3);
  const { manufacturers, position, brands } = BRAND_LETTERS;
  const brand = manufacturers.has(wmi) ? brands[vin.charAt(position)] : undefined;
  if (brand) return [brand];
  const makes = sharers.get(wmi) ?? [];
  const likeliest = SHARED[wmi];
  return likeliest ? [likeliest, ...makes.filter((make) => make !== likeliest)] : makes;
};

const yearsOfCode = new Map(
  Array.from({ length: CYCLE_YEARS }, (_, index) => [modelYearCode(SECOND_ROUND + index), index]),
);

const yearFrom = (vin: string, round: number): number | null => {
  const index = yearsOfCode.get(vin.charAt(YEAR_POSITION));
  return index === undefined ? null : round + index;
};

/** In American numbers a letter in the seventh place means the second round of year codes, a digit the first. */
const realYear = (vin: string, make: string | null, american: boolean): number | null => {
  if (!american) {
    return make !== null && WITHOUT_MODEL_YEAR.has(make) ? null : yearFrom(vin, SECOND_ROUND);
  }
  const first = /\d/.test(vin.charAt(CYCLE_POSITION));
  return yearFrom(vin, first ? SECOND_ROUND - CYCLE_YEARS : SECOND_ROUND);
};

/** The first character is the part of the world: S to Z is Europe, 2 Canada, and 1, 4, 5, 7 the United States. */
const builtIn = (vin: string): Region | null => {
  if (/^[S-Z]/.test(vin)) return 'EUROPE';
  if (vin.startsWith('2')) return 'CA';
  return /^[1457]/.test(vin) ? 'US' : null;
};

const patterns = POWERTRAIN_PATTERNS.map((row) => ({
  ...row,
  shape: new RegExp(`^(?:${row.vins.split(' ').join('|')})`),
}));

const powertrainOf = (vin: string, make: string): Powertrain | null =>
  patterns.find((row) => row.make === make && row.shape.test(vin))?.powertrain ?? null;
