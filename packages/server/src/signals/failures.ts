import type { VehicleFailure, VehicleSnapshot } from './report.js';

/** Errors that a car has until something is done or happens; the others belong to one request only. */
const LASTING = new Set([
  'CONNECTED_SERVICES_ACCOUNT',
  'VEHICLE_STATE',
  'COMPATIBILITY',
  'PERMISSION',
]);

export const isLasting = ({ type }: { readonly type: string }): boolean => LASTING.has(type);

/** The state after a reading that failed; the same object when it failed like that before. */
export const withFailure = (
  before: VehicleSnapshot,
  { type, code }: Omit<VehicleFailure, 'since'>,
  now: number,
): VehicleSnapshot =>
  before.failure?.type === type && before.failure.code === code
    ? before
    : { ...before, failure: { type, code, since: now } };

/** Whether anything is wrong with the car, or with single signals of it. */
export const hasErrors = ({ failure, signals }: VehicleSnapshot): boolean =>
  failure !== undefined || Object.values(signals).some((stored) => stored.error !== undefined);
