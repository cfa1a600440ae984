import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import { createManualClock } from '../../../src/platform/clock.js';
import { openStore } from '../../../src/store/open-store.js';
import type { Store } from '../../../src/store/store.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import { claimDue } from '../../../src/webhooks/delivery/claims.store.js';
import { settlementOf } from '../../../src/webhooks/delivery/settlements.js';
import { settle } from '../../../src/webhooks/delivery/settlements.store.js';
import { insertApplication, insertCar, percent } from '../../support/fixtures.js';
import { silentLog } from '../../support/log.js';
import { foundDead as countAsDead } from '../../support/processes.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, STATE_OF_CHARGE } from '../engine.js';

let database: TestStore;
let store: Store;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;

beforeEach(async () => {
  database = await createTestStore();
  store = database.store;
  receiver = await startReceiver();
  engine = createEngine(store);
  applicationId = await insertApplication(store);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

/** Cars that are subscribed and whose first delivery is made. */
const watchedCars = async (webhook: Webhook, count: number): Promise<VehicleAccess[]> => {
  const cars = await Promise.all(
    Array.from({ length: count }, () => insertCar(store, applicationId)),
  );
  await setAll(cars, 1);
  await Promise.all(cars.map((car) => engine.subscribe(webhook, car)));
  await engine.dispatcher.tick();
  engine.clock.advance(1_000);
  return cars;
};

const setAll = async (cars: readonly VehicleAccess[], value: number): Promise<void> => {
  const bodies = { [STATE_OF_CHARGE]: percent(value) };
  await Promise.all(cars.map(({ vehicle }) => engine.report(vehicle, bodies)));
};

/** Each with one event that waits to be sent. */
const changedCars = async (webhook: Webhook, count: number): Promise<VehicleAccess[]> => {
  const cars = await watchedCars(webhook, count);
  await setAll(cars, 2);
  return cars;
};

const changes = (one: Receiver = receiver) =>
  one.received
    .map(({ body }) => body)
    .filter((body) => body.data.triggers?.[0].code === STATE_OF_CHARGE);

const claimAs = async (claim: string, most = 100, by: Engine = engine) =>
  claimDue(store.queues, {
    ...{ claim, process: await by.processes.self(), now: new Date(engine.clock.now()) },
    room: { inAll: most, forUnproven: 1_000, forStranger: 100, lanes: [] },
  });

/** Another process of the same outbox, which is never stopped. */
const killed = (): Engine => createEngine(store, {}, engine.clock);

/** Answers with how many processes were taken over from. */
const foundDead = (dead: Engine, by: Engine = engine): Promise<number> =>
  countAsDead(store, dead.processes, by.processes);

describe('several processes on one database', () => {
  test('never send an event twice', async () => {
    const webhook = await engine.verified(applicationId, {}, receiver);
    await changedCars(webhook, 30);
    const second = await openStore({ url: database.url, log: silentLog, maxConnections: 8 });
    const other = createEngine(second, {}, engine.clock);

    const counts = await Promise.all([engine.dispatcher.tick(), other.dispatcher.tick()]);
    await other.dispatcher.stop();
    await second.close();

    expect(counts[0] + counts[1]).toBe(30);
    expect(changes()).toHaveLength(30);
    expect(new Set(changes().map((body) => body.eventId)).size).toBe(30);
  });

  test('claims at the same moment share the due events without overlap', async () => {
    await changedCars(await engine.verified(applicationId, {}, receiver), 20);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimAs(randomUUID(), 4)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await claimAs(randomUUID());
    expect(ids.length + rest.length).toBe(20);
  });
});

describe('a claim', () => {
  test('of a process that is gone is taken over; until then nobody else sends', async () => {
    await changedCars(await engine.verified(applicationId, {}, receiver), 1);
    const other = killed();
    await claimAs(randomUUID(), 100, other);

    engine.clock.advance(24 * 3_600_000);
    await engine.dispatcher.tick();
    expect(changes()).toHaveLength(0);
    expect(await foundDead(other)).toBe(1);
    await engine.dispatcher.tick();
    expect(changes()).toHaveLength(1);
  });

  test('of a process that lives is its own, wherever the clock of the database jumps', async () => {
    await changedCars(await engine.verified(applicationId, {}, receiver), 1);
    const other = killed();
    await claimAs(randomUUID(), 100, other);
    for (const jump of ['-1 hour', '2 hours']) {
      await sql`UPDATE server_processes SET beat_at = beat_at + ${jump}::interval`.execute(
        store.db,
      );
      expect(await engine.processes.tick()).toBe(0);
      await other.processes.tick();
      expect(await engine.processes.tick()).toBe(0);
    }
    await engine.dispatcher.tick();
    expect(changes()).toHaveLength(0);
  });

  test('cannot be made by a process that counts as gone, until it tells that it lives', async () => {
    await changedCars(await engine.verified(applicationId, {}, receiver), 1);
    const other = killed();
    await other.processes.tick();
    await foundDead(other);
    expect(await claimAs(randomUUID(), 100, other)).toEqual([]);
    await other.processes.tick();
    expect(await claimAs(randomUUID(), 100, other)).toHaveLength(1);
  });

  test('goes back at once when its process stops in good order', async () => {
    await changedCars(await engine.verified(applicationId, {}, receiver), 1);
    const other = killed();
    await claimAs(randomUUID(), 100, other);
    await other.processes.stop();
    expect(await engine.dispatcher.tick()).toBe(1);
  });

  test('that was taken over cannot be completed by its former holder, whose attempt is recorded', async () => {
    const webhook = await engine.verified(applicationId, {}, receiver);
    await changedCars(webhook, 1);
    const other = killed();
    const [stale] = await claimAs(randomUUID(), 100, other);
    await foundDead(other);
    const [fresh] = await claimAs(randomUUID());
    expect(fresh?.id).toBe(stale?.id);
    if (!stale || !fresh) return;

    const attempt = (statusCode: number) => ({
      ...{
        deliveryId: randomUUID(),
        startedAt: new Date(engine.clock.now()),
        url: receiver.url,
        durationMs: 5,
      },
      exchange: { statusCode, contentType: null, headers: {}, body: '', error: null },
    });
    const now = engine.clock.now();
    await settle(store.queues, [settlementOf(stale, attempt(200), [], now)]);
    const [before] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(before).toMatchObject({ status: 'pending', attempts: [{ statusCode: 200 }] });

    await settle(store.queues, [settlementOf(fresh, attempt(500), [], now)]);
    const [after] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(after?.status).toBe('dead');
    expect(after?.attempts.map(({ statusCode }) => statusCode).sort()).toEqual([200, 500]);
  });

  test('is given back by a process that stops in the middle of an attempt', async () => {
    await engine.dispatcher.stop();
    engine = createEngine(store, { drainMs: 20 });
    const webhook = await engine.verified(applicationId, {}, receiver);
    await changedCars(webhook, 1);
    const silence = new Promise<void>((asked) => receiver.script(() => asked()));
    const ticking = engine.dispatcher.tick();
    await silence;
    await engine.dispatcher.stop();
    await ticking;

    const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(event).toMatchObject({
      status: 'pending',
      attempts: [],
      dueAt: new Date(engine.clock.now()),
    });
    const successor = createEngine(store, {}, engine.clock);
    await successor.dispatcher.tick();
    await successor.dispatcher.stop();
    expect(changes()).toHaveLength(2);
  });

  test('is kept by a process that stops until its attempts have ended well', async () => {
    const webhook = await engine.verified(applicationId, {}, receiver);
    await changedCars(webhook, 1);
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      receiver.script((response) => {
        answer = () => void response.writeHead(200).end();
        resolve();
      });
    });
    const ticking = engine.dispatcher.tick();
    await asked;
    const stopping = engine.dispatcher.stop();
    answer();
    await Promise.all([ticking, stopping]);
    const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(event?.status).toBe('delivered');
  });
});

