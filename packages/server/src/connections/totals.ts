import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.js';

/**
 * How many there are in lists that may be very long. Counting a million takes as long as a thousand pages of them,
 * and nobody sees whether one more was connected meanwhile: long totals are remembered for a while. Short ones are
 * counted at every request, so that a test of three cars sees each of them at once.
 */
export interface Totals {
  of(list: string, count: () => Promise<number>): Promise<number>;
}

interface Kept {
  readonly total: Promise<number>;
  /** Epoch milliseconds. */
  readonly until: number;
}

const LONG = 10_000;
const KEPT_FOR_MS = 10_000;
const MOST_LISTS = 1_000;

export const createTotals = ({ clock }: { readonly clock: Clock }): Totals => {
  const kept = new LRUCache<string, Kept>({ max: MOST_LISTS });
  const counting = new Map<string, Promise<number>>();

  const keep = (list: string, total: Promise<number>): void => {
    kept.set(list, { total, until: clock.now() + KEPT_FOR_MS });
  };

  /** Counts once for everybody who asks meanwhile. */
  const recount = (list: string, count: () => Promise<number>): Promise<number> => {
    const total = count();
    keep(list, total);
    total.then(
      (known) => known < LONG && kept.delete(list),
      () => kept.delete(list),
    );
    return total;
  };

  /** Whoever joins the first count of a list counts again when it is short: it may be older than the question. */
  const first = async (list: string, count: () => Promise<number>): Promise<number> => {
    const others = counting.get(list);
    if (others) {
      const total = await others;
      return total >= LONG ? total : count();
    }
    const mine = count().finally(() => counting.delete(list));
    counting.set(list, mine);
    const total = await mine;
    if (total >= LONG) keep(list, mine);
    return total;
  };

  return {
    of: (list, count) => {
      const known = kept.get(list);
      if (!known) return first(list, count);
      return known.until > clock.now() ? known.total : recount(list, count);
    },
  };
};
