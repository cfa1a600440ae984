import { createBatcher } from '../../platform/batcher.js';
import type { Clock } from '../../platform/clock.js';
import type { Store } from '../../store/store.js';
import { microsecondsOf } from './arithmetic.js';
import { type Given, takeTokens, type Wanted } from './buckets.store.js';
import type { Bucket, Buckets, Taken } from './contract.js';

interface Taking {
  readonly bucket: Bucket;
  taken?: Taken;
}

const MOST_AT_ONCE = 500;

/**
 * Buckets in PostgreSQL, shared by every process on the database. What comes while a statement is under way
 * goes into the next one, so a process never holds more than one connection for its limits.
 */
export const createPostgresBuckets = ({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
}): Buckets => {
  const take = createBatcher<Taking>(
    async (takings) => {
      const wanted = byKey(takings);
      const given = await takeTokens(
        store.db,
        [...wanted.values()].map(wantedOf),
        microsecondsOf(clock),
      );
      for (const [key, group] of wanted) distribute(group, given.get(key));
    },
    { most: MOST_AT_ONCE },
  );

  return {
    take: async (bucket) => {
      const taking: Taking = { bucket };
      await take(taking);
      if (!taking.taken) throw new Error('a bucket was asked and did not answer');
      return taking.taken;
    },
  };
};

const byKey = (takings: readonly Taking[]): Map<string, [Taking, ...Taking[]]> => {
  const groups = new Map<string, [Taking, ...Taking[]]>();
  for (const taking of takings) {
    const group = groups.get(taking.bucket.key);
    if (group) group.push(taking);
    else groups.set(taking.bucket.key, [taking]);
  }
  return groups;
};

const wantedOf = (group: readonly [Taking, ...Taking[]]): Wanted => ({
  bucket: group[0].bucket,
  tokens: group.length,
});

/** First come, first served; each sees the bucket as its own token left it. */
const distribute = (group: readonly Taking[], given: Given | undefined): void => {
  if (!given) return;
  for (const [index, taking] of group.entries()) {
    const granted = index < given.tokens;
    const after = granted ? given.tokens - 1 - index : 0;
    taking.taken = { granted, fullAt: given.fullAt - after * taking.bucket.interval };
  }
};
