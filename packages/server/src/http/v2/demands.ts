import type { EndpointPlace, EndpointRow, StateDemand } from '@carport/catalog';
import type { VehicleAccess } from '../../access/access.js';
import { endpointRefusal } from '../../access/capability.js';
import { fault } from '../../platform/fault.js';
import type { CarState } from './signal-view.js';

/** Whether this access may have the endpoint and this car can; asks nobody. */
export const demandEndpoint = (
  row: EndpointRow,
  { make }: EndpointPlace,
  { vehicle, permissions }: VehicleAccess,
): void => {
  const { permission } = row;
  // A path of another make is as forbidden as one that the owner did not allow.
  const ownMake = make === null || vehicle.make.toLowerCase() === make;
  const allowed = permission === null || permissions.has(permission);
  if (!ownMake || !allowed) throw fault('PERMISSION', null);
  const refusal = endpointRefusal(vehicle, row);
  if (refusal) throw refusal;
};

/** What the endpoint tells exists only while the car is in this state. */
export const demandState = (state: CarState, { signal, otherwise }: StateDemand): void => {
  const body = state?.signals[signal]?.body;
  const holds = typeof body === 'object' && body !== null && 'value' in body && body.value === true;
  if (!holds) throw fault('VEHICLE_STATE', otherwise);
};
