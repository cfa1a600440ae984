import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import { openStore } from '../../../src/store/open-store.js';
import type { Store } from '../../../src/store/store.js';
import type { Webhook, WebhookDefinition } from '../../../src/webhooks/contract.js';
import type { FeedPage, FeedRequest } from '../../../src/webhooks/feed/contract.js';
import { writeFeedCursor } from '../../../src/webhooks/feed/cursor.js';
import { insertApplication, insertCar, percent } from '../../support/fixtures.js';
import { silentLog } from '../../support/log.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { smartcar } from '../../support/smartcar.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, keyOf, STATE_OF_CHARGE } from '../engine.js';

let database: TestStore;
let store: Store;
let engine: Engine;
let receiver: Receiver;
let applicationId: string;
let webhook: Webhook;
let car: VehicleAccess;

beforeEach(async () => {
  database = await createTestStore();
  store = database.store;
  engine = createEngine(store);
  receiver = await startReceiver();
  applicationId = await insertApplication(store);
  webhook = await engine.webhooks.create(applicationId, PULLED);
  car = await watchedCar();
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const PULLED: WebhookDefinition = {
  ...{ name: 'Pulled', deliveryMethod: 'pull' },
  ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
};

/** Subscribed, and its first delivery is in the feed. */
const watchedCar = async (): Promise<VehicleAccess> => {
  const access = await insertCar(store, applicationId);
  await engine.report(access.vehicle, { [STATE_OF_CHARGE]: percent(1) });
  await engine.subscribe(webhook, access);
  return access;
};

const report = (value: number, by: Engine = engine, access = car): Promise<void> =>
  by.report(access.vehicle, { [STATE_OF_CHARGE]: percent(value) });

const read = async (request: Partial<FeedRequest> = {}, of = webhook): Promise<FeedPage> => {
  const page = await engine.webhooks.feed(applicationId, of.id, {
    ...{ from: 'oldest', limit: 50, waitMs: 0 },
    ...request,
  });
  if (!page) throw new Error('no such webhook');
  return page;
};

/** The feed is complete as soon as no older transaction is under way anywhere in the cluster. */
const readUntil = async (count: number, request: Partial<FeedRequest> = {}): Promise<FeedPage> => {
  const from = request.from ?? 'oldest';
  await expect
    .poll(async () => (await read({ ...request, from })).deliveries.length, { timeout: 10_000 })
    .toBe(count);
  return read({ ...request, from });
};

const valuesOf = ({ deliveries }: FeedPage): number[] =>
  deliveries.map(({ body }) => JSON.parse(body).data.signals[0].body.value);

describe('a pulled webhook', () => {
  test('is active at once, keeps its events and sends nothing', async () => {
    expect(webhook.verifiedAt).not.toBeNull();
    await report(2);
    await engine.dispatcher.tick();
    const events = await engine.webhooks.events(applicationId, webhook.id, 10);
    expect(events.map(({ status, attempts }) => [status, attempts.length])).toEqual([
      ['held', 0],
      ['held', 0],
    ]);
    const [first, second] = (await readUntil(2)).deliveries;
    expect(JSON.parse(first?.body ?? '').data.triggers).toEqual([{ code: 'FIRST_DELIVERY' }]);
    expect(JSON.parse(second?.body ?? '').data.triggers[0].code).toBe(STATE_OF_CHARGE);
  });

  test.each([
    ['a callback URI', { callbackUri: 'https://example.com/hook' }, 'callbackUri'],
    ['an error URI', { errorUri: 'https://example.com/hook' }, 'errorCallbackUri'],
  ])('has no %s', async (_what, change, field) => {
    const refused = engine.webhooks.create(applicationId, { ...PULLED, ...change });
    await expect(refused).rejects.toMatchObject({ occasion: { detail: [{ field }] } });
  });

  test('a pushed one needs a callback URI', async () => {
    const refused = engine.webhooks.create(applicationId, { ...PULLED, deliveryMethod: 'push' });
    await expect(refused).rejects.toMatchObject({
      occasion: { detail: [{ field: 'callbackUri' }] },
    });
  });

  test('cannot be verified', async () => {
    await expect(engine.webhooks.verify(applicationId, webhook.id)).rejects.toMatchObject({
      row: { code: 'WEBHOOK_PULLED' },
    });
  });

  test('that becomes pushed has to prove its address', async () => {
    const pushed = await engine.webhooks.update(applicationId, webhook.id, {
      ...{ deliveryMethod: 'push', callbackUri: receiver.url },
    });
    expect(pushed?.verifiedAt).toBeNull();
    await report(2);
    await engine.dispatcher.tick();
    expect(receiver.received).toEqual([]);
  });

  test('that was pushed before holds what waited to be sent', async () => {
    const pushed = await engine.verified(applicationId, {}, receiver);
    await engine.subscribe(pushed, car);
    receiver.otherwise(500);
    await engine.dispatcher.tick();
    await engine.webhooks.update(applicationId, pushed.id, {
      ...{ deliveryMethod: 'pull', callbackUri: null },
    });
    const events = await engine.webhooks.events(applicationId, pushed.id, 10);
    const event = events.find(({ type }) => type === 'VEHICLE_STATE');
    expect(event).toMatchObject({ status: 'held', attempts: [{ statusCode: 500 }] });
    engine.clock.advance(60_000);
    expect(await engine.dispatcher.tick()).toBe(0);
  });
});

describe('a delivery of the feed', () => {
  test('is what would be posted: the official SDK accepts body and signature', async () => {
    const [delivery] = (await readUntil(1)).deliveries;
    const body = JSON.parse(delivery?.body ?? '');
    expect(JSON.stringify(body)).toBe(delivery?.body);
    expect(body).toMatchObject({
      ...{ eventId: delivery?.eventId, vehicleId: car.vehicle.id, eventType: delivery?.eventType },
      meta: { deliveryId: delivery?.deliveryId, deliveredAt: engine.clock.now() },
    });
    expect(Object.keys(delivery?.headers ?? {})).toEqual([
      ...['content-type', 'user-agent', 'SC-Signature'],
    ]);
    const signature = delivery?.headers['SC-Signature'] ?? '';
    expect(smartcar.verifyPayload(keyOf(applicationId), signature, body)).toBe(true);
  });

  test('of a pushed webhook is a view: it is sent all the same', async () => {
    const pushed = await engine.verified(applicationId, {}, receiver);
    await engine.subscribe(pushed, car);
    await expect
      .poll(async () => (await read({}, pushed)).deliveries.length, { timeout: 10_000 })
      .toBe(1);
    const sentBefore = receiver.received.length;
    await engine.dispatcher.tick();
    const [delivery] = (await read({}, pushed)).deliveries;
    const [sent] = receiver.received.slice(sentBefore);
    expect(sent?.body.eventId).toBe(delivery?.eventId);
    // Never the challenge of a verification, which is among its events as well.
    expect((await read({}, pushed)).deliveries).toHaveLength(1);
  });
});

describe('a cursor', () => {
  test('goes through all events, each once, in pages', async () => {
    for (const value of [2, 3, 4, 5]) await report(value);
    await readUntil(5);
    const seen: number[] = [];
    let page = await read({ limit: 2 });
    while (page.deliveries.length > 0) {
      seen.push(...valuesOf(page));
      page = await read({ from: { cursor: page.cursor }, limit: 2 });
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test('gives the same events again when it is used again', async () => {
    const { cursor } = await readUntil(1);
    await report(2);
    const ids = async () =>
      (await readUntil(1, { from: { cursor } })).deliveries.map(({ eventId }) => eventId);
    expect(await ids()).toEqual(await ids());
  });

  test('never skips what is committed late', async () => {
    const { cursor } = await readUntil(1);
    const second = await openStore({ url: database.url, log: silentLog, maxConnections: 2 });
    const other = await insertCar(store, applicationId);
    await engine.subscribe(webhook, other);
    let commit = (): void => undefined;
    const open = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let begun = (): void => undefined;
    const holding = new Promise<void>((resolve) => {
      begun = resolve;
    });
    // An event whose transaction began first and ends last.
    const late = second.transaction(async (tx) => {
      await sql`
        INSERT INTO webhook_events (id, application_id, webhook_id, vehicle_id, type, payload, outcome,
          created_at, finished_at)
        SELECT gen_random_uuid(), application_id, webhook_id, vehicle_id, type, payload, outcome,
          created_at, finished_at
        FROM webhook_events WHERE webhook_id = ${webhook.id} LIMIT 1
      `.execute(tx);
      begun();
      await open;
    });
    await holding;
    await report(2);

    const early = await read({ from: { cursor } });
    expect(early.deliveries).toEqual([]);
    commit();
    await late;
    await second.close();
    const whole = await readUntil(2, { from: { cursor: early.cursor } });
    expect(valuesOf(whole)).toEqual([1, 2]);
  });

  test.each(['', 'x', Buffer.from('1 2 3').toString('base64url'), 'MSAx'])(
    'that is none is refused: %j',
    async (cursor) => {
      await expect(read({ from: { cursor } })).rejects.toMatchObject({
        row: { type: 'VALIDATION' },
        occasion: { detail: [{ field: 'cursor' }] },
      });
    },
  );

  test('has expired when an event behind it was deleted, and only then', async () => {
    const old = await readUntil(1);
    await report(2);
    const { cursor } = await readUntil(2);
    await engine.pruneEvents(new Date(engine.clock.now() + 1));
    expect((await read({ from: { cursor } })).deliveries).toEqual([]);
    await expect(read({ from: { cursor: old.cursor } })).rejects.toMatchObject({
      row: { type: 'VALIDATION', code: 'CURSOR_EXPIRED' },
    });
  });

  test('of another era has expired', async () => {
    const cursor = writeFeedCursor({ era: 2, transaction: '1', id: car.vehicle.id });
    await expect(read({ from: { cursor } })).rejects.toMatchObject({
      row: { code: 'CURSOR_EXPIRED' },
    });
  });
});

describe('a start without a cursor', () => {
  test('by time begins with the first event of that time', async () => {
    engine.clock.advance(60_000);
    const since = new Date(engine.clock.now());
    await report(2);
    engine.clock.advance(60_000);
    await report(3);
    await readUntil(3);
    expect(valuesOf(await read({ from: { since } }))).toEqual([2, 3]);
    const later = new Date(engine.clock.now() + 1);
    expect((await read({ from: { since: later } })).deliveries).toEqual([]);
  });

  test('from now on leaves out everything so far', async () => {
    await readUntil(1);
    const { cursor, deliveries } = await read({ from: 'newest' });
    expect(deliveries).toEqual([]);
    await report(2);
    expect(valuesOf(await readUntil(1, { from: { cursor } }))).toEqual([2]);
  });
});

test('a car that is not subscribed any more is left out', async () => {
  await readUntil(1);
  await engine.webhooks.unsubscribe(applicationId, webhook.id, car.vehicle.id);
  expect((await read()).deliveries).toEqual([]);
});

test('another application has no such feed', async () => {
  const stranger = await insertApplication(store);
  const request: FeedRequest = { from: 'oldest', limit: 1, waitMs: 0 };
  expect(await engine.webhooks.feed(stranger, webhook.id, request)).toBeUndefined();
  expect(await engine.webhooks.feed(applicationId, 'x', request)).toBeUndefined();
});

describe('waiting', () => {
  const LONG = 60_000;

  test('ends with the first event, whichever process commits it', async () => {
    const { cursor } = await readUntil(1);
    const second = await openStore({ url: database.url, log: silentLog, maxConnections: 4 });
    const other = createEngine(second, {}, engine.clock);
    const waiting = read({ from: { cursor }, waitMs: LONG });
    await report(2, other);
    const page = await waiting;
    await other.dispatcher.stop();
    await second.close();
    expect(valuesOf(page)).toEqual([2]);
  });

  test('ends empty after its time, and the cursor goes on from there', async () => {
    const { cursor } = await readUntil(1);
    const page = await read({ from: { cursor }, waitMs: 30 });
    expect(page.deliveries).toEqual([]);
    await report(2);
    expect(valuesOf(await readUntil(1, { from: { cursor: page.cursor } }))).toEqual([2]);
  });

  test('ends when the client has gone, and when the server stops', async () => {
    const { cursor } = await readUntil(1);
    const client = new AbortController();
    const abandoned = read({ from: { cursor }, waitMs: LONG, signal: client.signal });
    const stopped = read({ from: { cursor }, waitMs: LONG });
    client.abort();
    expect((await abandoned).deliveries).toEqual([]);
    await engine.dispatcher.stop();
    expect((await stopped).deliveries).toEqual([]);
  });
});
