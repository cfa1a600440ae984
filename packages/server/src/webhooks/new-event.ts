import type { Vehicle } from '../access/access.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Logger } from '../platform/logger.js';
import { datedUuid } from '../platform/uuid.js';
import type { NewEvent } from './outbox.store.js';

export interface NewEventDeps {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Logger;
}

/** Documented for the whole request body; an attempt adds its id and time. */
const MOST_BYTES = 50 * 1_024;
const ATTEMPT_BYTES = 100;

export type EventSubject = Pick<NewEvent, 'applicationId' | 'vehicleId' | 'webhookId' | 'type'>;

/** What an event is about that a webhook is told of a car. */
export const aboutVehicle = (
  { applicationId, id: vehicleId }: Vehicle,
  webhookId: string,
  type: string,
): EventSubject => ({ applicationId, vehicleId, webhookId, type });

/** The outbox row of an event. One that is too large to be sent is dead from the start, and says so. */
export const newEvent = (
  { clock, entropy, log }: NewEventDeps,
  about: EventSubject,
  payloadOf: (eventId: string) => string,
): NewEvent => {
  const now = clock.now();
  const eventId = datedUuid(entropy.uuid(), now);
  const payload = payloadOf(eventId);
  const tooLarge = Buffer.byteLength(payload) + ATTEMPT_BYTES > MOST_BYTES;
  if (tooLarge)
    log.warn({ eventId, webhookId: about.webhookId }, 'an event is too large to be sent');
  return {
    id: eventId,
    ...about,
    payload,
    status: tooLarge ? 'dead' : 'pending',
    reason: tooLarge ? 'TOO_LARGE' : null,
    createdAt: new Date(now),
  };
};
