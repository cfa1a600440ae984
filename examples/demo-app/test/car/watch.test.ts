import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReadCar } from '../../src/car/read-car.js';
import { type CarState, UNREAD } from '../../src/car/state.js';
import { createWatches, type WatchKey } from '../../src/car/watch.js';
import { problem } from '../../src/smartcar/problem.js';

const POLL = 5000;

const keyOf = (garageId: string, carId = 'car'): WatchKey => ({
  garageId,
  owned: {
    car: { id: carId, userId: 'anna', make: '', model: '', year: null },
    account: {
      userId: 'anna',
      mode: 'simulated',
      tokens: { accessToken: '', refreshToken: '', expiresAt: 0 },
    },
  },
});

/** Reads number their states by the odometer. */
const setUp = () => {
  let count = 0;
  const readCar = vi.fn<ReadCar>(async (_owned, before) => {
    count += 1;
    return { ...before, odometer: { value: count, recordedAt: null, problem: null } };
  });
  const recorded: number[] = [];
  const watches = createWatches(readCar, POLL, (_owned, state) => {
    recorded.push(state.odometer.value ?? 0);
  });
  return { readCar, recorded, watches };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a watch', () => {
  it('reads when somebody begins to look, then every few seconds, then no more', async () => {
    const { readCar, watches } = setUp();
    const seen: (number | null)[] = [];
    const stop = watches.follow(keyOf('g'), (state) => seen.push(state.odometer.value));
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual([1]);
    await vi.advanceTimersByTimeAsync(3 * POLL);
    expect(seen).toEqual([1, 2, 3, 4]);
    stop();
    await vi.advanceTimersByTimeAsync(10 * POLL);
    expect(readCar).toHaveBeenCalledTimes(4);
  });

  it('reads once for all the pages of a car', async () => {
    const { readCar, watches } = setUp();
    const key = keyOf('g');
    const [one, two] = [vi.fn(), vi.fn()];
    const stopOne = watches.follow(key, one);
    watches.follow(key, two);
    await vi.advanceTimersByTimeAsync(POLL);
    expect(readCar).toHaveBeenCalledTimes(2);
    expect(two).toHaveBeenCalledTimes(2);
    stopOne();
    await vi.advanceTimersByTimeAsync(POLL);
    expect(one).toHaveBeenCalledTimes(2);
    expect(two).toHaveBeenCalledTimes(3);
  });

  it('reads at once when something happened to the car', async () => {
    const { readCar, watches } = setUp();
    watches.follow(keyOf('g'), vi.fn());
    await vi.advanceTimersByTimeAsync(1000);
    watches.nudge('car');
    await vi.advanceTimersByTimeAsync(0);
    expect(readCar).toHaveBeenCalledTimes(2);
    watches.nudge('another car');
    await vi.advanceTimersByTimeAsync(0);
    expect(readCar).toHaveBeenCalledTimes(2);
  });

  it('does not read for a nudge when nobody looks', async () => {
    const { readCar, watches } = setUp();
    await watches.read(keyOf('g'));
    watches.nudge('car');
    await vi.advanceTimersByTimeAsync(POLL);
    expect(readCar).toHaveBeenCalledOnce();
  });

  it('reads again after a read that may have missed what happened, once for many nudges', async () => {
    const { readCar, watches } = setUp();
    let finish = (): void => undefined;
    readCar.mockImplementationOnce(async (_owned, before) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return before;
    });
    watches.follow(keyOf('g'), vi.fn());
    for (let nudge = 0; nudge < 20; nudge += 1) watches.nudge('car');
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(readCar).toHaveBeenCalledTimes(2);
  });

  it('shares a read under way, but gives a command a read of its own', async () => {
    const { readCar, watches } = setUp();
    const key = keyOf('g');
    const [first, shared] = [watches.read(key), watches.read(key)];
    expect(await first).toBe(await shared);
    expect(readCar).toHaveBeenCalledOnce();
    const [running, after] = [watches.read(key), watches.readAgain(key)];
    await running;
    expect((await after).odometer.value).toBe(3);
  });

  it('knows what it last saw', async () => {
    const { watches } = setUp();
    const key = keyOf('g');
    expect(watches.known(key)).toBe(UNREAD);
    await watches.read(key);
    expect(watches.known(key).odometer.value).toBe(1);
    expect(watches.known(keyOf('other')).odometer.value).toBeNull();
  });

  it('starts over when the car is connected again', async () => {
    const { watches } = setUp();
    const listener = vi.fn<(state: CarState) => void>();
    await watches.read(keyOf('g'));
    watches.follow(keyOf('g'), listener);
    await vi.advanceTimersByTimeAsync(0);
    const before = listener.mock.calls.length;
    const again = keyOf('g');
    expect(watches.known(again)).toBe(UNREAD);
    await watches.read(again);
    expect(listener.mock.calls.length).toBe(before + 1);
  });

  it('tells every read on', async () => {
    const { recorded, watches } = setUp();
    const key = keyOf('g');
    await watches.read(key);
    await watches.readAgain(key);
    expect(recorded).toEqual([1, 2]);
  });

  it.each([
    ['forget', (watches: ReturnType<typeof createWatches>, key: WatchKey) => watches.forget(key)],
    ['stop', (watches: ReturnType<typeof createWatches>) => watches.stop()],
  ])('reads no more after %s', async (_name, end) => {
    const { readCar, watches } = setUp();
    const key = keyOf('g');
    watches.follow(key, vi.fn());
    await vi.advanceTimersByTimeAsync(0);
    end(watches, key);
    await vi.advanceTimersByTimeAsync(10 * POLL);
    expect(readCar).toHaveBeenCalledOnce();
  });
});

describe('a platform that asks for patience', () => {
  const limited = (retryAfterSeconds: number | null): CarState => ({
    ...UNREAD,
    outage: problem('Too often.', { type: 'RATE_LIMIT', retryAfterSeconds }),
  });

  it.each([
    [90, 90_000],
    [null, 30_000],
    [1, POLL],
    [100_000, 300_000],
  ])('with retry-after %s is asked again after %d ms', async (retryAfter, pause) => {
    const readCar = vi.fn<ReadCar>(async () => limited(retryAfter));
    const watches = createWatches(readCar, POLL, () => undefined);
    watches.follow(keyOf('g'), vi.fn());
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(readCar).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1);
    expect(readCar).toHaveBeenCalledTimes(2);
  });
});
