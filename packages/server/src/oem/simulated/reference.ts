import type { ModelRow } from '@carport/catalog';
import type { CarIdentity } from '@carport/simulator';
import type { OemVehicle } from '../contract.js';
import type { CatalogueError } from './identity.js';

/** What the platform keeps so that the adapter knows a car again. */
export interface CarReference {
  readonly car: CarIdentity;
  /** Set on cars whose every request fails. */
  readonly error: CatalogueError | null;
}

export const referenceTo = (
  vehicle: Omit<OemVehicle, 'reference'>,
  { batteryKwh, tankLiters }: ModelRow,
  country: string,
  error: CatalogueError | null,
): CarReference => ({ car: { ...vehicle, batteryKwh, tankLiters, country }, error });

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
