import type { Tx } from '../../store/store.js';
import type { News } from '../news.js';
import { hastenReports } from './reports.store.js';

/** A car that is plugged in is told of every half hour, beginning with the present one. */
export const hastenForPlug = async (tx: Tx, news: News, now: Date): Promise<void> => {
  const { vehicle, states, audiences } = news;
  const cable = states.after.signals['charge-ischargingcableconnected']?.body;
  if ((cable as { readonly value?: unknown } | undefined)?.value !== true) return;
  const subscriptions = audiences.map((one) => one.subscriptionId);
  await hastenReports(tx, vehicle.applicationId, subscriptions, now);
};
