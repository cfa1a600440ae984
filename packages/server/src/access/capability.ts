import {
  type Capability,
  type CommandRow,
  capabilityOf,
  commandCapabilityOf,
  type EndpointFacts,
  type Region,
  regionOfCountry,
  type SignalRow,
  signalCapabilityOf,
} from '@carport/catalog';
import { type Fault, fault } from '../platform/fault.js';
import type { Vehicle } from './access.js';

type Car = Pick<Vehicle, 'make' | 'powertrain' | 'country'>;

/** Null where it is not known, or where Carport knows no makes. */
export const regionOf = ({ country }: Pick<Vehicle, 'country'>): Region | null =>
  country === null ? null : regionOfCountry(country);

/** Why a car cannot do or tell something, as the error that says so; undefined when it can. */
const refusalOf = ({ reason }: Capability): Fault | undefined =>
  reason === null ? undefined : fault('COMPATIBILITY', reason);

/** Asks the catalogue, not the car. */
export const endpointRefusal = (car: Car, endpoint: EndpointFacts): Fault | undefined =>
  refusalOf(capabilityOf(car.make, car.powertrain, regionOf(car), endpoint));

export const signalRefusal = (car: Car, signal: SignalRow): Fault | undefined =>
  refusalOf(signalCapabilityOf(car.make, car.powertrain, regionOf(car), signal));

export const commandRefusal = (car: Car, command: CommandRow): Fault | undefined =>
  refusalOf(commandCapabilityOf(car.make, car.powertrain, regionOf(car), command));
