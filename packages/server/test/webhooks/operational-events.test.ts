import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertApplication, insertCar } from '../support/fixtures.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { smartcar } from '../support/smartcar.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { createEngine, type Engine, keyOf, ODOMETER } from './engine.js';

let database: TestStore;
let engine: Engine;
let watched: Receiver;
let watching: Receiver;
let applicationId: string;

const OPERATIONAL = { name: 'Operations', type: 'operational', triggers: [], signals: [] } as const;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = createEngine(database.store);
  [watched, watching] = await Promise.all([startReceiver(), startReceiver()]);
  applicationId = await insertApplication(database.store);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await Promise.all([watched.close(), watching.close()]);
});

/** What the operational receiver was told, after its own verification. */
const told = () => watching.received.slice(1).map(({ body }) => body);
const toldTypes = () => told().map((body) => body.eventType);

const tell = (webhookId: string | null, data = {}) =>
  database.store.transaction((tx) =>
    engine.recordOperational(tx, applicationId, { type: 'WEBHOOK_FAILING', webhookId, data }),
  );

describe('an operational webhook', () => {
  test('is told in the form and with the signature of every other event', async () => {
    const operational = await engine.verified(applicationId, OPERATIONAL, watching);
    const webhook = await engine.verified(applicationId, {}, watched);
    await engine.dispatcher.tick();
    expect(told()).toEqual([
      {
        eventId: expect.any(String),
        eventType: 'WEBHOOK_VERIFIED',
        data: { webhook: { id: webhook.id, name: 'Fleet' }, callbackUri: watched.url },
        meta: {
          ...{ version: '4.0', webhookId: operational.id, webhookName: 'Operations' },
          ...{ deliveryId: expect.any(String), deliveredAt: engine.clock.now() },
        },
      },
    ]);
    const [, { body, headers } = { body: {}, headers: {} }] = watching.received;
    const signature = headers['sc-signature'];
    expect(smartcar.verifyPayload(keyOf(applicationId), signature, body)).toBe(true);
  });

  test('hears that another is disabled, in the transaction that disables it', async () => {
    await engine.verified(applicationId, OPERATIONAL, watching);
    const webhook = await engine.verified(applicationId, {}, watched);
    await engine.webhooks.update(applicationId, webhook.id, { isEnabled: false });
    await engine.webhooks.update(applicationId, webhook.id, { isEnabled: false });
    await engine.dispatcher.tick();
    expect(toldTypes()).toEqual(['WEBHOOK_VERIFIED', 'WEBHOOK_DISABLED']);
    expect(told()[1]?.data).toMatchObject({ webhook: { id: webhook.id }, reason: 'REQUESTED' });
  });

  test('hears nothing of itself, of other applications, or while it is not verified', async () => {
    const operational = await engine.verified(applicationId, OPERATIONAL, watching);
    const others = await insertApplication(database.store, 'Other');
    await engine.verified(others, {}, watched);
    await engine.webhooks.create(applicationId, { ...OPERATIONAL, callbackUri: watched.url });
    expect(await tell(operational.id)).toBe(false);
    await engine.dispatcher.tick();
    expect(told()).toEqual([]);
  });

  test('hears nothing of what was rolled back', async () => {
    await engine.verified(applicationId, OPERATIONAL, watching);
    const undone = database.store.transaction(async (tx) => {
      await engine.recordOperational(tx, applicationId, {
        ...{ type: 'WEBHOOK_FAILING', webhookId: null, data: {} },
      });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await engine.dispatcher.tick();
    expect(told()).toEqual([]);
  });

  test('may be told about the application as a whole', async () => {
    await engine.verified(applicationId, OPERATIONAL, watching);
    expect(await tell(null, { seen: 3 })).toBe(true);
    await engine.dispatcher.tick();
    expect(told()[0]?.data).toEqual({ webhook: null, seen: 3 });
  });

  test('gets what it missed by being disabled neither then nor later', async () => {
    const { id } = await engine.verified(applicationId, OPERATIONAL, watching);
    await tell(null);
    await engine.webhooks.update(applicationId, id, { isEnabled: false });
    await engine.webhooks.update(applicationId, id, { isEnabled: true });
    await engine.dispatcher.tick();
    expect(told()).toEqual([]);
  });

  test('watches no car and has no signals', async () => {
    const operational = await engine.verified(applicationId, OPERATIONAL, watching);
    const car = await insertCar(database.store, applicationId);
    const { vehicle, userId } = car;
    expect(
      await engine.webhooks.subscribe(applicationId, operational.id, vehicle.id, userId),
    ).toBeUndefined();
    const fields = (attempt: Promise<unknown>) =>
      attempt.then(
        () => [],
        (error) => error.occasion.detail.map(({ field }: { field: string }) => field),
      );
    const callbackUri = watching.url;
    const wrong = { triggers: [ODOMETER], signals: [ODOMETER], autoSubscribe: true } as const;
    expect(
      await fields(
        engine.webhooks.create(applicationId, { ...OPERATIONAL, callbackUri, ...wrong }),
      ),
    ).toEqual(['triggers', 'data', 'autoSubscribe']);
    expect(
      await fields(engine.webhooks.update(applicationId, operational.id, { type: 'signals' })),
    ).toEqual(['type']);
  });
});
