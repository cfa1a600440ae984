import { FCA, GM } from '../make-facts/groups.js';
import type { Region } from '../vocabulary.js';

/** A v2.0 endpoint that Carport serves for some makes or regions only. */
export interface EndpointRule {
  /** Ids of the endpoints it is about. */
  readonly endpoints: readonly string[];
  /** Where the rule holds; absent when everywhere. Elsewhere every make is served. */
  readonly regions?: readonly Region[];
  /** Makes that are served; absent when it is none at all. */
  readonly makes?: readonly string[];
  /** Makes that are served in one region only. */
  readonly makesIn?: Readonly<Partial<Record<Region, readonly string[]>>>;
  readonly note: string;
}

/** Parts of the fuel body: amount in the tank, share of the tank, and range. */
export type FuelField = 'amountRemaining' | 'percentRemaining' | 'range';

const RANGE_AND_PERCENT = ['range', 'percentRemaining'] as const;
const RANGE_AND_AMOUNT = ['range', 'amountRemaining'] as const;
const ALL_FUEL_FIELDS = ['amountRemaining', 'percentRemaining', 'range'] as const;

/** What a make tells of its fuel in Europe. Makes that are not here tell nothing. */
export const EUROPEAN_FUEL: Readonly<Record<string, readonly FuelField[]>> = {
  AUDI: RANGE_AND_PERCENT,
  BMW: ALL_FUEL_FIELDS,
  CITROEN: RANGE_AND_AMOUNT,
  DS: RANGE_AND_AMOUNT,
  FORD: RANGE_AND_PERCENT,
  HYUNDAI: RANGE_AND_AMOUNT,
  JAGUAR: RANGE_AND_PERCENT,
  KIA: RANGE_AND_PERCENT,
  LAND_ROVER: RANGE_AND_PERCENT,
  MAZDA: RANGE_AND_PERCENT,
  MERCEDES_BENZ: RANGE_AND_PERCENT,
  MINI: ALL_FUEL_FIELDS,
  OPEL: RANGE_AND_AMOUNT,
  PEUGEOT: RANGE_AND_AMOUNT,
  RENAULT: RANGE_AND_AMOUNT,
  SKODA: RANGE_AND_PERCENT,
  VAUXHALL: RANGE_AND_AMOUNT,
  VOLKSWAGEN: RANGE_AND_PERCENT,
  VOLVO: ALL_FUEL_FIELDS,
};

/** Elsewhere every make tells all of it. */
export const FUEL_ELSEWHERE: readonly FuelField[] = ALL_FUEL_FIELDS;

export const ENDPOINT_RULES: readonly EndpointRule[] = [
  {
    endpoints: ['fuel'],
    regions: ['EUROPE'],
    makes: Object.keys(EUROPEAN_FUEL),
    note: 'Not every carmaker passes fuel on in Europe, and those that do leave parts of it out.',
  },
  {
    endpoints: ['dtcs'],
    makes: GM,
    note: 'Trouble codes come from the GM makes alone.',
  },
  {
    endpoints: ['system-status'],
    makes: [...FCA, ...GM],
    note: 'The state of the systems comes from the makes of GM and of Fiat Chrysler.',
  },
  {
    endpoints: ['service-history'],
    makes: ['FORD', 'LEXUS', 'LINCOLN', 'MAZDA', 'TOYOTA'],
    makesIn: { US: ['VOLKSWAGEN'] },
    note: 'Few carmakers keep service records that can be read, Volkswagen in the United States only.',
  },
  {
    endpoints: ['battery-nominal-capacity'],
    regions: ['CA'],
    note: 'The older capacity endpoint is the one for Canada.',
  },
];

/** Makes that are served with these endpoints and no others, besides who the car is. */
export interface LimitedMake {
  readonly make: string;
  readonly endpoints: readonly string[];
  readonly note: string;
}

export const LIMITED_MAKES: readonly LimitedMake[] = [
  {
    make: 'MG',
    endpoints: [
      'odometer',
      'security',
      'control-security',
      'tires-pressure',
      'charge-limit',
      'control-charge-limit',
      'battery',
      'battery-capacity',
      'battery-nominal-capacity',
    ],
    note: 'Tells neither position nor charging status.',
  },
  {
    make: 'DACIA',
    endpoints: ['location', 'control-charge', 'battery', 'charge'],
    note: 'Tells position, charge and charging status.',
  },
];

/** Who the car is: served for every make. */
export const IDENTITY_ENDPOINTS: readonly string[] = ['attributes', 'vin'];
