import { expect, test } from 'vitest';
import { createMemoryBuckets } from '../../../src/limits/buckets/memory-buckets.js';
import { createManualClock } from '../../../src/platform/clock.js';
import { bucketsConform } from './conformance.js';

bucketsConform('memory', async (clock) => ({
  processes: [createMemoryBuckets({ clock })],
  close: async () => undefined,
}));

test('answers in the same turn', () => {
  const buckets = createMemoryBuckets({ clock: createManualClock(0) });
  expect(buckets.take({ key: 'a', burst: 1, interval: 1 })).toEqual({ granted: true, fullAt: 1 });
});

test('forgetting full buckets when there are many takes nothing from the others', () => {
  const clock = createManualClock(1_000);
  const buckets = createMemoryBuckets({ clock });
  const slow = { key: 'slow', burst: 1, interval: 60_000_000 };
  expect(buckets.take(slow).granted).toBe(true);
  for (let index = 0; index < 25_000; index += 1) {
    buckets.take({ key: `fast ${index}`, burst: 1, interval: 1 });
    if (index % 1_000 === 0) clock.advance(1);
  }
  expect(buckets.take(slow).granted).toBe(false);
});
