import type { Clock } from '../../platform/clock.js';
import type { Bucket, Taken } from './contract.js';

/**
 * A bucket is one number, the moment when it will be full again. A token moves it one interval on; a bucket that
 * would need longer than `burst` intervals to fill up has none. Whole microseconds, so that sums stay exact.
 */

const MICROSECONDS_PER_MILLISECOND = 1_000;
const MICROSECONDS_PER_SECOND = 1_000_000;
const MICROSECONDS_PER_MINUTE = 60 * MICROSECONDS_PER_SECOND;

export const microsecondsOf = (clock: Clock): number => clock.now() * MICROSECONDS_PER_MILLISECOND;

export const intervalOf = (tokensPerMinute: number): number =>
  Math.floor(MICROSECONDS_PER_MINUTE / tokensPerMinute);

export const takeFrom = (bucket: Bucket, fullAt: number, now: number): Taken => {
  const next = Math.max(fullAt, now) + bucket.interval;
  return next - now <= bucket.burst * bucket.interval
    ? { granted: true, fullAt: next }
    : { granted: false, fullAt };
};

/** Tokens that are there, and the whole seconds until there is one more (0: it is full). */
export interface Level {
  readonly tokens: number;
  readonly secondsToNext: number;
}

export const levelOf = (bucket: Bucket, fullAt: number, now: number): Level => {
  const missing = Math.max(0, fullAt - now);
  const tokens = Math.max(0, bucket.burst - Math.ceil(missing / bucket.interval));
  const toNext = Math.max(0, missing - (bucket.burst - tokens - 1) * bucket.interval);
  return {
    tokens,
    secondsToNext: missing === 0 ? 0 : Math.ceil(toNext / MICROSECONDS_PER_SECOND),
  };
};
