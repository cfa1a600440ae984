import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneBuckets } from '../../../src/limits/buckets/buckets.store.js';
import { createPostgresBuckets } from '../../../src/limits/buckets/postgres-buckets.js';
import { createManualClock } from '../../../src/platform/clock.js';
import { openStore } from '../../../src/store/open-store.js';
import { silentLog } from '../../support/log.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { bucketsConform } from './conformance.js';

bucketsConform('PostgreSQL', async (clock) => {
  const first = await createTestStore();
  const second = await openStore({ url: first.url, log: silentLog, maxConnections: 4 });
  return {
    processes: [
      createPostgresBuckets({ store: first.store, clock }),
      createPostgresBuckets({ store: second, clock }),
    ],
    close: async () => {
      await second.close();
      await first.close();
    },
  };
});

let stores: TestStore;
beforeAll(async () => {
  stores = await createTestStore();
});
afterAll(() => stores.close());

test('processes that take from the same buckets in any order never lock each other out', async () => {
  const clock = createManualClock(1_000_000);
  const keys = Array.from({ length: 20 }, (_, index) => `car ${index}`);
  const processes = [0, 1, 2].map(() => createPostgresBuckets({ store: stores.store, clock }));
  const taken = await Promise.all(
    processes.flatMap((buckets, turn) =>
      Array.from({ length: 400 }, (_, index) =>
        buckets.take({
          key: keys[(turn === 1 ? 19 - (index % 20) : index % 20) as 0] as string,
          ...{ burst: 30, interval: 1_000_000 },
        }),
      ),
    ),
  );
  expect(taken.filter(({ granted }) => granted)).toHaveLength(20 * 30);
});

test('a statement that fails fails those who waited for it, and nobody after them', async () => {
  const clock = createManualClock(1_000_000);
  const buckets = createPostgresBuckets({ store: stores.store, clock });
  const impossible = { key: 'impossible', burst: 1, interval: 0 };
  await buckets.take(impossible);
  await expect(buckets.take(impossible)).rejects.toThrow(/division by zero/);
  expect(await buckets.take({ key: 'whole', burst: 1, interval: 1 })).toMatchObject({
    granted: true,
  });
});

test('full buckets are deleted, others kept', async () => {
  const clock = createManualClock(2_000_000);
  const buckets = createPostgresBuckets({ store: stores.store, clock });
  await buckets.take({ key: 'soon full', burst: 5, interval: 1_000 });
  await buckets.take({ key: 'long empty', burst: 5, interval: 60_000_000 });
  clock.advance(1_000);
  await pruneBuckets(stores.store.db, clock.now() * 1_000);
  const kept = await stores.store.db.selectFrom('rate_limit_buckets').select('key').execute();
  const keys = kept.map(({ key }) => key);
  expect(keys).toContain('long empty');
  expect(keys).not.toContain('soon full');
});
