import { CompiledQuery, type KyselyPlugin, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import type { Store } from '../../../src/store/store.js';
import { readFailingCars } from '../../../src/webhooks/alerts/failing-cars.store.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import { insertApplication, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, START, STATE_OF_CHARGE } from '../engine.js';
import { insertWatchedCar } from '../watched-car.js';

const SUCCESSES = 20_000;
/**
 * A few failures, and of the car that failed its newest hundred events with their attempts: some ten steps of a plan,
 * by the version of PostgreSQL. Fewer than the events of that car alone.
 */
const MOST_ROWS = 1_500;

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;
let webhook: Webhook;

beforeEach(async () => {
  database = await createTestStore();
  receiver = await startReceiver();
  engine = createEngine(database.store, { backoffMs: [] });
  applicationId = await insertApplication(database.store);
  webhook = await engine.verified(applicationId, {}, receiver);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const subscribed = (): Promise<VehicleAccess> => insertWatchedCar(database.store, engine, webhook);

const send = async (car: VehicleAccess, charge: number): Promise<void> => {
  engine.clock.advance(1_000);
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(charge) });
  await engine.dispatcher.tick();
};

/** More events of the car that were delivered. */
const insertDelivered = async (car: VehicleAccess, count: number): Promise<void> => {
  await sql`
    WITH events AS (
      INSERT INTO webhook_events (id, application_id, webhook_id, vehicle_id, type, payload, created_at)
      SELECT gen_random_uuid(), application_id, webhook_id, vehicle_id, type, '{}', created_at
      FROM (
        SELECT * FROM webhook_events WHERE vehicle_id = ${car.vehicle.id} LIMIT 1
      ) AS e CROSS JOIN generate_series(1, ${count}::int)
      RETURNING id, application_id, webhook_id, created_at
    )
    INSERT INTO webhook_deliveries
      (id, application_id, event_id, webhook_id, attempt, started_at, duration_ms, status_code)
    SELECT gen_random_uuid(), application_id, id, webhook_id, 1, created_at, 10, 200 FROM events
  `.execute(database.store.db);
};

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Plan[];
}

const rowsOf = (plan: Plan): number => {
  const {
    'Actual Rows': kept,
    'Actual Loops': loops,
    'Rows Removed by Filter': filtered = 0,
    'Rows Removed by Index Recheck': rechecked = 0,
    Plans: below = [],
  } = plan;
  return below.map(rowsOf).reduce((sum, rows) => sum + rows, (kept + filtered + rechecked) * loops);
};

/** How many rows the statements of some work go through, all steps of their plans together. */
const rowsLookedAt = async (work: (db: Store['db']) => Promise<unknown>): Promise<number> => {
  const { db } = database.store;
  const statements: CompiledQuery[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      statements.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await work(db.withPlugin(plugin));
  expect(statements).toHaveLength(1);
  let rows = 0;
  for (const { sql: text, parameters } of statements) {
    const explained = await db.executeQuery<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      CompiledQuery.raw(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...parameters]),
    );
    for (const { 'QUERY PLAN': plans } of explained.rows) {
      for (const { Plan: plan } of plans) rows += rowsOf(plan);
    }
  }
  return rows;
};

test('looking for cars that fail costs what fails, however much succeeds', async () => {
  const [good, bad] = [await subscribed(), await subscribed()];
  await insertDelivered(good, SUCCESSES);
  await insertDelivered(bad, SUCCESSES / 10);
  receiver.otherwise(500);
  for (let nr = 2; nr < 5; nr++) await send(bad, nr);
  const look = (db: Store['db']) =>
    readFailingCars(db, [{ webhookId: webhook.id, since: new Date(START) }]);
  const found = async () => (await look(database.store.db)).get(webhook.id);
  expect(await found()).toEqual({ count: 1, ids: [bad.vehicle.id] });
  expect(await rowsLookedAt(look)).toBeLessThan(MOST_ROWS);
  await sql`ANALYZE`.execute(database.store.db);
  expect(await rowsLookedAt(look)).toBeLessThan(MOST_ROWS);

  receiver.otherwise(200);
  await send(bad, 5);
  expect(await found()).toEqual({ count: 0, ids: [] });
  expect(await rowsLookedAt(look)).toBeLessThan(MOST_ROWS);
});
