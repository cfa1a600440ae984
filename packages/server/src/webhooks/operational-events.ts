import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Logger } from '../platform/logger.js';
import type { Tx } from '../store/store.js';
import { operationalPayload } from './envelope.js';
import { newEvent } from './new-event.js';
import { operationalAudience } from './operational-events.store.js';
import { insertEvents } from './outbox.store.js';

/** What operational webhooks are told of, with what each event means; the documentation is made from it. */
export const OPERATIONAL_EVENTS = {
  WEBHOOK_VERIFIED: 'A callback proved that it knows the management token.',
  WEBHOOK_FAILING: 'An event failed three times in a row and nothing else got through meanwhile.',
  WEBHOOK_RECOVERED: 'A webhook that was failing delivered again.',
  WEBHOOK_DISABLED: 'A webhook was disabled, by its owner or by its own delivery options.',
  WEBHOOK_ALERT_STARTED:
    'A webhook is beyond one of the documented thresholds; `data.alert` says which.',
  WEBHOOK_ALERT_ENDED: 'It no longer is, or the webhook was disabled.',
  WEBHOOK_EVENT_DEAD: 'Events were given up: they are dead letters now.',
} as const;

export type OperationalEventType = keyof typeof OPERATIONAL_EVENTS;

export interface OperationalEvent {
  readonly type: OperationalEventType;
  /** The webhook that it is about; it is not told itself. Null: about the application. */
  readonly webhookId: string | null;
  /** What there is to know beyond the webhook itself; plain JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Tells every operational webhook of the application; true when there is one to be told. */
export type RecordOperational = (
  tx: Tx,
  applicationId: string,
  event: OperationalEvent,
) => Promise<boolean>;

/**
 * Writes events about webhooks into the outbox, in the transaction of what they tell of. A webhook never hears of
 * itself, and events that are told here are never told of in turn: nothing goes round in circles.
 */
export const createOperationalEvents =
  (deps: {
    readonly clock: Clock;
    readonly entropy: Entropy;
    readonly log: Logger;
  }): RecordOperational =>
  async (tx, applicationId, { type, webhookId, data }) => {
    const { subject, audience } = await operationalAudience(tx, applicationId, webhookId);
    const events = audience.map((webhook) =>
      newEvent(deps, { applicationId, vehicleId: null, webhookId: webhook.id, type }, (eventId) =>
        operationalPayload({ eventId, type, webhook, subject, data }),
      ),
    );
    await insertEvents(tx, events);
    return events.length > 0;
  };
