import type { Clock } from '../../platform/clock.js';
import type { Store } from '../../store/store.js';
import type { WebhookSettings } from '../settings.js';
import { countMinutes, firstAttempt, lockCounting, saveCountedTo } from './counting.store.js';

const MINUTE = 60_000;
/** As much as is counted in one statement. */
const MOST_AT_ONCE = 10 * MINUTE;

/**
 * Counts what has been attempted, a little behind the attempts themselves, so that sending costs nothing more for
 * it. An attempt is written down when it is over; minutes that one may still be added to are counted again.
 */
export const createCounting = ({
  store,
  clock,
  settings,
}: {
  readonly store: Pick<Store, 'transaction'>;
  readonly clock: Clock;
  readonly settings: Pick<WebhookSettings, 'timeoutMs'>;
}): (() => Promise<void>) => {
  const lookBackMs = settings.timeoutMs + 2 * MINUTE;

  /** False when there is more to count. */
  const countSome = (): Promise<boolean> =>
    store.transaction(async (tx) => {
      const countedTo = await lockCounting(tx);
      if (!countedTo) return true;
      const now = clock.now();
      // Clocks of processes are a little apart.
      const end = now + MINUTE;
      let from = minuteOf(Math.min(countedTo.getTime(), now) - lookBackMs);
      if (from + lookBackMs + MOST_AT_ONCE < end) {
        // Far behind: what nothing happened in is passed over.
        const first = await firstAttempt(tx, new Date(from));
        from = first === null ? minuteOf(now) : minuteOf(Math.min(first.getTime(), now));
      }
      const to = Math.min(from + lookBackMs + MOST_AT_ONCE, end);
      await countMinutes(tx, new Date(from), new Date(to));
      await saveCountedTo(tx, new Date(Math.min(to, now)));
      return to >= now;
    });

  return async () => {
    while (!(await countSome()));
  };
};

const minuteOf = (time: number): number => time - (time % MINUTE);
