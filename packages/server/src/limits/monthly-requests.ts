import { LRUCache } from 'lru-cache';
import type { VehicleAccess } from '../access/access.js';
import type { Clock } from '../platform/clock.js';
import type { Eventually } from '../platform/eventually.js';
import type { Store } from '../store/store.js';
import { type Counted, countRequests, pruneMonths } from './monthly-requests.store.js';

/** What is counted against a limit a month is a client's money: it is in the database before the answer is sent. */
export interface MonthlyRequests {
  /** Counts all of the requests, or none when they don't all fit under the limit. */
  count(access: VehicleAccess, requests: number, limit: number): Eventually<Counted>;
  prune(): Promise<number>;
}

/** A calendar month in UTC, as epoch milliseconds. */
export interface Month {
  readonly start: number;
  readonly end: number;
}

export const monthAt = (now: number): Month => {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
};

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

const MOST_REMEMBERED = 10_000;
/** Of months before this one. */
const KEPT_MONTHS = 12;

interface Refusal {
  readonly month: string;
  readonly used: number;
}

export const createMonthlyRequests = ({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
}): MonthlyRequests => {
  // Within a month a count only grows, so what did not fit once never fits later.
  const refusals = new LRUCache<string, Refusal>({ max: MOST_REMEMBERED });

  return {
    count: ({ applicationId, vehicle }, requests, limit) => {
      const month = dayOf(monthAt(clock.now()).start);
      const known = refusals.get(vehicle.id);
      if (known?.month === month && known.used + requests > limit) {
        return { granted: false, used: known.used };
      }
      const key = { applicationId, vehicleId: vehicle.id, month };
      return countRequests(store.db, key, requests, limit).then((counted) => {
        if (!counted.granted) refusals.set(vehicle.id, { month, used: counted.used });
        return counted;
      });
    },

    prune: () => {
      const now = new Date(clock.now());
      const oldest = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - KEPT_MONTHS);
      return pruneMonths(store.db, dayOf(oldest));
    },
  };
};
