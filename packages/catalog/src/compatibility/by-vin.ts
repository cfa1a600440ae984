import { CAPABLE, type Capability, capabilityOf } from '../capabilities.js';
import { regionOfCountry } from '../countries.js';
import type { Permission } from '../permissions.js';
import { type DecodedVin, decodeVin, type InvalidVin } from '../vin-decoding.js';
import type { Powertrain, Region } from '../vocabulary.js';
import { capabilitiesOf, type EndpointCapability } from './endpoint-capabilities.js';
import type { CompatibleModel } from './model.js';
import { compatibleModels, type RegionalModel, wasBuiltIn } from './models.js';

/** The answer of `GET /compatibility`. */
export interface VinCompatibility {
  readonly compatible: boolean;
  readonly reason: null | 'VEHICLE_NOT_COMPATIBLE' | 'MAKE_NOT_COMPATIBLE';
  /** Empty for a car that is not compatible, and outside the regions that are answered for. */
  readonly capabilities: readonly EndpointCapability[];
}

export interface VinQuestion {
  readonly vin: string;
  readonly scope: readonly Permission[];
  /** ISO 3166-1 alpha-2 of the country where the car is used; the United States by default. */
  readonly country?: string;
  /** Where capabilities are told; the United States alone by default, as clients expect. */
  readonly capabilitiesIn?: readonly Region[];
}

/** Cars older than this in Europe mean that the number was misread: nothing there marks the round of years. */
const OLDEST_IN_EUROPE = 2010;

/**
 * Whether a car can probably be connected. In doubt it can: the number does not say the trim, and
 * often neither model nor powertrain.
 */
export const compatibilityByVin = (
  question: VinQuestion,
  extensions: readonly CompatibleModel[] = [],
): VinCompatibility | InvalidVin => {
  const car = decodeVin(question.vin);
  if ('invalid' in car) return car;
  const region = regionOfCountry(question.country ?? 'US');
  const offered = compatibleModels(extensions).filter(
    (row) => row.region === region && car.makes.includes(row.make),
  );
  const make = car.makes.find((id) => offered.some((row) => row.make === id));
  if (!make || !region) return refusal('MAKE_NOT_COMPATIBLE');
  const rows = offered.filter((row) => row.make === make && wasBuiltIn(row, yearIn(region, car)));
  if (rows.length === 0) return refusal('VEHICLE_NOT_COMPATIBLE');
  const told = (question.capabilitiesIn ?? ['US']).includes(region);
  const candidate = { make, region, powertrains: powertrainsOf(car, rows) };
  return {
    compatible: true,
    reason: null,
    capabilities: told ? capabilitiesFor(candidate, question.scope) : [],
  };
};

export const refusal = (reason: NonNullable<VinCompatibility['reason']>): VinCompatibility => ({
  compatible: false,
  reason,
  capabilities: [],
});

const yearIn = (region: Region, { year }: DecodedVin): number | null =>
  region === 'EUROPE' && year !== null && year < OLDEST_IN_EUROPE ? null : year;

const powertrainsOf = (car: DecodedVin, rows: readonly RegionalModel[]): readonly Powertrain[] =>
  car.powertrain ? [car.powertrain] : [...new Set(rows.map((row) => row.powertrain))];

/** What is known of a car; it has one of the powertrains. */
interface Candidate {
  readonly make: string;
  readonly region: Region;
  readonly powertrains: readonly Powertrain[];
}

const capabilitiesFor = (
  { make, region, powertrains }: Candidate,
  scope: readonly Permission[],
): readonly EndpointCapability[] =>
  capabilitiesOf(make, scope, (row) =>
    bestOf(powertrains.map((powertrain) => capabilityOf(make, powertrain, region, row))),
  );

const bestOf = (answers: readonly Capability[]): Capability =>
  answers.find((answer) => answer.capable) ??
  answers.find((answer) => answer.reason === 'SMARTCAR_NOT_CAPABLE') ??
  answers[0] ??
  CAPABLE;
