import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervalOf, levelOf, takeFrom } from '../../../src/limits/buckets/arithmetic.js';

const SECOND = 1_000_000;
const bucket = { key: 'b', burst: 120, interval: intervalOf(2) };
const START = 1_780_000_000 * SECOND;

/** The moment at which the bucket is full after `count` tokens were taken at once. */
const after = (count: number): number => {
  let fullAt = 0;
  for (let taken = 0; taken < count; taken += 1) fullAt = takeFrom(bucket, fullAt, START).fullAt;
  return fullAt;
};

test('two a minute is one in thirty seconds', () => {
  expect(intervalOf(2)).toBe(30 * SECOND);
});

test('a rate that does not divide a minute is never faster than it says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (perMinute) => {
      const interval = intervalOf(perMinute);
      expect(Number.isInteger(interval)).toBe(true);
      expect((interval + 1) * perMinute).toBeGreaterThan(60 * SECOND);
    }),
  );
});

test('a full bucket gives its burst and then nothing', () => {
  expect(takeFrom(bucket, after(119), START).granted).toBe(true);
  expect(takeFrom(bucket, after(120), START)).toEqual({ granted: false, fullAt: after(120) });
});

test('one token comes back after one interval, not a microsecond sooner', () => {
  const empty = after(120);
  expect(takeFrom(bucket, empty, START + 30 * SECOND - 1).granted).toBe(false);
  expect(takeFrom(bucket, empty, START + 30 * SECOND).granted).toBe(true);
});

describe('what a client is told', () => {
  test('a full bucket has everything and awaits nothing', () => {
    expect(levelOf(bucket, 0, START)).toEqual({ tokens: 120, secondsToNext: 0 });
  });

  test('an empty bucket says how long the next token takes', () => {
    expect(levelOf(bucket, after(120), START)).toEqual({ tokens: 0, secondsToNext: 30 });
    expect(levelOf(bucket, after(120), START + 10.5 * SECOND)).toEqual({
      tokens: 0,
      secondsToNext: 20,
    });
  });

  test('in between, a token in the making does not count yet', () => {
    expect(levelOf(bucket, after(3), START)).toEqual({ tokens: 117, secondsToNext: 30 });
    expect(levelOf(bucket, after(3), START + 29 * SECOND)).toEqual({
      tokens: 117,
      secondsToNext: 1,
    });
  });

  test('a bucket that was made smaller owes more than its burst, and says until when', () => {
    const smaller = { ...bucket, burst: 10 };
    expect(levelOf(smaller, after(120), START)).toEqual({ tokens: 0, secondsToNext: 111 * 30 });
    expect(takeFrom(smaller, after(120), START + 111 * 30 * SECOND).granted).toBe(true);
  });
});

const anyBucket = fc.record({
  key: fc.constant('b'),
  burst: fc.integer({ min: 1, max: 50 }),
  interval: fc.integer({ min: 1, max: 100 * SECOND }),
});
const pauses = fc.array(fc.integer({ min: 0, max: 200 * SECOND }), { maxLength: 200 });

test('whoever waits as long as they were told gets a token', () => {
  fc.assert(
    fc.property(anyBucket, pauses, (any, waits) => {
      let [now, fullAt] = [START, 0];
      for (const wait of waits) {
        now += wait;
        const taken = takeFrom(any, fullAt, now);
        fullAt = taken.fullAt;
        if (taken.granted) continue;
        const { tokens, secondsToNext } = levelOf(any, fullAt, now);
        expect(tokens).toBe(0);
        expect(takeFrom(any, fullAt, now + secondsToNext * SECOND).granted).toBe(true);
        expect(takeFrom(any, fullAt, now + secondsToNext * SECOND - SECOND).granted).toBe(false);
      }
    }),
  );
});

test('never more than the burst and what came back, and never less', () => {
  fc.assert(
    fc.property(anyBucket, pauses, (any, waits) => {
      // A second account of the same bucket, in plain tokens.
      let [now, fullAt, tokens] = [START, 0, any.burst * any.interval];
      for (const wait of waits) {
        now += wait;
        tokens = Math.min(any.burst * any.interval, tokens + wait);
        const taken = takeFrom(any, fullAt, now);
        expect(taken.granted).toBe(tokens >= any.interval);
        if (taken.granted) tokens -= any.interval;
        fullAt = taken.fullAt;
        expect(levelOf(any, fullAt, now).tokens).toBe(Math.floor(tokens / any.interval));
      }
    }),
  );
});
