import type { WebhookOutbox } from '../signals/contract.js';
import { lockAudience, takeFirst } from './audience.store.js';
import { insertEvents } from './outbox.store.js';
import type { WebhookSettings } from './settings.js';
import { type StateEventDeps, stateEvent, triggersOf } from './state-events.js';
import { recordErrors } from './vehicle-errors.js';

/** The first report of a car: everything in it is new, nothing of it has changed. */
const FIRST_REVISION = 1;

/** Turns changes into rows of the outbox, within the transaction that writes the changes. */
export const createOutbox = (
  deps: StateEventDeps & {
    readonly wake: () => void;
    readonly settings: Pick<WebhookSettings, 'publicUrl'>;
  },
): WebhookOutbox => ({
  wake: deps.wake,
  recordErrors: recordErrors(deps),

  recordChanges: async (tx, vehicle, changed, snapshot) => {
    const audiences = (await lockAudience(tx, vehicle, changed)).filter(
      (one) => one.webhook.active,
    );
    const owed = await takeFirst(
      tx,
      vehicle.applicationId,
      audiences.filter((one) => one.awaitsFirst).map((one) => one.subscriptionId),
    );
    const events = audiences.flatMap((audience) => {
      const first = owed.has(audience.subscriptionId);
      const sinceFirst = first && snapshot.revision === FIRST_REVISION ? [] : changed;
      const triggers = triggersOf(audience, sinceFirst);
      if (!first && triggers.length === 0) return [];
      return [stateEvent(deps, audience, { vehicle, snapshot, first, changed: triggers })];
    });
    await insertEvents(tx, events);
    return events.length > 0;
  },
});
