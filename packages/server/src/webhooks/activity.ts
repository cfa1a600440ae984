import type { Tx } from '../store/store.js';
import type { Webhook } from './contract.js';
import { dropPending, oweFirstDeliveries, oweNothing } from './subscriptions.store.js';

/** Only such a webhook is told of changes. */
export const isActive = (webhook: Pick<Webhook, 'isEnabled' | 'verifiedAt'>): boolean =>
  webhook.isEnabled && webhook.verifiedAt !== null;

/**
 * What follows when a webhook becomes active or ceases to be: a newly active one gets the current state of all
 * its cars; nothing is kept for one that is not. True when first deliveries are owed now.
 */
export const followActivity = async (
  tx: Tx,
  before: Pick<Webhook, 'isEnabled' | 'verifiedAt'>,
  after: Webhook,
  now: Date,
): Promise<boolean> => {
  if (isActive(before) === isActive(after)) return false;
  if (isActive(after)) {
    await oweFirstDeliveries(tx, after, now);
    return true;
  }
  await oweNothing(tx, after);
  await dropPending(tx, { applicationId: after.applicationId, webhookId: after.id }, now);
  return false;
};
