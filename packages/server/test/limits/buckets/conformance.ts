import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { intervalOf, levelOf } from '../../../src/limits/buckets/arithmetic.js';
import type { Bucket, Buckets } from '../../../src/limits/buckets/contract.js';
import { createManualClock, type ManualClock } from '../../../src/platform/clock.js';

export interface BucketsUnderTest {
  /** As many as there are processes; where buckets are shared, at least two. */
  readonly processes: readonly [Buckets, ...Buckets[]];
  close(): Promise<void>;
}

const START = Date.UTC(2026, 5, 1, 12);
const SECOND = 1_000;

/** What every kind of buckets must do. */
export const bucketsConform = (
  kind: string,
  open: (clock: ManualClock) => Promise<BucketsUnderTest>,
): void => {
  describe(`${kind} buckets`, () => {
    const clock = createManualClock(START);
    let under: BucketsUnderTest;
    let bucket: Bucket;

    beforeAll(async () => {
      under = await open(clock);
    });
    afterAll(() => under.close());
    beforeEach(() => {
      clock.set(START);
      bucket = { key: `test:${randomUUID()}`, burst: 120, interval: intervalOf(2) };
    });

    /** Spread over the processes. */
    const takeMany = (count: number, of: Bucket = bucket) => {
      const { processes } = under;
      return Promise.all(
        Array.from({ length: count }, (_, index) =>
          (processes[index % processes.length] ?? processes[0]).take(of),
        ),
      );
    };
    const grantedOf = async (count: number, of: Bucket = bucket): Promise<number> =>
      (await takeMany(count, of)).filter(({ granted }) => granted).length;

    test('gives the burst at once and no token more, whoever asks at the same time', async () => {
      expect(await grantedOf(121)).toBe(120);
      expect(await grantedOf(200)).toBe(0);
    });

    test('every request sees a level of its own, from the burst down', async () => {
      const taken = await takeMany(121);
      const now = clock.now() * 1_000;
      const levels = taken
        .filter(({ granted }) => granted)
        .map(({ fullAt }) => levelOf(bucket, fullAt, now).tokens)
        .sort((a, b) => b - a);
      expect(levels).toEqual(Array.from({ length: 120 }, (_, index) => 119 - index));
    });

    test('the refused one is told the moment of the next token', async () => {
      await takeMany(120);
      const [refused] = await takeMany(1);
      expect(refused?.granted).toBe(false);
      expect(levelOf(bucket, refused?.fullAt ?? 0, clock.now() * 1_000)).toEqual({
        tokens: 0,
        secondsToNext: 30,
      });
    });

    test('fills up steadily, and not beyond its burst', async () => {
      await takeMany(120);
      clock.advance(29_999);
      expect(await grantedOf(2)).toBe(0);
      clock.advance(1);
      expect(await grantedOf(2)).toBe(1);
      clock.advance(90 * SECOND);
      expect(await grantedOf(5)).toBe(3);
      clock.advance(1_000_000 * SECOND);
      expect(await grantedOf(125)).toBe(120);
    });

    test('a refused request costs nothing', async () => {
      await takeMany(120);
      for (let index = 0; index < 10; index += 1) await takeMany(10);
      clock.advance(30 * SECOND);
      expect(await grantedOf(1)).toBe(1);
    });

    test('buckets do not know each other', async () => {
      const other = { ...bucket, key: `${bucket.key}:other` };
      const [mine, theirs] = await Promise.all([grantedOf(130), grantedOf(50, other)]);
      expect([mine, theirs]).toEqual([120, 50]);
    });

    test('new figures hold at once', async () => {
      await takeMany(120);
      expect(await grantedOf(30, { ...bucket, burst: 140 })).toBe(20);
      expect(await grantedOf(1, { ...bucket, burst: 10 })).toBe(0);
    });

    test('a bucket of one gives one in every interval', async () => {
      const single = { ...bucket, burst: 1, interval: intervalOf(1 / 30) };
      expect(await grantedOf(5, single)).toBe(1);
      clock.advance(30 * 60 * SECOND);
      expect(await grantedOf(5, single)).toBe(1);
    });

    test('fast and large buckets stay exact', async () => {
      const large = { ...bucket, burst: 900, interval: intervalOf(700_000) };
      expect(await grantedOf(1_000, large)).toBe(900);
      clock.advance(1);
      expect(await grantedOf(100, large)).toBe(11);
    });
  });
};
