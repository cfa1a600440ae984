import { expect, it, vi } from 'vitest';
import { createTotals } from '../../src/connections/totals.js';
import { createManualClock } from '../../src/platform/clock.js';

const SECOND = 1_000;

const setUp = () => {
  const clock = createManualClock(0);
  return { clock, totals: createTotals({ clock }) };
};

const counting = (...results: number[]) => vi.fn(async () => results.shift() ?? Number.NaN);

it('counts short lists at every request', async () => {
  const { totals } = setUp();
  const count = counting(3, 4, 0);
  expect(await totals.of('list', count)).toBe(3);
  expect(await totals.of('list', count)).toBe(4);
  expect(await totals.of('list', count)).toBe(0);
});

it('remembers how many a long list has, each for itself', async () => {
  const { totals } = setUp();
  const count = counting(1_000_000, 20_000);
  expect(await totals.of('one', count)).toBe(1_000_000);
  expect(await totals.of('other', count)).toBe(20_000);
  expect(await totals.of('one', count)).toBe(1_000_000);
  expect(await totals.of('other', count)).toBe(20_000);
  expect(count).toHaveBeenCalledTimes(2);
});

it('counts a long list once for all who ask first at the same time', async () => {
  const { totals } = setUp();
  const count = counting(1_000_000);
  const asked = [totals.of('list', count), totals.of('list', count), totals.of('list', count)];
  expect(await Promise.all(asked)).toEqual([1_000_000, 1_000_000, 1_000_000]);
  expect(count).toHaveBeenCalledTimes(1);
});

it('counts a short list again for who asks during a count, which may be older than the question', async () => {
  const { totals } = setUp();
  const count = counting(3, 4);
  const asked = [totals.of('list', count), totals.of('list', count)];
  expect(await Promise.all(asked)).toEqual([3, 4]);
});

it('counts a long list anew after ten seconds, once for everybody', async () => {
  const { clock, totals } = setUp();
  const count = counting(1_000_000, 1_000_007);
  await totals.of('list', count);
  clock.advance(10 * SECOND - 1);
  expect(await totals.of('list', count)).toBe(1_000_000);
  clock.advance(1);
  const asked = [totals.of('list', count), totals.of('list', count)];
  expect(await Promise.all(asked)).toEqual([1_000_007, 1_000_007]);
  expect(count).toHaveBeenCalledTimes(2);
});

it('is exact again as soon as a long list is found to be short', async () => {
  const { clock, totals } = setUp();
  const count = counting(1_000_000, 5, 6);
  await totals.of('list', count);
  clock.advance(10 * SECOND);
  expect(await totals.of('list', count)).toBe(5);
  expect(await totals.of('list', count)).toBe(6);
});

it('keeps nothing of a count that failed', async () => {
  const { clock, totals } = setUp();
  await totals.of('list', counting(1_000_000));
  clock.advance(10 * SECOND);
  const failing = async (): Promise<number> => {
    throw new Error('the database is away');
  };
  await expect(totals.of('list', failing)).rejects.toThrow('the database is away');
  expect(await totals.of('list', counting(1_000_001))).toBe(1_000_001);
});
