import type { Clock } from '../../platform/clock.js';
import { microsecondsOf, takeFrom } from './arithmetic.js';
import type { Bucket, Buckets, Taken } from './contract.js';

export interface MemoryBuckets extends Buckets {
  take(bucket: Bucket): Taken;
}

/** Before this many buckets nobody looks for full ones. */
const FIRST_SWEEP = 10_000;

/** Buckets of one process: exact because nothing else runs meanwhile, and never waiting. */
export const createMemoryBuckets = ({ clock }: { readonly clock: Clock }): MemoryBuckets => {
  const fullAt = new Map<string, number>();
  let sweepAt = FIRST_SWEEP;

  /** A full bucket is the same as none. */
  const sweep = (now: number): void => {
    for (const [key, moment] of fullAt) if (moment <= now) fullAt.delete(key);
    sweepAt = Math.max(FIRST_SWEEP, 2 * fullAt.size);
  };

  return {
    take: (bucket) => {
      const now = microsecondsOf(clock);
      if (fullAt.size >= sweepAt) sweep(now);
      const taken = takeFrom(bucket, fullAt.get(bucket.key) ?? 0, now);
      if (taken.granted) fullAt.set(bucket.key, taken.fullAt);
      return taken;
    },
  };
};
