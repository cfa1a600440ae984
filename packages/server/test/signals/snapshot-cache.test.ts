import { describe, expect, test } from 'vitest';
import type { VehicleSnapshot } from '../../src/signals/report.js';
import { createSnapshotCache } from '../../src/signals/snapshot-cache.js';

const CAR = { id: 'car', applicationId: 'app' };
const snapshot = (revision: number, fetchedAt = 0, vehicleId = 'car'): VehicleSnapshot => ({
  ...{ vehicleId, revision, fetchedAt, signals: {} },
});

/** A reading of the database that ends when it is told to. */
const slowRead = () => {
  let resolve: (read: VehicleSnapshot | undefined) => void = () => undefined;
  const result = new Promise<VehicleSnapshot | undefined>((end) => {
    resolve = end;
  });
  return { read: () => result, end: (read: VehicleSnapshot | undefined) => resolve(read) };
};

describe('an older snapshot never takes the place of a newer one', () => {
  test.each([
    ['higher revision', snapshot(1), snapshot(2), 2],
    ['lower revision', snapshot(2), snapshot(1), 2],
  ])('%s', (_which, first, second, revision) => {
    const cache = createSnapshotCache(10);
    cache.put('app', first);
    cache.put('app', second);
    expect(cache.get(CAR)?.revision).toBe(revision);
  });

  test('of the same revision, the one fetched later stays', () => {
    const cache = createSnapshotCache(10);
    cache.put('app', snapshot(1, 500));
    cache.put('app', snapshot(1, 400));
    expect(cache.get(CAR)?.fetchedAt).toBe(500);
  });

  test('not even when it was being read while the newer one came and went', async () => {
    const cache = createSnapshotCache(1);
    const { read, end } = slowRead();
    const loading = cache.load(CAR, read);
    cache.put('app', snapshot(6));
    cache.put('app', snapshot(1, 0, 'another car'));
    end(snapshot(5));
    expect((await loading)?.revision).toBe(5);
    expect(cache.get(CAR)).toBeUndefined();
  });
});

describe('a reading', () => {
  test('is shared by those who ask at the same time, and kept', async () => {
    const cache = createSnapshotCache(10);
    const { read, end } = slowRead();
    let reads = 0;
    const counted = () => {
      reads++;
      return read();
    };
    const both = [cache.load(CAR, counted), cache.load(CAR, counted)];
    end(snapshot(3));
    expect((await Promise.all(both)).map((one) => one?.revision)).toEqual([3, 3]);
    expect(reads).toBe(1);
    expect(cache.get(CAR)?.revision).toBe(3);
  });

  test('that was overtaken by a change is neither kept nor joined', async () => {
    const cache = createSnapshotCache(10);
    const first = slowRead();
    const early = cache.load(CAR, first.read);
    cache.forget('car', 4);
    const late = cache.load(CAR, async () => snapshot(4));
    first.end(snapshot(3));
    expect((await early)?.revision).toBe(3);
    expect((await late)?.revision).toBe(4);
    expect(cache.get(CAR)?.revision).toBe(4);
  });

  test('that finds nothing is null and not kept', async () => {
    const cache = createSnapshotCache(10);
    expect(await cache.load(CAR, async () => undefined)).toBeNull();
    expect((await cache.load(CAR, async () => snapshot(1)))?.revision).toBe(1);
  });

  test('that fails can be tried again', async () => {
    const cache = createSnapshotCache(10);
    await expect(cache.load(CAR, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect((await cache.load(CAR, async () => snapshot(1)))?.revision).toBe(1);
  });
});

describe('forgetting', () => {
  test.each([
    ['spares what is as new as the change', 2, 2],
    ['drops what is older', 3, undefined],
    ['drops anything without a revision', undefined, undefined],
  ])('%s', (_what, revision, left) => {
    const cache = createSnapshotCache(10);
    cache.put('app', snapshot(2));
    cache.forget('car', revision);
    expect(cache.get(CAR)?.revision).toBe(left);
  });

  test('everything empties the cache', () => {
    const cache = createSnapshotCache(10);
    cache.put('app', snapshot(2));
    cache.clear();
    expect(cache.get(CAR)).toBeUndefined();
  });
});

test('a snapshot is not told to another application', () => {
  const cache = createSnapshotCache(10);
  cache.put('app', snapshot(1));
  expect(cache.get({ id: 'car', applicationId: 'another' })).toBeUndefined();
});
