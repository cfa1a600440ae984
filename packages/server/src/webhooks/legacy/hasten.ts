import type { Tx } from '../../store/store.js';
import type { News } from '../news.js';
import { PLUGGED_IN_STEP } from './periods.js';
import { isPluggedIn } from './plug.js';
import { hastenReports } from './reports.store.js';

/** A car that is plugged in is told of every half hour, beginning with the present one. */
export const hastenForPlug = async (tx: Tx, news: News, now: Date): Promise<void> => {
  const { vehicle, states, audiences } = news;
  if (!isPluggedIn(states.after)) return;
  const subscriptions = audiences.map((one) => one.subscriptionId);
  await hastenReports(tx, vehicle.applicationId, subscriptions, { now, step: PLUGGED_IN_STEP });
};
