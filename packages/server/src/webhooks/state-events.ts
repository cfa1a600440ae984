import { type SignalCode, signalRow } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Logger } from '../platform/logger.js';
import type { VehicleSnapshot } from '../signals/report.js';
import type { Audience } from './audience.store.js';
import { statePayload } from './envelope.js';
import type { NewEvent } from './outbox.store.js';

export interface StateEventDeps {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Logger;
}

export interface Occasion {
  readonly vehicle: Vehicle;
  readonly snapshot: VehicleSnapshot;
  readonly changed: readonly SignalCode[];
  readonly first: boolean;
}

/** Documented for the whole request body; an attempt adds its id and time. */
const MOST_BYTES = 50 * 1_024;
const ATTEMPT_BYTES = 100;

/** The changed signals that trigger the webhook. One that the owner did not grant must not even be hinted at. */
export const triggersOf = (
  { webhook, permissions }: Audience,
  changed: readonly SignalCode[],
): SignalCode[] =>
  changed.filter(
    (code) => webhook.triggers.includes(code) && permissions.has(signalRow(code).permission),
  );

/** The outbox row of one VEHICLE_STATE event. One that is too large to be sent is dead from the start. */
export const stateEvent = (
  { clock, entropy, log }: StateEventDeps,
  audience: Audience,
  occasion: Occasion,
): NewEvent => {
  const { vehicle } = occasion;
  const { webhook, user, permissions } = audience;
  const eventId = entropy.uuid();
  const payload = statePayload({ eventId, webhook, user, permissions, ...occasion });
  const tooLarge = Buffer.byteLength(payload) + ATTEMPT_BYTES > MOST_BYTES;
  if (tooLarge) log.warn({ eventId, webhookId: webhook.id }, 'an event is too large to be sent');
  return {
    id: eventId,
    applicationId: vehicle.applicationId,
    webhookId: webhook.id,
    vehicleId: vehicle.id,
    type: 'VEHICLE_STATE',
    payload,
    status: tooLarge ? 'dead' : 'pending',
    createdAt: new Date(clock.now()),
  };
};
