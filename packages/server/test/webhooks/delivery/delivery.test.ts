import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import { insertApplication, insertCar, kilometers, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { smartcar } from '../../support/smartcar.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, keyOf, ODOMETER, STATE_OF_CHARGE } from '../engine.js';

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let car: VehicleAccess;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  receiver = await startReceiver();
  engine = createEngine(database.store);
  car = await insertCar(database.store, await insertApplication(database.store));
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
});

/** A verified webhook, with its first delivery behind it. */
const watched = async () => {
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(50), [ODOMETER]: kilometers(10) });
  const webhook = await engine.verified(car.applicationId, {}, receiver);
  await engine.subscribe(webhook, car);
  await engine.dispatcher.tick();
  engine.clock.advance(60_000);
  return webhook;
};

/** What came after the VERIFY and the first delivery. */
const news = () => receiver.received.slice(2);

const change = (value: number) => engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(value) });

const pass = async (milliseconds: number): Promise<number> => {
  engine.clock.advance(milliseconds);
  return engine.dispatcher.tick();
};

describe('a receiver that answers 500 twice and then 200', () => {
  test('gets the same event in three different deliveries and is then left alone', async () => {
    const webhook = await watched();
    receiver.script(500, 500, 200);
    await change(51);

    await engine.dispatcher.tick();
    await pass(25_000);
    await pass(50_000);
    for (let hour = 0; hour < 24; hour++) await pass(3_600_000);

    const bodies = news().map(({ body }) => body);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map((body) => body.eventId)).size).toBe(1);
    expect(new Set(bodies.map((body) => body.meta.deliveryId)).size).toBe(3);
    expect(new Set(news().map(({ headers }) => headers['sc-signature'])).size).toBe(3);
    const [event] = await engine.webhooks.events(car.applicationId, webhook.id, 1);
    expect(event).toMatchObject({ status: 'delivered', eventId: bodies[0].eventId });
    expect(event?.attempts.map(({ statusCode, deliveryId }) => [statusCode, deliveryId])).toEqual(
      bodies.map((body, index) => [[500, 500, 200][index], body.meta.deliveryId]),
    );
  });
});

describe('a receiver that never says yes', () => {
  test.each([[301], [404], [500]])(
    'is tried at 0, 25, 75 and 175 s, then not again: %i',
    async (status) => {
      const webhook = await watched();
      receiver.otherwise(status);
      await change(51);
      const start = engine.clock.now();

      for (let second = 0; second <= 400; second += 5) {
        await engine.dispatcher.tick();
        engine.clock.advance(5_000);
      }

      expect(news().map(({ body }) => body.meta.deliveredAt - start)).toEqual([
        0, 25_000, 75_000, 175_000,
      ]);
      const [event] = await engine.webhooks.events(car.applicationId, webhook.id, 1);
      expect(event?.status).toBe('dead');
      expect(event?.attempts).toHaveLength(4);
      expect(event?.attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    },
  );

  test('keeps its webhook: the next event is tried as well', async () => {
    await watched();
    receiver.script(500, 500, 500, 500);
    await change(51);
    for (const pause of [0, 25_000, 50_000, 100_000]) await pass(pause);
    await change(52);
    await engine.dispatcher.tick();
    expect(news()).toHaveLength(5);
    expect(news()[4]?.body.data.signals[0].body).toEqual(percent(52));
  });
});

test('a redirect is an answer and is not followed', async () => {
  await watched();
  const elsewhere = await startReceiver();
  receiver.script((response) => response.writeHead(307, { location: elsewhere.url }).end());
  await change(51);
  await engine.dispatcher.tick();
  await elsewhere.close();
  expect(elsewhere.received).toHaveLength(0);
  expect(news()).toHaveLength(1);
});

test('an answer that does not end in time is a failure with its status told', async () => {
  await engine.dispatcher.stop();
  engine = createEngine(database.store, { timeoutMs: 150 });
  const webhook = await watched();
  receiver.script((response) => {
    response.writeHead(200);
    response.write('…');
  });
  await change(51);
  await engine.dispatcher.tick();
  const [event] = await engine.webhooks.events(car.applicationId, webhook.id, 1);
  expect(event?.status).toBe('pending');
  expect(event?.attempts[0]).toMatchObject({ statusCode: 200, error: 'timed out' });
});

test('an answer without end is cut off and counts by its status', async () => {
  const webhook = await watched();
  receiver.script((response) => {
    response.writeHead(202);
    const pour = (): boolean =>
      response.write('x'.repeat(8_192), () => response.destroyed || pour());
    pour();
  });
  await change(51);
  await engine.dispatcher.tick();
  const [event] = await engine.webhooks.events(car.applicationId, webhook.id, 1);
  expect(event).toMatchObject({ status: 'delivered', attempts: [{ statusCode: 202 }] });
});

test('a receiver that is down is a failure that says so', async () => {
  const webhook = await watched();
  await receiver.close();
  await change(51);
  await engine.dispatcher.tick();
  const [event] = await engine.webhooks.events(car.applicationId, webhook.id, 1);
  expect(event?.attempts[0]).toMatchObject({ statusCode: null, error: 'connection refused' });
  receiver = await startReceiver();
});

test('every attempt is signed over the very bytes, as the official SDK checks it', async () => {
  await watched();
  receiver.script(503);
  await change(51);
  await engine.dispatcher.tick();
  await pass(25_000);
  const key = keyOf(car.applicationId);
  expect(receiver.received).toHaveLength(4);
  for (const { raw, body, headers } of receiver.received) {
    expect(raw).toBe(JSON.stringify(body));
    expect(smartcar.hashChallenge(key, raw)).toBe(headers['sc-signature']);
    expect(smartcar.verifyPayload(key, headers['sc-signature'], body)).toBe(true);
    expect(headers['content-type']).toBe('application/json');
    expect(headers['content-length']).toBe(String(Buffer.byteLength(raw)));
    expect(headers['user-agent']).toMatch(/^Smartcar\/\S+$/);
  }
  const kinds = receiver.received.map(({ body }) => body.eventType);
  expect(kinds).toEqual(['VERIFY', 'VEHICLE_STATE', 'VEHICLE_STATE', 'VEHICLE_STATE']);
});

test('an application is never signed for with the key of another', async () => {
  await watched();
  const other = await insertCar(database.store, await insertApplication(database.store, 'Other'));
  const theirs = await startReceiver();
  await engine.report(other.vehicle, { [STATE_OF_CHARGE]: percent(7) });
  await engine.subscribe(await engine.verified(other.applicationId, {}, theirs), other);
  await change(51);
  await engine.dispatcher.tick();
  await theirs.close();
  for (const [one, applicationId] of [
    [news()[0], car.applicationId],
    [theirs.received[1], other.applicationId],
  ] as const) {
    expect(smartcar.hashChallenge(keyOf(applicationId), one?.raw ?? '')).toBe(
      one?.headers['sc-signature'],
    );
  }
});