describe('a slow receiver', () => {
  test('holds up its own events only', async () => {
    await engine.dispatcher.stop();
    engine = createEngine(store, { slots: 8, slotsPerWebhook: 2 });
    const slow = await startReceiver();
    const held: (() => void)[] = [];
    const slowWebhook = await engine.verified(applicationId, { name: 'Slow' }, slow);
    const slowCars = await watchedCars(slowWebhook, 12);
    const quickWebhook = await engine.verified(applicationId, { name: 'Quick' }, receiver);
    const quickCars = await watchedCars(quickWebhook, 12);
    await setAll([...slowCars, ...quickCars], 2);
    slow.otherwise((response) => void held.push(() => void response.writeHead(200).end()));

    const ticking = engine.dispatcher.tick();
    await expect.poll(() => changes().length, { timeout: 10_000 }).toBe(12);
    const waiting = held.length;
    slow.otherwise(200);
    for (const release of held) release();
    await ticking;
    await slow.close();

    expect(waiting).toBe(2);
    expect(changes(slow)).toHaveLength(12);
  });

  test('that fails after many quick answers is not left alone for the while', async () => {
    await engine.dispatcher.stop();
    engine = createEngine(store, { slots: 4, slotsPerWebhook: 2 });
    const webhook = await engine.verified(applicationId, {}, receiver);
    const cars = await changedCars(webhook, 6);
    let failLast = (): void => undefined;
    receiver.script((response) => {
      failLast = () => void response.writeHead(500).end();
    });
    const ticking = engine.dispatcher.tick();
    await expect.poll(() => changes().length, { timeout: 10_000 }).toBe(6);
    failLast();
    await ticking;

    await setAll(cars, 3);
    expect(await engine.dispatcher.tick()).toBe(6);
  });

  test('gets no more than its share of one claim', async () => {
    const first = await engine.verified(applicationId, { name: 'First' }, receiver);
    const firstCars = await watchedCars(first, 10);
    const second = await engine.verified(applicationId, { name: 'Second' }, receiver);
    const secondCars = await watchedCars(second, 10);
    await setAll(firstCars, 2);
    engine.clock.advance(1_000);
    await setAll(secondCars, 2);
    // The events of the first webhook are all older, and still every webhook gets half.
    const claimed = await claimAs(randomUUID(), 6);
    const counts = [first, second].map(
      ({ id }) => claimed.filter((one) => one.webhookId === id).length,
    );
    expect(counts).toEqual([3, 3]);
  });
});

describe('running by itself', () => {
  test('sends what is written, and what another process wrote, without a tick', async () => {
    const webhook = await engine.verified(applicationId, {}, receiver);
    const [car] = await changedCars(webhook, 1);
    const real = createEngine(
      store,
      { lookEveryMs: 60_000 },
      createManualClock(engine.clock.now()),
    );
    real.dispatcher.start();
    await expect.poll(() => changes().length, { timeout: 10_000 }).toBe(1);
    // The engine that takes this report in has no dispatcher running: the other hears of it.
    if (car) await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(3) });
    await expect.poll(() => changes().length, { timeout: 10_000 }).toBe(2);
    await real.dispatcher.stop();
  });

  test('tries again by its own timer', async () => {
    const webhook = await engine.verified(applicationId, {}, receiver);
    await changedCars(webhook, 1);
    receiver.script(500);
    const clock = { now: () => Date.now(), advance: () => undefined, set: () => undefined };
    const real = createEngine(store, { backoffMs: [30], lookEveryMs: 60_000 }, clock);
    real.dispatcher.start();
    await expect.poll(() => changes().length, { timeout: 10_000 }).toBe(2);
    await real.dispatcher.stop();
  });
});
