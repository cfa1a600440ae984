import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renewEra } from '../../../src/webhooks/feed/era.store.js';
import { insertApplication, insertCar, percent } from '../../support/fixtures.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, STATE_OF_CHARGE } from '../engine.js';

let database: TestStore;
let engine: Engine;

beforeEach(async () => {
  database = await createTestStore();
  engine = createEngine(database.store);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await database.close();
});

const eraNow = async (): Promise<number> =>
  (await database.store.db.selectFrom('webhook_feed_era').select('era').executeTakeFirstOrThrow())
    .era;

test('an era goes on while the cluster stays the same', async () => {
  await database.store.transaction(renewEra);
  await database.store.transaction(renewEra);
  expect(await eraNow()).toBe(1);
});

test('data of another cluster begins a new era, with all its events to be read again', async () => {
  const { store } = database;
  const applicationId = await insertApplication(store);
  const webhook = await engine.webhooks.create(applicationId, {
    ...{ name: 'Pulled', deliveryMethod: 'pull' },
    ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
  });
  const car = await insertCar(store, applicationId);
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(1) });
  await engine.subscribe(webhook, car);
  const read = (from: 'oldest' | { cursor: string }) =>
    engine.webhooks.feed(applicationId, webhook.id, { from, limit: 10, waitMs: 0 });
  await expect.poll(async () => (await read('oldest'))?.deliveries.length).toBe(1);
  const before = await read('oldest');

  // As a dump of a cluster that has counted further leaves it.
  await sql`UPDATE webhook_events SET position = '900000000000000'`.execute(store.db);
  expect((await read('oldest'))?.deliveries).toEqual([]);
  await store.transaction(renewEra);

  expect(await eraNow()).toBe(2);
  await expect.poll(async () => (await read('oldest'))?.deliveries.length).toBe(1);
  await expect(read({ cursor: before?.cursor ?? '' })).rejects.toMatchObject({
    row: { code: 'CURSOR_EXPIRED' },
  });
});
