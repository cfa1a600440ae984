import {
  ENDPOINT_RULES,
  EUROPEAN_FUEL,
  FUEL_ELSEWHERE,
  type FuelField,
  IDENTITY_ENDPOINTS,
  LIMITED_MAKES,
  type LimitedMake,
} from './capabilities/rules.js';
import type { CommandRow } from './commands.js';
import type { EndpointRow } from './endpoints/row.js';
import { COMMAND_ENDPOINTS, READ_ENDPOINTS } from './endpoints.js';
import { findQuirk } from './make-facts.js';
import { findMake } from './makes.js';
import type { SignalRow } from './signals.js';
import type { Powertrain, Region } from './vocabulary.js';

export {
  ENDPOINT_RULES,
  type EndpointRule,
  type FuelField,
  LIMITED_MAKES,
  type LimitedMake,
} from './capabilities/rules.js';

export interface Capability {
  readonly capable: boolean;
  /** The car has nothing that could do or tell it, or Carport does not serve it for the make. */
  readonly reason: null | 'VEHICLE_NOT_CAPABLE' | 'SMARTCAR_NOT_CAPABLE';
}

export const CAPABLE: Capability = { capable: true, reason: null };
export const NOT_THIS_CAR: Capability = { capable: false, reason: 'VEHICLE_NOT_CAPABLE' };
const NOT_THIS_MAKE: Capability = { capable: false, reason: 'SMARTCAR_NOT_CAPABLE' };

/** What decides about an endpoint. */
export type EndpointFacts = Pick<EndpointRow, 'id' | 'makes' | 'powertrains'>;

/**
 * Whether cars of a make and powertrain can serve a v2.0 endpoint in a region. A null region counts as
 * any of the make's.
 */
export const capabilityOf = (
  make: string,
  powertrain: Powertrain,
  region: Region | null,
  endpoint: EndpointFacts,
): Capability => {
  if (!endpoint.powertrains.includes(powertrain)) return NOT_THIS_CAR;
  const served = regionsMeant(make, region).some((place) => isServed(make, place, endpoint));
  return served ? CAPABLE : NOT_THIS_MAKE;
};

const regionsMeant = (make: string, region: Region | null): readonly Region[] =>
  region === null ? (findMake(make)?.regions ?? []) : [region];

const isServed = (make: string, region: Region, { id, makes }: EndpointFacts): boolean => {
  if (IDENTITY_ENDPOINTS.includes(id)) return true;
  if (makes) return makes.includes(make.toLowerCase());
  if (limitsOf(make)?.endpoints.includes(id) === false) return false;
  return ENDPOINT_RULES.every(
    (rule) =>
      !rule.endpoints.includes(id) ||
      (rule.regions && !rule.regions.includes(region)) ||
      rule.makes?.includes(make) ||
      rule.makesIn?.[region]?.includes(make),
  );
};

const limitsOf = (make: string): LimitedMake | undefined =>
  LIMITED_MAKES.find((row) => row.make === make);

/** The parts of the fuel body that a make fills in a region; none where it tells nothing. */
export const fuelFieldsOf = (make: string, region: Region): readonly FuelField[] =>
  region === 'EUROPE' ? (EUROPEAN_FUEL[make] ?? []) : FUEL_ELSEWHERE;

const FUEL_FIELD_OF_SIGNAL: Readonly<Record<string, FuelField>> = {
  'internalcombustionengine-amountremaining': 'amountRemaining',
  'internalcombustionengine-fuellevel': 'percentRemaining',
  'internalcombustionengine-range': 'range',
};

/** Signals that no endpoint reads but that come with those of one that does. */
const COMES_WITH: Readonly<Record<string, string>> = {
  'charge-ischarging': 'charge',
  'diagnostics-dtccount': 'dtcs',
};

/** The standard endpoints that read each signal. */
const readers = new Map<string, EndpointFacts[]>();
for (const row of READ_ENDPOINTS) {
  if (row.makes) continue;
  const companions = Object.keys(COMES_WITH).filter((code) => COMES_WITH[code] === row.id);
  for (const code of [...row.required, ...(row.optional ?? []), ...companions]) {
    readers.set(code, [...(readers.get(code) ?? []), row]);
  }
}

/** Whether such a car can have a signal: as much as a standard endpoint that reads it says. */
export const signalCapabilityOf = (
  make: string,
  powertrain: Powertrain,
  region: Region | null,
  signal: Pick<SignalRow, 'code' | 'powertrains' | 'makes'>,
): Capability => {
  if (!signal.powertrains.includes(powertrain)) return NOT_THIS_CAR;
  if (signal.makes && !signal.makes.includes(make)) return NOT_THIS_MAKE;
  const fuelField = FUEL_FIELD_OF_SIGNAL[signal.code];
  if (fuelField && !tellsFuel(make, region, fuelField)) return NOT_THIS_MAKE;
  return anyOf(make, powertrain, region, readers.get(signal.code));
};

const tellsFuel = (make: string, region: Region | null, field: FuelField): boolean =>
  regionsMeant(make, region).some((place) => fuelFieldsOf(make, place).includes(field));

/** The endpoints that send each command. */
const senders = new Map<string, EndpointFacts[]>();
for (const row of COMMAND_ENDPOINTS) {
  for (const id of row.command ? [row.command] : Object.values(row.actions)) {
    senders.set(id, [...(senders.get(id) ?? []), row]);
  }
}

/** Whether such a car takes a command: as much as an endpoint that sends it says. */
export const commandCapabilityOf = (
  make: string,
  powertrain: Powertrain,
  region: Region | null,
  command: Pick<CommandRow, 'id' | 'powertrains'>,
): Capability => {
  if (!command.powertrains.includes(powertrain)) return NOT_THIS_CAR;
  if (isNeverTaken(make, region, command.id)) return NOT_THIS_MAKE;
  return anyOf(make, powertrain, region, senders.get(command.id));
};

/** Where the region is not known, only what the make takes nowhere. */
const isNeverTaken = (make: string, region: Region | null, command: CommandRow['id']): boolean => {
  const places = regionsMeant(make, region);
  return places.length > 0 && places.every((place) => isRefusedIn(make, place, command));
};

const isRefusedIn = (make: string, place: Region, command: CommandRow['id']): boolean => {
  const on = findQuirk(make, 'start-only', place)?.effect?.on;
  return typeof on === 'object' && (on.commands?.some((id) => id === command) ?? false);
};

/** Where no endpoint speaks of it, only a limited make is known not to have it. */
const anyOf = (
  make: string,
  powertrain: Powertrain,
  region: Region | null,
  endpoints: readonly EndpointFacts[] | undefined,
): Capability => {
  if (!endpoints) return limitsOf(make) ? NOT_THIS_MAKE : CAPABLE;
  const served = endpoints.some((row) => capabilityOf(make, powertrain, region, row).capable);
  return served ? CAPABLE : NOT_THIS_MAKE;
};
