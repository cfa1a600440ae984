import { LRUCache } from 'lru-cache';
import type { Clock } from '../../platform/clock.js';
import { microsecondsOf, takeFrom } from './arithmetic.js';
import type { Buckets, Taken } from './contract.js';

const MOST_REMEMBERED = 10_000;

/**
 * Answers from memory while a bucket is known to be empty: time alone fills it, whatever other processes do. A
 * client that runs into its limit thus costs the shared server nothing.
 */
export const rememberRefusals = (
  buckets: Buckets,
  { clock }: { readonly clock: Clock },
): Buckets => {
  const fullAt = new LRUCache<string, number>({ max: MOST_REMEMBERED });

  const note = (key: string, taken: Taken): Taken => {
    if (taken.granted) fullAt.delete(key);
    else fullAt.set(key, taken.fullAt);
    return taken;
  };

  return {
    take: (bucket) => {
      const known = fullAt.get(bucket.key);
      if (known !== undefined) {
        const expected = takeFrom(bucket, known, microsecondsOf(clock));
        if (!expected.granted) return expected;
      }
      const taken = buckets.take(bucket);
      return taken instanceof Promise
        ? taken.then((result) => note(bucket.key, result))
        : note(bucket.key, taken);
    },
  };
};
