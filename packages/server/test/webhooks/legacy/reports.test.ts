import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import type { ProcessRegister } from '../../../src/processes/processes.js';
import type { Queries } from '../../../src/store/store.js';
import type { Webhook, WebhookDefinition } from '../../../src/webhooks/contract.js';
import { nextDue } from '../../../src/webhooks/legacy/periods.js';
import { claimReports } from '../../../src/webhooks/legacy/reports.store.js';
import { insertApplication, insertCar, kilometers } from '../../support/fixtures.js';
import { createTestProcess, foundDead } from '../../support/processes.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { smartcar } from '../../support/smartcar.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, keyOf, ODOMETER } from '../engine.js';

const HOUR = 3_600_000;
let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let car: VehicleAccess;
let webhook: Webhook;

beforeEach(async () => {
  database = await createTestStore();
  receiver = await startReceiver();
  engine = createEngine(database.store);
  car = await insertCar(database.store, await insertApplication(database.store), {
    permissions: ['read_odometer', 'read_charge', 'read_charge_events'],
  });
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const watch = async (definition: Partial<WebhookDefinition>) => {
  await engine.report(car.vehicle, {
    [ODOMETER]: kilometers(100),
    'charge-detailedchargingstatus': { value: 'NOT_CHARGING' },
  });
  webhook = await engine.verified(
    car.applicationId,
    { triggers: [], signals: [], ...definition },
    receiver,
  );
  await engine.subscribe(webhook, car);
};
const SCHEDULED: Partial<WebhookDefinition> = {
  type: 'scheduled',
  legacy: { frequency: 'hourly', endpoints: ['/odometer', '/location'], units: 'imperial' },
};
/** What came after the VERIFY, its signature checked by the official SDK. */
const told = async (...engines: Engine[]) => {
  await Promise.all([engine, ...engines].map((one) => one.reports.tick()));
  await engine.dispatcher.tick();
  for (const { body, raw, headers } of receiver.received) {
    const signature = String(headers['sc-signature']);
    expect(smartcar.verifyPayload(keyOf(car.applicationId), signature, body)).toBe(true);
    expect(raw).toBe(JSON.stringify(body));
  }
  return receiver.received.slice(1).map(({ body }) => body);
};

test('VERIFY and reports have the documented form, permissions and units included', async () => {
  await watch(SCHEDULED);
  expect(receiver.received[0]?.body).toEqual({
    ...{ version: '2.0', webhookId: webhook.id, eventName: 'verify' },
    payload: { challenge: expect.any(String) },
  });
  engine.clock.advance(HOUR);
  const [report] = await told();
  expect(report).toMatchObject({
    ...{ version: '2.0', webhookId: webhook.id, eventName: 'scheduled', mode: 'simulated' },
    payload: { vehicles: [{ vehicleId: car.vehicle.id, requestId: expect.any(String) }] },
  });
  const [odometer, location] = report.payload.vehicles[0].data;
  expect(odometer).toMatchObject({
    ...{ path: '/odometer', code: 200, body: { distance: 62.14 } },
    headers: { 'sc-unit-system': 'imperial' },
  });
  expect(location).toMatchObject({ path: '/location', code: 403, body: { type: 'PERMISSION' } });
});

test('there is one report a period, whatever number of processes look, and none is made up for', async () => {
  await watch(SCHEDULED);
  const other = createEngine(database.store, {}, engine.clock);
  expect(await told(other)).toEqual([]);
  engine.clock.advance(HOUR);
  expect(await told(other)).toHaveLength(1);
  expect(await told(other)).toHaveLength(1);
  engine.clock.advance(5 * HOUR + 1_000);
  expect(await told(other)).toHaveLength(2);
  engine.clock.advance(HOUR - 1_000);
  expect(await told(other)).toHaveLength(3);
  await other.dispatcher.stop();
});

test('a webhook that is disabled reports nothing, and begins a new period when it is enabled', async () => {
  await watch(SCHEDULED);
  await engine.webhooks.update(car.applicationId, webhook.id, { isEnabled: false });
  engine.clock.advance(3 * HOUR);
  expect(await told()).toEqual([]);
  await engine.webhooks.update(car.applicationId, webhook.id, { isEnabled: true });
  expect(await told()).toEqual([]);
  engine.clock.advance(HOUR);
  expect(await told()).toHaveLength(1);
});

describe('a report that another process has claimed', () => {
  let other: ProcessRegister;
  beforeEach(async () => {
    other = createTestProcess(database.store);
    await watch(SCHEDULED);
    engine.clock.advance(HOUR);
  });

  const claimAs = async (process: ProcessRegister, db: Queries = database.store.db) =>
    claimReports(db, {
      ...{ claim: randomUUID(), process: await process.self(), most: 10 },
      ...{ now: new Date(engine.clock.now()), claimedUntil: new Date(engine.clock.now() + HOUR) },
    });

  test('is made as soon as that process is found dead', async () => {
    expect(await claimAs(other)).toHaveLength(1);
    expect(await told()).toEqual([]);
    expect(await foundDead(database.store, other, engine.processes)).toBe(1);
    expect(await told()).toHaveLength(1);
  });

  test('is not claimed by a process that counts as gone, until it tells that it lives', async () => {
    await other.tick();
    await foundDead(database.store, other, engine.processes);
    expect(await claimAs(other)).toEqual([]);
    await other.tick();
    expect(await claimAs(other)).toHaveLength(1);
  });

  test('goes back, too, when that process is found dead before its claim is committed', async () => {
    await other.tick();
    const { store } = database;
    let isFound = false;
    const waiting = async (): Promise<boolean> => {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(store.db);
      return Number(rows[0]?.n) > 0;
    };
    let finding: Promise<number> = Promise.resolve(0);
    await store.transaction(async (tx) => {
      expect(await claimAs(other, tx)).toHaveLength(1);
      finding = foundDead(store, other, engine.processes).finally(() => {
        isFound = true;
      });
      await expect.poll(async () => isFound || (await waiting())).toBe(true);
    });
    expect(await finding).toBe(1);
    expect(await told()).toHaveLength(1);
  });
});

test('a dynamic webhook tells of a car that is plugged in every half hour', async () => {
  await watch({ type: 'dynamic', legacy: { endpoints: ['/charge'] } });
  await engine.report(car.vehicle, { 'charge-ischargingcableconnected': { value: true } });
  for (let step = 0; step < 3; step++) {
    engine.clock.advance(HOUR / 2);
    expect(await told()).toHaveLength(step + 1);
  }
  expect(receiver.received.at(-1)?.body.eventName).toBe('dynamic');
});

test('charging is told from its start to its end, each step once', async () => {
  await watch({ type: 'eventBased' });
  const states = ['CHARGING', 'CHARGING', null, 'FULLY_CHARGED', 'CHARGING', 'NOT_CHARGING'];
  for (const value of states) {
    engine.clock.advance(1_000);
    await engine.report(car.vehicle, { 'charge-detailedchargingstatus': { value } });
  }
  const events = await told();
  expect(events.map(({ payload }) => payload.eventType).toSorted()).toEqual([
    ...['CHARGING_COMPLETED', 'CHARGING_STARTED', 'CHARGING_STARTED', 'CHARGING_STOPPED'],
  ]);
  expect(events[0]).toMatchObject({ eventName: 'eventBased', mode: 'simulated' });
});

test('a test payload is sent on demand', async () => {
  await watch(SCHEDULED);
  expect(await engine.webhooks.sendSample(car.applicationId, webhook.id)).toHaveLength(36);
  const [sample] = await told();
  expect(sample).toMatchObject({ mode: 'test', eventName: 'scheduled' });
  expect(sample.payload.vehicles[0].data.map(({ code }: { code: number }) => code)).toEqual([
    200, 200,
  ]);
});

describe('the end of a period', () => {
  const at = (text: string) => Date.parse(text);
  const monthly = { type: 'scheduled', settings: { frequency: 'monthly', interval: 1 } } as const;
  test.each([
    ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
    ['2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z', '2026-03-31T10:00:00Z'],
    ['2026-01-31T10:00:00Z', '2026-12-31T09:59:59Z', '2026-12-31T10:00:00Z'],
  ])('of months from %s after %s is %s', (anchor, now, due) => {
    expect(nextDue(monthly, at(anchor), at(now))).toBe(at(due));
  });
});
