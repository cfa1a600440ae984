import type { ModelRow } from '@carport/catalog';
import type { CarIdentity } from '@carport/simulator';
import type { OemVehicle } from '../contract.js';
import type { CatalogueError } from './identity.js';

/** What the platform keeps so that the adapter knows a car again. */
export interface CarReference {
  readonly car: CarIdentity;
  /** Set on cars whose every request fails. */
  readonly error: CatalogueError | null;
  /** Epoch milliseconds; there when the account has circumstances, some of which pass or come with time. */
  readonly signedInAt?: number;
}

export const referenceTo = (
  vehicle: Omit<OemVehicle, 'reference' | 'country' | 'batteries'>,
  { batteryKwh, tankLiters, batteries }: ModelRow,
  { country, circumstances, signedInAt }: AccountFacts,
  error: CatalogueError | null,
): CarReference => {
  const car = { ...vehicle, batteryKwh, tankLiters, country, ...(batteries && { batteries }) };
  return circumstances.length === 0
    ? { car, error }
    : { car: { ...car, circumstances }, error, signedInAt };
};

export interface AccountFacts {
  readonly country: string;
  readonly circumstances: readonly string[];
  readonly signedInAt: number;
}

/** Reads a reference back; it has been through JSON and a database. */
export const asReference = (value: unknown): CarReference => {
  if (!isReference(value)) throw new TypeError('This car was not found by the simulated carmaker.');
  return value;
};

const isReference = (value: unknown): value is CarReference =>
  typeof value === 'object' &&
  value !== null &&
  'car' in value &&
  typeof value.car === 'object' &&
  value.car !== null &&
  'error' in value;
