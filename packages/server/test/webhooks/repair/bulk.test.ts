import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import { openStore } from '../../../src/store/open-store.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import type { Repair, RepairRequest } from '../../../src/webhooks/repair/contract.js';
import { insertRepair } from '../../../src/webhooks/repair/repairs.store.js';
import { insertApplication, insertCar, percent } from '../../support/fixtures.js';
import { type Death, openFrailLine } from '../../support/frail-line.js';
import { silentLog } from '../../support/log.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, START, STATE_OF_CHARGE } from '../engine.js';
import { measured } from './statement-sizes.js';

/*
 * Repairs of very much. `CARPORT_REPAIR_EVENTS=100000` repairs as many, and tells how large statements and memory
 * became.
 */

const EVENTS = Number(process.env.CARPORT_REPAIR_EVENTS ?? 4_000);
const TELLS = process.env.CARPORT_REPAIR_EVENTS !== undefined;
/** What statements may have, however much is repaired: 500 ids, or the states of 100 cars. */
const LONGEST_STATEMENT = { replay: 48_000, recover: 48_000, snapshot: 200_000 };
const MOST_ROWS = 500;
const MOST_QUEUED = 1_500;

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;
let webhook: Webhook;

beforeEach(async () => {
  database = await createTestStore();
  receiver = await startReceiver();
  engine = createEngine(database.store);
  applicationId = await insertApplication(database.store);
  webhook = await engine.verified(applicationId, {}, receiver);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const car = async (): Promise<VehicleAccess> => {
  const access = await insertCar(database.store, applicationId);
  await engine.report(access.vehicle, { [STATE_OF_CHARGE]: percent(1) });
  await engine.subscribe(webhook, access);
  return access;
};

/** Events of one car that have died; three of them at every moment, so that ids decide as well. */
const insertDead = async (events: number): Promise<void> => {
  await car();
  await delivered();
  await sql`
    INSERT INTO webhook_events (id, application_id, webhook_id, vehicle_id, type, payload, outcome, created_at)
    SELECT gen_random_uuid(), application_id, webhook_id, vehicle_id, type, payload, 'dead',
      created_at + n / 3 * interval '1 millisecond'
    FROM webhook_events CROSS JOIN generate_series(1, ${events}::int) AS n WHERE type = 'VEHICLE_STATE'
  `.execute(database.store.db);
  await sql`DELETE FROM webhook_events WHERE type = 'VEHICLE_STATE' AND outcome IS NULL`.execute(
    database.store.db,
  );
  engine.clock.advance(3_600_000);
};

/** More subscribed cars, alike but for their ids. */
const insertCars = async (cars: number): Promise<void> => {
  await car();
  await delivered();
  const alike = (table: string, more: string) => sql`
    INSERT INTO ${sql.table(table)}
    SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'vehicle_id', c.id)
      || ${sql.raw(more)})).*
    FROM ${sql.table(table)} t CROSS JOIN cars c
  `;
  await database.store.db.connection().execute(async (db) => {
    await sql`CREATE TEMPORARY TABLE cars AS
      SELECT gen_random_uuid() AS id, n FROM generate_series(2, ${cars}::int) AS n`.execute(db);
    await sql`
      INSERT INTO vehicles
      SELECT (jsonb_populate_record(v, jsonb_build_object('id', c.id, 'vin', 'VIN' || c.n))).*
      FROM vehicles v CROSS JOIN cars c
    `.execute(db);
    await alike('connections', `'{}'::jsonb`).execute(db);
    await alike('vehicle_signals', `'{}'::jsonb`).execute(db);
    await alike('webhook_subscriptions', `'{}'::jsonb`).execute(db);
    await sql`DROP TABLE cars`.execute(db);
  });
};

/** What is queued, in order; it counts as delivered from now on. */
const delivered = async (): Promise<{ id: string; vehicleId: string }[]> => {
  const { rows } = await sql<{ id: string; vehicleId: string }>`
    WITH gone AS (DELETE FROM webhook_queue RETURNING event_id)
    UPDATE webhook_events e SET outcome = NULL, finished_at = created_at
    FROM gone WHERE e.id = gone.event_id RETURNING e.id, e.vehicle_id AS "vehicleId"
  `.execute(database.store.db);
  return rows;
};

const begin = async (by: Engine, request: RepairRequest): Promise<Repair> => {
  const repair = await by.webhooks.startRepair(applicationId, webhook.id, request, null);
  if (!repair) throw new Error('no such webhook');
  return repair;
};

const progressOf = async ({ id }: Repair): Promise<Repair> => {
  const repair = await engine.webhooks.repair(applicationId, webhook.id, id);
  if (!repair) throw new Error('no such repair');
  return repair;
};

const REPLAY: RepairRequest = { kind: 'replay', selection: {} };
const RECOVER: RepairRequest = { kind: 'recover', selection: { since: new Date(START) } };
const SNAPSHOT: RepairRequest = { kind: 'snapshot', selection: {} };

/** To the end of the repair; answers with what was queued, as often as it was. */
const finish = async (by: Engine, repair: Repair): Promise<string[]> => {
  const queued: string[] = [];
  for (;;) {
    await by.repairs.tick();
    const { status } = await progressOf(repair);
    const some = await delivered();
    expect(some.length).toBeLessThanOrEqual(MOST_QUEUED);
    queued.push(...some.map(({ id, vehicleId }) => (repair.kind === 'snapshot' ? vehicleId : id)));
    if (status === 'done') return queued;
    engine.clock.advance(1_000);
  }
};

describe('statements and what is in memory do not grow with what is repaired', () => {
  test.each([
    ['replay', REPLAY, insertDead, EVENTS],
    ['recover', RECOVER, insertDead, EVENTS],
    // Every car is four rows to be made first.
    ['snapshot', SNAPSHOT, insertCars, Math.ceil(EVENTS / 4)],
  ] as const)(
    'a %s',
    async (kind, request, insert, count) => {
      await insert(count);
      const { store, sizes } = measured(database.store);
      const by = createEngine(store, {}, engine.clock);
      const before = process.memoryUsage().heapUsed;
      const repair = await begin(by, request);
      const queued = await finish(by, repair);
      if (TELLS) {
        const heap = Math.round((process.memoryUsage().heapUsed - before) / 2 ** 20);
        process.stdout.write(
          `${kind} of ${count}: ${JSON.stringify(sizes)}, heap ${heap} MB more\n`,
        );
      }
      expect(queued).toHaveLength(count);
      expect(new Set(queued).size).toBe(count);
      expect(await progressOf(repair)).toMatchObject({ found: count, repaired: count, skipped: 0 });
      expect(sizes.statements).toBeGreaterThan(count / MOST_ROWS);
      expect(sizes.rows).toBeLessThanOrEqual(MOST_ROWS);
      expect(sizes.sent).toBeLessThanOrEqual(LONGEST_STATEMENT[kind]);
      await by.dispatcher.stop();
    },
    TELLS ? 600_000 : 60_000,
  );
});

/** As if it had been asked for while the webhook was busy. */
const asked = (request: RepairRequest): Promise<Repair> =>
  database.store.transaction(async (tx) => {
    const repair = await insertRepair(tx, {
      ...{ id: randomUUID(), applicationId, webhookId: webhook.id, idempotencyKey: null },
      ...{ ...request, createdAt: new Date(engine.clock.now()) },
    });
    if (!repair) throw new Error('the repair was not made');
    return repair;
  });

/** Another process goes on with what is to be repaired; says whether it died on its way. */
const workUntilDeath = async (message: number, death: Death): Promise<boolean> => {
  const line = await openFrailLine(database.url);
  const store = await openStore({ url: line.url, log: silentLog, maxConnections: 2 });
  const by = createEngine(store, {}, engine.clock);
  line.dieAt(message, death);
  const working = by.repairs.tick().catch((error: unknown) => {
    if (!line.isDead()) throw error;
  });
  await Promise.race([working, line.dead]);
  const died = line.isDead();
  if (!died) line.spare();
  await line.cut();
  await working;
  await store.close();
  return died;
};

describe('a process that dies at any message of a repair', () => {
  /** Two steps. */
  const EVENTS_OF_A_CAR = 600;
  const CARS = 30;
  /** Far more than it takes. */
  const MOST_MESSAGES = 200;
  /** Each message once, in the two ways by turns. */
  const deathAt = (message: number): Death => (message % 2 === 0 ? 'unsent' : 'unanswered');

  // It takes events however they ended: that one was sent again already is known by the repair's position alone.
  test('loses no event of a replay and queues none twice', async () => {
    await insertDead(EVENTS_OF_A_CAR);
    let deaths = 0;
    for (let message = 1; message <= MOST_MESSAGES; message++) {
      await sql`UPDATE webhook_events SET outcome = 'dead' WHERE type = 'VEHICLE_STATE'`.execute(
        database.store.db,
      );
      const repair = await asked(REPLAY);
      const died = await workUntilDeath(message, deathAt(message));
      const queued = (await delivered()).map(({ id }) => id);
      engine.clock.advance(1_000);
      queued.push(...(await finish(engine, repair)));
      expect(queued).toHaveLength(EVENTS_OF_A_CAR);
      expect(new Set(queued).size).toBe(EVENTS_OF_A_CAR);
      const counts = { found: EVENTS_OF_A_CAR, repaired: EVENTS_OF_A_CAR, skipped: 0 };
      expect(await progressOf(repair)).toMatchObject(counts);
      if (!died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(10);
    expect(deaths).toBeLessThan(MOST_MESSAGES);
  }, 120_000);

  test('tells the state of every car once', async () => {
    await insertCars(CARS);
    let deaths = 0;
    for (let message = 1; message <= MOST_MESSAGES; message++) {
      engine.clock.advance(1_000);
      const since = new Date(engine.clock.now());
      const repair = await asked(SNAPSHOT);
      const died = await workUntilDeath(message, deathAt(message));
      await engine.repairs.tick();
      // What the dead one still owed is sent by the dispatcher of any other.
      await engine.dispatcher.tick();
      const { rows } = await sql<{ vehicleId: string }>`
          SELECT vehicle_id AS "vehicleId" FROM webhook_events
          WHERE type = 'VEHICLE_STATE' AND created_at >= ${since}
            AND id NOT IN (SELECT event_id FROM webhook_queue)
        `.execute(database.store.db);
      expect(rows).toHaveLength(CARS);
      expect(new Set(rows.map(({ vehicleId }) => vehicleId)).size).toBe(CARS);
      const counts = { status: 'done', found: CARS, repaired: CARS, skipped: 0 };
      expect(await progressOf(repair)).toMatchObject(counts);
      if (!died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(10);
    expect(deaths).toBeLessThan(MOST_MESSAGES);
  }, 120_000);
});
