import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemEntropy } from '../../src/platform/entropy.js';
import { newEvent } from '../../src/webhooks/new-event.js';
import { writeEvents } from '../../src/webhooks/write-events.js';
import { insertApplication, insertCar } from '../support/fixtures.js';
import { silentLog } from '../support/log.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { smartcar } from '../support/smartcar.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { createEngine, type Engine, keyOf, ODOMETER } from './engine.js';

let database: TestStore;
let engine: Engine;
let watched: Receiver;
let watching: Receiver;
let applicationId: string;

/** A text that may be of any length. */
const NAME = 'vehicleidentification-nickname';

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

  describe('hears of an event that is too large to be sent', () => {
    const LONG = { value: 'x'.repeat(60_000) };
    const deadIds = async (webhookId: string) =>
      (await engine.webhooks.events(applicationId, webhookId, 10))
        .filter(({ status }) => status === 'dead')
        .map(({ eventId }) => eventId);

    test('whether it is a change or a first delivery', async () => {
      await engine.verified(applicationId, OPERATIONAL, watching);
      const wishes = { triggers: [NAME], signals: [NAME] } as const;
      const webhook = await engine.verified(applicationId, wishes, watched);
      const car = await insertCar(database.store, applicationId);
      await engine.report(car.vehicle, { [NAME]: LONG });
      await engine.subscribe(webhook, car);
      await engine.report(car.vehicle, { [NAME]: { value: `${LONG.value}y` } });
      await engine.dispatcher.tick();

      expect(watched.received).toHaveLength(1);
      expect(toldTypes()).toEqual(['WEBHOOK_VERIFIED', 'WEBHOOK_EVENT_DEAD', 'WEBHOOK_EVENT_DEAD']);
      const dead = told().slice(1);
      for (const { data } of dead) {
        expect(data).toMatchObject({ webhook: { id: webhook.id }, count: 1 });
      }
      expect(dead.flatMap(({ data }) => data.eventIds).sort()).toEqual(
        (await deadIds(webhook.id)).sort(),
      );
    });

    test('in the transaction that writes it', async () => {
      await engine.verified(applicationId, OPERATIONAL, watching);
      const webhook = await engine.verified(applicationId, {}, watched);
      await engine.dispatcher.tick();
      const deps = { clock: engine.clock, entropy: systemEntropy, log: silentLog };
      const about = {
        applicationId,
        webhookId: webhook.id,
        vehicleId: null,
        type: 'VEHICLE_STATE',
      };
      const large = newEvent(deps, about, () => JSON.stringify(LONG));
      const rolledBack = database.store.transaction(async (tx) => {
        await writeEvents(engine, tx, [large]);
        throw new Error('rolled back');
      });
      await expect(rolledBack).rejects.toThrow('rolled back');
      await engine.dispatcher.tick();
      expect(toldTypes()).toEqual(['WEBHOOK_VERIFIED']);

      await database.store.transaction((tx) => writeEvents(engine, tx, [large]));
      await engine.dispatcher.tick();
      expect(told()[1]?.data).toMatchObject({ count: 1, eventIds: [large.id] });
      expect(await deadIds(webhook.id)).toEqual([large.id]);
    });
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
