import { type SignalCode, signalRow } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import type { VehicleSnapshot } from '../signals/report.js';
import type { Audience } from './audience.store.js';
import { judge, type Marks, type States } from './conditions/conditions.js';
import { statePayload } from './envelope.js';
import { aboutVehicle, type NewEventDeps, newEvent } from './new-event.js';
import type { NewEvent } from './outbox.store.js';

export type StateEventDeps = NewEventDeps;

export interface Occasion {
  readonly vehicle: Vehicle;
  readonly snapshot: VehicleSnapshot;
  readonly changed: readonly SignalCode[];
  readonly first: boolean;
}

/**
 * The changed signals that trigger the webhook, and what its conditions remember from now on. A signal that the
 * owner did not grant must not even be hinted at.
 */
export const triggersOf = (
  { webhook, permissions, marks }: Audience,
  changed: readonly SignalCode[],
  states: States,
): { readonly triggers: readonly SignalCode[]; readonly marks: Marks } => {
  const visible = changed.filter((code) => permissions.has(signalRow(code).permission));
  const judged = judge(webhook.conditions, marks, visible, states);
  const triggers = visible.filter(
    (code) => webhook.triggers.includes(code) || judged.fired.has(code),
  );
  return { triggers, marks: judged.marks };
};

/** The outbox row of one VEHICLE_STATE event. */
export const stateEvent = (
  deps: StateEventDeps,
  { webhook, user, permissions }: Audience,
  occasion: Occasion,
): NewEvent =>
  newEvent(deps, aboutVehicle(occasion.vehicle, webhook.id, 'VEHICLE_STATE'), (eventId) =>
    statePayload({ eventId, webhook, user, permissions, ...occasion }),
  );
