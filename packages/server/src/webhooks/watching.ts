import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../store/store.js';
import { isActive } from './activity.js';
import type { Subscription, Webhook } from './contract.js';
import { nextDue } from './legacy/periods.js';
import { forgetReports, planReports } from './legacy/reports.store.js';
import {
  dropPending,
  insertSubscriptions,
  type NewSubscription,
  oweFirstDeliveries,
  oweNothing,
  watchAll,
} from './subscriptions.store.js';

/*
 * What a webhook does with the cars that it is told of follows from its type: the current state and every change
 * after it, changes alone, or a report now and then.
 */

/** Subscribes connected cars, and begins to watch them where the webhook is active. */
export const subscribeCars = async (
  tx: Tx,
  webhook: Webhook,
  subscriptions: readonly NewSubscription[],
  now: Date,
): Promise<Subscription[]> => {
  const active = isActive(webhook);
  const made = await insertSubscriptions(tx, webhook, subscriptions, {
    awaitsFirst: active && webhook.type === 'signals',
    watched: active && looksAtChanges(webhook),
    now,
  });
  if (active) await plan(tx, webhook, now);
  return made;
};

/**
 * What follows when a webhook becomes active or ceases to be: a newly active one gets the current state of all
 * its cars, or its first report at the end of a period; nothing is kept for one that is not. True when first
 * deliveries are owed now.
 */
export const followActivity = async (
  tx: Tx,
  before: Pick<Webhook, 'isEnabled' | 'verifiedAt'>,
  after: Webhook,
  now: Date,
): Promise<boolean> => {
  if (isActive(before) === isActive(after)) return false;
  if (!isActive(after)) {
    await oweNothing(tx, after);
    await forgetReports(tx, after);
    const reason = after.isEnabled ? 'NOT_VERIFIED' : 'DISABLED';
    const { applicationId, id: webhookId } = after;
    await dropPending(tx, { applicationId, webhookId, reason }, now);
    return false;
  }
  if (looksAtChanges(after)) await watchAll(tx, after, now);
  if (after.type === 'signals') await oweFirstDeliveries(tx, after);
  await plan(tx, after, now);
  return after.type === 'signals';
};

/** A new cadence begins a new period. */
export const followCadence = async (
  tx: Tx,
  before: Webhook,
  after: Webhook,
  now: Date,
): Promise<void> => {
  const { frequency, interval } = before.legacy ?? {};
  const same = { frequency: after.legacy?.frequency, interval: after.legacy?.interval };
  if (isDeepStrictEqual({ frequency, interval }, same)) return;
  await forgetReports(tx, after);
  if (isActive(after)) await plan(tx, after, now);
};

/** Cars of such a webhook are asked at their own pace; the others only when a report is due. */
const looksAtChanges = ({ type }: Webhook): boolean => type === 'signals' || type === 'eventBased';

const plan = async (tx: Tx, webhook: Webhook, now: Date): Promise<void> => {
  const { type, legacy } = webhook;
  if (!legacy || (type !== 'scheduled' && type !== 'dynamic')) return;
  const dueAt = new Date(nextDue({ type, settings: legacy }, now.getTime(), now.getTime()));
  await planReports(tx, webhook, { anchor: now, dueAt });
};
