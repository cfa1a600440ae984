import { describe, expect, test } from 'vitest';
import type { Bucket, Buckets, Taken } from '../../../src/limits/buckets/contract.js';
import { createMemoryBuckets } from '../../../src/limits/buckets/memory-buckets.js';
import { rememberRefusals } from '../../../src/limits/buckets/remembered-refusals.js';
import { withFallback } from '../../../src/limits/buckets/with-fallback.js';
import { createManualClock } from '../../../src/platform/clock.js';
import { silentLog } from '../../support/log.js';
import { bucketsConform } from './conformance.js';

const bucket: Bucket = { key: 'b', burst: 2, interval: 30_000_000 };

/** Shared buckets as they look from here: later, and counted. */
const createShared = (own: Buckets) => {
  const state = { asked: 0, broken: false };
  const buckets: Buckets = {
    take: async (of): Promise<Taken> => {
      state.asked += 1;
      if (state.broken) throw new Error('the line is down');
      return own.take(of);
    },
  };
  return { state, buckets };
};

bucketsConform('remembering', async (clock) => ({
  processes: [rememberRefusals(createShared(createMemoryBuckets({ clock })).buckets, { clock })],
  close: async () => undefined,
}));

describe('remembered refusals', () => {
  test('an empty bucket is not asked again before it can have a token', async () => {
    const clock = createManualClock(1_000_000);
    const { state, buckets } = createShared(createMemoryBuckets({ clock }));
    const remembering = rememberRefusals(buckets, { clock });
    for (let index = 0; index < 3; index += 1) await remembering.take(bucket);
    expect(state.asked).toBe(3);
    expect(remembering.take(bucket)).toEqual({ granted: false, fullAt: 1_060_000_000 });
    clock.advance(29_999);
    expect(await remembering.take(bucket)).toMatchObject({ granted: false });
    expect(state.asked).toBe(3);
    clock.advance(1);
    expect(await remembering.take(bucket)).toMatchObject({ granted: true });
    expect(state.asked).toBe(4);
  });

  test('a larger burst is asked for at once', async () => {
    const clock = createManualClock(1_000_000);
    const { buckets } = createShared(createMemoryBuckets({ clock }));
    const remembering = rememberRefusals(buckets, { clock });
    for (let index = 0; index < 3; index += 1) await remembering.take(bucket);
    expect(await remembering.take({ ...bucket, burst: 3 })).toMatchObject({ granted: true });
  });
});

describe('the fallback', () => {
  test('counts in the process while the shared buckets fail, and no longer', async () => {
    const clock = createManualClock(1_000_000);
    const shared = createShared(createMemoryBuckets({ clock }));
    const buckets = withFallback(shared.buckets, createMemoryBuckets({ clock }), silentLog);
    expect(await buckets.take(bucket)).toMatchObject({ granted: true });
    shared.state.broken = true;
    const meanwhile = await Promise.all([1, 2, 3].map(() => buckets.take(bucket)));
    expect(meanwhile.map(({ granted }) => granted)).toEqual([true, true, false]);
    shared.state.broken = false;
    expect(await buckets.take(bucket)).toMatchObject({ granted: true });
    expect(await buckets.take(bucket)).toMatchObject({ granted: false });
  });

  test('says once that it began and once that it ended', async () => {
    const clock = createManualClock(1_000_000);
    const said: string[] = [];
    const log = Object.assign(Object.create(silentLog) as typeof silentLog, {
      error: (_: unknown, message: string) => said.push(message),
      info: (message: string) => said.push(message),
    });
    const shared = createShared(createMemoryBuckets({ clock }));
    const buckets = withFallback(shared.buckets, createMemoryBuckets({ clock }), log);
    shared.state.broken = true;
    await buckets.take(bucket);
    await buckets.take(bucket);
    shared.state.broken = false;
    await buckets.take(bucket);
    await buckets.take(bucket);
    expect(said).toEqual([
      'rate limits are counted by each process alone',
      'rate limits are shared between processes again',
    ]);
  });
});
