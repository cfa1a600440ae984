import type { Tx } from '../store/store.js';
import type { RecordOperational } from './operational-events.js';
import { insertEvents, type NewEvent } from './outbox.store.js';

/**
 * Writes events into the outbox. Those that are too large to be sent are dead letters at once, and told of like all
 * others: to operational webhooks, in the same transaction.
 */
export const writeEvents = async (
  { recordOperational }: { readonly recordOperational: RecordOperational },
  tx: Tx,
  events: readonly NewEvent[],
): Promise<void> => {
  await insertEvents(tx, events);
  const dead = events.filter(({ status }) => status === 'dead');
  for (const { applicationId, webhookId, ids } of byWebhook(dead)) {
    const data = { count: ids.length, eventIds: ids };
    await recordOperational(tx, applicationId, { type: 'WEBHOOK_EVENT_DEAD', webhookId, data });
  }
};

interface DeadOfWebhook {
  readonly applicationId: string;
  readonly webhookId: string;
  readonly ids: string[];
}

const byWebhook = (dead: readonly NewEvent[]): Iterable<DeadOfWebhook> => {
  const groups = new Map<string, DeadOfWebhook>();
  for (const { id, applicationId, webhookId } of dead) {
    const group = groups.get(webhookId) ?? { applicationId, webhookId, ids: [] };
    group.ids.push(id);
    groups.set(webhookId, group);
  }
  return groups.values();
};
