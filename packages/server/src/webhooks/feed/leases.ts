import type { Clock } from '../../platform/clock.js';
import type { Store } from '../../store/store.js';
import { deleteWebhook } from '../definitions.store.js';
import { dropPending } from '../subscriptions.store.js';
import { isOverdue, overdueLeases, renewLease } from './leases.store.js';

export interface Leases {
  /** Somebody reads the webhook's feed. */
  renew(applicationId: string, webhookId: string): Promise<void>;
  /** Removes what nobody has read for the length of its lease, of every application; answers with their number. */
  end(): Promise<number>;
}

/** Webhooks that last only while somebody reads them: whoever made one may be gone without a word. */
export const createLeases = ({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Leases => ({
  renew: (applicationId, webhookId) =>
    renewLease(store.db, { applicationId, webhookId }, new Date(clock.now())),
  end: async () => {
    const now = new Date(clock.now());
    let ended = 0;
    for (const webhook of await overdueLeases(store.db, now)) {
      const { applicationId, webhookId } = webhook;
      const isRemoved = await store.transaction(async (tx) => {
        // It may have been read meanwhile.
        if (!(await isOverdue(tx, webhook, now))) return false;
        await dropPending(tx, { applicationId, webhookId, reason: 'DELETED' }, now);
        return deleteWebhook(tx, applicationId, webhookId);
      });
      if (isRemoved) ended += 1;
    }
    return ended;
  },
});
