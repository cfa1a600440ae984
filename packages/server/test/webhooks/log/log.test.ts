import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import type {
  DeliveryFilter,
  EventFilter,
  LogPosition,
} from '../../../src/webhooks/log/contract.js';
import { insertApplication, insertCar, kilometers, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { smartcar } from '../../support/smartcar.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, keyOf, ODOMETER, STATE_OF_CHARGE } from '../engine.js';

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;
let webhook: Webhook;
let cars: readonly VehicleAccess[];

/** One webhook with two cars: a first delivery of each, then a change that takes two attempts, and one that dies. */
beforeAll(async () => {
  database = await createTestStore();
  receiver = await startReceiver();
  engine = createEngine(database.store, { backoffMs: [1_000] });
  applicationId = await insertApplication(database.store);
  webhook = await engine.verified(
    applicationId,
    { triggers: [STATE_OF_CHARGE, ODOMETER], signals: [STATE_OF_CHARGE] },
    receiver,
  );
  cars = [
    await insertCar(database.store, applicationId),
    await insertCar(database.store, applicationId),
  ];
  for (const [nr, car] of cars.entries()) {
    engine.clock.advance(1_000);
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(nr), [ODOMETER]: kilometers(1) });
    await engine.subscribe(webhook, car);
    await engine.dispatcher.tick();
  }
  engine.clock.advance(10_000);
  receiver.script((response) => response.writeHead(503).end('busy now'), 200);
  await change(0, { [STATE_OF_CHARGE]: percent(50) });
  engine.clock.advance(10_000);
  receiver.script(418, 418);
  await change(1, { [ODOMETER]: kilometers(2) });
});
afterAll(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const change = async (nr: number, bodies: Parameters<Engine['report']>[1]): Promise<void> => {
  const car = cars[nr];
  if (!car) throw new Error('no such car');
  await engine.report(car.vehicle, bodies);
  await engine.dispatcher.tick();
  engine.clock.advance(1_000);
  await engine.dispatcher.tick();
};

const deliveries = async (
  filter: DeliveryFilter = {},
  size = 50,
  after: LogPosition | null = null,
) => {
  const page = await engine.webhooks.deliveries(applicationId, webhook.id, filter, { size, after });
  if (!page) throw new Error('no such webhook');
  return page;
};
const events = async (filter: EventFilter = {}, size = 50, after: LogPosition | null = null) => {
  const page = await engine.webhooks.eventLog(applicationId, webhook.id, filter, { size, after });
  if (!page) throw new Error('no such webhook');
  return page;
};

describe('deliveries', () => {
  test('are every attempt, the newest first', async () => {
    const { items, next } = await deliveries();
    expect(next).toBeNull();
    expect(
      items.map(({ eventType, attempt, statusCode }) => [eventType, attempt, statusCode]),
    ).toEqual([
      ['VEHICLE_STATE', 2, 418],
      ['VEHICLE_STATE', 1, 418],
      ['VEHICLE_STATE', 2, 200],
      ['VEHICLE_STATE', 1, 503],
      ['VEHICLE_STATE', 1, 200],
      ['VEHICLE_STATE', 1, 200],
      ['VERIFY', 1, 200],
    ]);
    expect(items[0]).toMatchObject({
      ...{ vehicleId: cars[1]?.vehicle.id, url: receiver.url, succeeded: false },
      ...{ triggers: [ODOMETER], signals: [STATE_OF_CHARGE, ODOMETER] },
    });
    expect(items[0]?.eventId).toBe(items[1]?.eventId);
    expect(items[4]?.triggers).toEqual(['FIRST_DELIVERY']);
  });

  test('come page by page: none is missing, none comes twice', async () => {
    const all = (await deliveries()).items.map(({ deliveryId }) => deliveryId);
    const read: string[] = [];
    let after: LogPosition | null = null;
    do {
      const page = await deliveries({}, 2, after);
      read.push(...page.items.map(({ deliveryId }) => deliveryId));
      after = page.next;
    } while (after);
    expect(read).toEqual(all);
  });

  test.each([
    ['outcome failed', () => ({ outcome: 'failed' }), [418, 418, 503]],
    ['outcome succeeded', () => ({ outcome: 'succeeded' }), [200, 200, 200, 200]],
    ['a status class', () => ({ statusClass: '5xx' }), [503]],
    ['no answer', () => ({ statusClass: 'none' }), []],
    ['an event type', () => ({ eventType: 'VERIFY' }), [200]],
    ['a car', () => ({ vehicleId: cars[1]?.vehicle.id ?? '' }), [418, 418, 200]],
    ['a signal that is not told', () => ({ signal: 'charge-ischarging' }), []],
    ['a signal that is told', () => ({ signal: STATE_OF_CHARGE }), [418, 418, 200, 503, 200, 200]],
    ['a time on', () => ({ since: new Date(engine.clock.now() - 5_000) }), [418, 418]],
    ['before a time', () => ({ until: new Date(engine.clock.now() - 20_000) }), [200, 200, 200]],
    ['words of an answer', () => ({ search: 'BUSY now' }), [503]],
    ['words of a payload', () => ({ search: '"value":50' }), [200, 503]],
    ['both', () => ({ outcome: 'failed', vehicleId: cars[0]?.vehicle.id ?? '' }), [503]],
  ] satisfies readonly [string, () => DeliveryFilter, number[]][])(
    'are chosen by %s',
    async (_what, filter, statuses) => {
      const { items } = await deliveries(filter());
      expect(items.map(({ statusCode }) => statusCode)).toEqual(statuses);
    },
  );

  test('of one event are found by it', async () => {
    const [{ eventId } = { eventId: '' }] = (await deliveries()).items;
    expect((await deliveries({ eventId })).items).toHaveLength(2);
  });

  test('show what was sent, byte for byte, and what was answered', async () => {
    const sent = receiver.received.filter(({ body }) => body.eventType !== 'VERIFY');
    expect(sent).toHaveLength(6);
    for (const { raw, headers, body } of sent) {
      const found = await engine.webhooks.delivery(applicationId, webhook.id, body.meta.deliveryId);
      expect(found?.request.body).toBe(raw);
      const signature = found?.request.headers['SC-Signature'];
      expect(signature).toBe(headers['sc-signature']);
      const parsed = JSON.parse(found?.request.body ?? '');
      expect(smartcar.verifyPayload(keyOf(applicationId), signature ?? '', parsed)).toBe(true);
    }
    const [busy] = (await deliveries({ statusClass: '5xx' })).items;
    const found = await engine.webhooks.delivery(applicationId, webhook.id, busy?.deliveryId ?? '');
    expect(found?.answer).toMatchObject({
      body: 'busy now',
      headers: { connection: 'keep-alive' },
    });
  });
});

test('of a static header the name is shown, and its value to nobody', async () => {
  const header = { name: 'x-gateway-key', value: 'let-me-in-please' };
  const delivery = { staticHeader: header, standardWebhooks: true } as const;
  const guarded = await engine.verified(applicationId, { name: 'Guarded', delivery }, receiver);
  const { items = [] } =
    (await engine.webhooks.deliveries(applicationId, guarded.id, {}, { size: 1, after: null })) ??
    {};
  const found = await engine.webhooks.delivery(
    applicationId,
    guarded.id,
    items[0]?.deliveryId ?? '',
  );
  expect(receiver.received.at(-1)?.headers['x-gateway-key']).toBe(header.value);
  expect(found?.request.headers).toMatchObject({
    'x-gateway-key': '(not shown)',
    'webhook-signature': receiver.received.at(-1)?.headers['webhook-signature'],
  });
  expect(JSON.stringify(found)).not.toContain(header.value);
});

describe('events', () => {
  test('are told with their attempts and how they ended', async () => {
    const { items } = await events();
    expect(items.map(({ type, status, attempts }) => [type, status, attempts.length])).toEqual([
      ['VEHICLE_STATE', 'dead', 2],
      ['VEHICLE_STATE', 'delivered', 2],
      ['VEHICLE_STATE', 'delivered', 1],
      ['VEHICLE_STATE', 'delivered', 1],
      ['VERIFY', 'delivered', 1],
    ]);
  });

  test('that died are the dead letters', async () => {
    const { items } = await events({ statuses: ['dead'] });
    expect(items.map(({ vehicleId }) => vehicleId)).toEqual([cars[1]?.vehicle.id]);
    expect((await events({ statuses: ['dead', 'delivered'] })).items).toHaveLength(5);
    expect((await events({ statuses: ['pending'] })).items).toEqual([]);
  });

  test('come page by page, chosen or not', async () => {
    const first = await events({ statuses: ['delivered'] }, 3);
    const rest = await events({ statuses: ['delivered'] }, 3, first.next);
    expect([...first.items, ...rest.items].map(({ eventId }) => eventId)).toEqual(
      (await events({ statuses: ['delivered'] })).items.map(({ eventId }) => eventId),
    );
    expect(rest.next).toBeNull();
  });

  test('are shown with their payload', async () => {
    const [dead] = (await events({ statuses: ['dead'] })).items;
    const found = await engine.webhooks.event(applicationId, webhook.id, dead?.eventId ?? '');
    expect(found).toMatchObject({
      ...{ status: 'dead', attempts: [{ statusCode: 418 }, { statusCode: 418 }] },
      payload: { eventId: dead?.eventId, eventType: 'VEHICLE_STATE' },
    });
  });
});

test('nothing of it is there for another application or another webhook', async () => {
  const other = await insertApplication(database.store, 'Other');
  const page = { size: 10, after: null };
  const [delivery] = (await deliveries()).items;
  const { deliveryId = '', eventId = '' } = delivery ?? {};
  expect(await engine.webhooks.deliveries(other, webhook.id, {}, page)).toBeUndefined();
  expect(await engine.webhooks.eventLog(other, webhook.id, {}, page)).toBeUndefined();
  expect(await engine.webhooks.delivery(other, webhook.id, deliveryId)).toBeUndefined();
  expect(await engine.webhooks.event(other, webhook.id, eventId)).toBeUndefined();
  expect(await engine.webhooks.delivery(applicationId, randomUUID(), deliveryId)).toBeUndefined();
  expect(await engine.webhooks.event(applicationId, randomUUID(), eventId)).toBeUndefined();
});
