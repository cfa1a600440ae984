import { AdapterFailure, type AdapterFailureOptions, type OemCar } from '../contract.js';
import { type CarState, changeCar, type StagedError } from './car-state.js';
import type { CatalogueError } from './identity.js';
import { asReference } from './reference.js';

/** The car brought up to now; throws what it fails with, for one that fails. */
export const reached = async (car: OemCar, now: number): Promise<CarState> => {
  refuseFailing(car);
  const state = await changeCar(car, now, (present) => present);
  if (state.error && !(await isMended(car, state.error))) throw failure(state.error);
  return state;
};

/** Throws for cars of accounts whose every request fails. */
export const refuseFailing = (car: OemCar): void => {
  const { error } = asReference(car.reference);
  if (error) throw failure(error);
};

/** An account that was lost is mended by the owner's signing in again. */
const isMended = async (car: OemCar, { type, since }: StagedError): Promise<boolean> => {
  if (type !== 'CONNECTED_SERVICES_ACCOUNT') return false;
  const { signedInAt } = JSON.parse(await car.credentials()) as { signedInAt?: number };
  return signedInAt !== undefined && signedInAt > since;
};

/** What a carmaker says besides, for the errors that promise it. */
const FACTS: Readonly<Record<string, AdapterFailureOptions>> = {
  'RATE_LIMIT:SMARTCAR_API': { retryAfterSeconds: 30 },
  'RATE_LIMIT:VEHICLE': { retryAfterSeconds: 60 },
  'SERVER:MULTIPLE_RECORDS_FOUND': { detail: [{ capacities: [83.9, 70.2] }] },
};

export const failure = (
  { type, code }: CatalogueError,
  more: AdapterFailureOptions = {},
): AdapterFailure => new AdapterFailure(type, code, { ...FACTS[`${type}:${code}`], ...more });
