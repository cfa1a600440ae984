import { type SignalCode, signalRow } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import type { VehicleSnapshot } from '../signals/report.js';
import type { Audience } from './audience.store.js';
import { statePayload } from './envelope.js';
import { type NewEventDeps, newEvent } from './new-event.js';
import type { NewEvent } from './outbox.store.js';

export type StateEventDeps = NewEventDeps;

export interface Occasion {
  readonly vehicle: Vehicle;
  readonly snapshot: VehicleSnapshot;
  readonly changed: readonly SignalCode[];
  readonly first: boolean;
}

/** The changed signals that trigger the webhook. One that the owner did not grant must not even be hinted at. */
export const triggersOf = (
  { webhook, permissions }: Audience,
  changed: readonly SignalCode[],
): SignalCode[] =>
  changed.filter(
    (code) => webhook.triggers.includes(code) && permissions.has(signalRow(code).permission),
  );

/** The outbox row of one VEHICLE_STATE event. */
export const stateEvent = (
  deps: StateEventDeps,
  { webhook, user, permissions }: Audience,
  occasion: Occasion,
): NewEvent =>
  newEvent(
    deps,
    { vehicle: occasion.vehicle, webhookId: webhook.id, type: 'VEHICLE_STATE' },
    (eventId) => statePayload({ eventId, webhook, user, permissions, ...occasion }),
  );
