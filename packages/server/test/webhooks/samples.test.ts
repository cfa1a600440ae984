import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { insertApplication } from '../support/fixtures.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { smartcar } from '../support/smartcar.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { createEngine, type Engine, keyOf, ODOMETER, STATE_OF_CHARGE } from './engine.js';

let database: TestStore;
let engine: Engine;
let receiver: Receiver;
let applicationId: string;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = createEngine(database.store);
  receiver = await startReceiver();
  applicationId = await insertApplication(database.store);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
});

const sampleOf = async (webhookId: string) => {
  const eventId = await engine.webhooks.sendSample(applicationId, webhookId);
  await engine.dispatcher.tick();
  return { eventId, sent: receiver.received.at(-1) };
};

test('a test event has the form, the signals and the signature of a real one, and says what it is', async () => {
  const webhook = await engine.verified(
    applicationId,
    { signals: [STATE_OF_CHARGE, ODOMETER] },
    receiver,
  );
  const { eventId, sent } = await sampleOf(webhook.id);
  expect(sent?.body).toMatchObject({
    ...{ eventId, eventType: 'VEHICLE_STATE' },
    data: { triggers: [{ code: STATE_OF_CHARGE }] },
    meta: { mode: 'TEST', signalCount: 2, webhookId: webhook.id },
  });
  const { signals } = sent?.body.data ?? {};
  expect(signals.map(({ code }: { code: string }) => code)).toEqual([STATE_OF_CHARGE, ODOMETER]);
  for (const { status, body } of signals) {
    expect(status).toEqual({ value: 'SUCCESS' });
    expect(body).toHaveProperty('value');
  }
  const key = keyOf(applicationId);
  expect(smartcar.verifyPayload(key, sent?.headers['sc-signature'], sent?.body)).toBe(true);
  const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
  expect(event).toMatchObject({ eventId, status: 'delivered', vehicleId: null });
});

test('an operational webhook is sent an event about itself', async () => {
  const definition = { type: 'operational', triggers: [], signals: [] } as const;
  const webhook = await engine.verified(applicationId, definition, receiver);
  const { sent } = await sampleOf(webhook.id);
  expect(sent?.body).toMatchObject({
    eventType: 'WEBHOOK_VERIFIED',
    data: { webhook: { id: webhook.id, name: webhook.name }, test: true },
  });
  expect(Object.keys(sent?.body.data.webhook)).toEqual(['id', 'name']);
});

test('a webhook that is disabled or not verified is sent nothing', async () => {
  const { id } = await engine.verified(applicationId, {}, receiver);
  await engine.webhooks.update(applicationId, id, { isEnabled: false });
  const unverified = await engine.webhooks.create(applicationId, {
    ...{ name: 'New', callbackUri: receiver.url, triggers: [ODOMETER], signals: [] },
  });
  for (const webhookId of [id, unverified.id]) {
    const refused = engine.webhooks.sendSample(applicationId, webhookId);
    await expect(refused).rejects.toMatchObject({ row: { code: 'WEBHOOK_INACTIVE' } });
  }
  await engine.dispatcher.tick();
  expect(receiver.received.map(({ body }) => body.eventType)).toEqual(['VERIFY']);
});

test('of another application it is unknown', async () => {
  const { id } = await engine.verified(applicationId, {}, receiver);
  const stranger = await insertApplication(database.store, 'Stranger');
  expect(await engine.webhooks.sendSample(stranger, id)).toBeUndefined();
  expect(await engine.webhooks.sendSample(applicationId, 'nonsense')).toBeUndefined();
});
