import { errorRow, errorRowOf, type Permission } from '@carport/catalog';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import type { Store } from '../../src/store/store.js';
import type { WebhookDefinition } from '../../src/webhooks/contract.js';
import { WEBHOOK_ERRORS } from '../documented/errors.js';
import { insertApplication, insertCar, percent } from '../support/fixtures.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { smartcar } from '../support/smartcar.js';
import { createTestStore, type TestStore } from '../support/store.js';
import {
  answerChallenge,
  createEngine,
  type Engine,
  keyOf,
  LOCATION,
  STATE_OF_CHARGE,
} from './engine.js';

let database: TestStore;
let store: Store;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;

beforeEach(async () => {
  database = await createTestStore();
  store = database.store;
  receiver = await startReceiver();
  engine = createEngine(store, { publicUrl: 'https://carport.example' });
  applicationId = await insertApplication(store, 'Voltwise');
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const SIGNED_OUT = { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'AUTHENTICATION_FAILED' };
const ASLEEP = { type: 'VEHICLE_STATE', code: 'ASLEEP' };
const SIGNALS = [STATE_OF_CHARGE, LOCATION] as const;

const watch = async (
  definition: Partial<WebhookDefinition> = {},
  permissions?: readonly Permission[],
): Promise<{ car: VehicleAccess; webhookId: string }> => {
  const car = await insertCar(store, applicationId, permissions ? { permissions } : {});
  const webhook = await engine.verified(
    applicationId,
    { signals: SIGNALS, ...definition },
    receiver,
  );
  await engine.subscribe(webhook, car);
  return { car, webhookId: webhook.id };
};

const fails = (
  { vehicle }: VehicleAccess,
  failure: { readonly type: string; readonly code: string | null } = SIGNED_OUT,
): Promise<void> => engine.signals.noteFailure(vehicle, failure);

const answers = ({ vehicle }: VehicleAccess, value = 50): Promise<void> =>
  engine.report(vehicle, { [STATE_OF_CHARGE]: percent(value) });

/** The errors of every VEHICLE_ERROR that was received, in no particular order of delivery. */
const errors = async () => {
  await engine.dispatcher.tick();
  return receiver.received
    .filter(({ body }) => body.eventType === 'VEHICLE_ERROR')
    .map(({ body }) => body.data.errors[0]);
};

const states = async (): Promise<string[]> =>
  (await errors()).map(({ code, state }) => `${code} ${state}`).sort();

describe('a car that cannot be read', () => {
  test('is told of once, with everything there is to do about it', async () => {
    const { car } = await watch();
    await fails(car);
    await fails(car);
    const row = errorRow('CONNECTED_SERVICES_ACCOUNT', 'AUTHENTICATION_FAILED');
    expect(await errors()).toEqual([
      {
        ...SIGNED_OUT,
        state: 'ERROR',
        description: row.description,
        docURL:
          'https://carport.example/docs/errors/api-errors/connected-services-account-errors#authentication-failed',
        statusCode: 400,
        resolution: {
          type: 'REAUTHENTICATE',
          url: `https://carport.example/oauth/reauthenticate?response_type=vehicle_id&client_id=${applicationId}&vehicle_id=${car.vehicle.id}`,
        },
        suggestedUserMessage:
          'Your car was disconnected from Voltwise. Please sign in again to reconnect it.',
        signals: [
          { code: STATE_OF_CHARGE, name: 'StateOfCharge', group: 'TractionBattery' },
          { code: LOCATION, name: 'PreciseLocation', group: 'Location' },
        ],
      },
    ]);
  });

  test('has an envelope that the official SDK takes for signed', async () => {
    const { car, webhookId } = await watch();
    await fails(car);
    await engine.dispatcher.tick();
    const { body, headers } = receiver.received.at(-1) ?? {};
    const signature = headers?.['sc-signature'];
    expect(smartcar.verifyPayload(keyOf(applicationId), signature, body)).toBe(true);
    expect(body).toMatchObject({
      eventType: 'VEHICLE_ERROR',
      vehicleId: car.vehicle.id,
      data: {
        user: { id: car.userId, externalId: null },
        vehicle: { id: car.vehicle.id, make: 'TESLA', powertrainType: 'BEV' },
      },
      meta: { version: '4.0', webhookId, mode: 'SIMULATED', deliveredAt: engine.clock.now() },
    });
    expect(body.data.triggers).toBeUndefined();
  });

  test('is told of again when it can be read', async () => {
    const { car } = await watch();
    await answers(car);
    await fails(car);
    await answers(car);
    expect(await states()).toEqual([
      'AUTHENTICATION_FAILED ERROR',
      'AUTHENTICATION_FAILED RESOLVED',
    ]);
    const over = (await errors()).find(({ state }) => state === 'RESOLVED');
    expect(over).not.toHaveProperty('resolution');
    expect(over).not.toHaveProperty('suggestedUserMessage');
    expect(over.signals).toHaveLength(2);
  });

  test('is told of with each failure in turn', async () => {
    const { car } = await watch();
    await fails(car);
    await fails(car, ASLEEP);
    await answers(car);
    expect(await states()).toEqual([
      'ASLEEP ERROR',
      'ASLEEP RESOLVED',
      'AUTHENTICATION_FAILED ERROR',
      'AUTHENTICATION_FAILED RESOLVED',
    ]);
  });

  test.each([
    ['UPSTREAM', 'NO_RESPONSE'],
    ['RATE_LIMIT', 'VEHICLE'],
    ['SERVER', 'INTERNAL'],
  ])('is no news when it was %s:%s', async (type, code) => {
    const { car } = await watch();
    await fails(car, { type, code });
    expect(await errors()).toEqual([]);
  });

  test.each(WEBHOOK_ERRORS)('is told of with %s, in the words of the API', async (name) => {
    const row = errorRowOf(name);
    if (!row) throw new Error('the catalogue has no such error');
    const { type, code, status: statusCode, description } = row;
    const { car } = await watch();
    await fails(car, { type, code });
    expect(await errors()).toMatchObject([{ type, code, statusCode, description, state: 'ERROR' }]);
  });

  test('stays in its failure through a command that works', async () => {
    const { car } = await watch();
    await answers(car);
    await fails(car);
    const oemUpdatedAt = engine.clock.now();
    const partial = { code: STATE_OF_CHARGE, body: percent(51), oemUpdatedAt } as const;
    await engine.signals.ingest(car.vehicle, { entries: [partial], partial: true });
    expect(await states()).toEqual(['AUTHENTICATION_FAILED ERROR']);
  });
});

describe('who is told', () => {
  test('the error URI, where there is one that has proven itself', async () => {
    const elsewhere = await startReceiver();
    elsewhere.script(answerChallenge(keyOf(applicationId)));
    const { car } = await watch({ errorUri: elsewhere.url });
    await fails(car);
    expect(await errors()).toEqual([]);
    const kinds = elsewhere.received.map(({ body }) => body.eventType);
    expect(kinds).toEqual(['VERIFY', 'VEHICLE_ERROR']);
    await elsewhere.close();
  });

  test('the callback URI, while the error URI has not proven itself', async () => {
    const elsewhere = await startReceiver();
    elsewhere.otherwise(500);
    const { car } = await watch({ errorUri: elsewhere.url });
    await fails(car);
    expect(await errors()).toHaveLength(1);
    expect(elsewhere.received.map(({ body }) => body.eventType)).toEqual(['VERIFY']);
    await elsewhere.close();
  });

  test('a receiver that was away, by the same retries as for states', async () => {
    const { car } = await watch();
    receiver.script(503);
    await fails(car);
    expect(await states()).toEqual(['AUTHENTICATION_FAILED ERROR']);
    engine.clock.advance(25_000);
    expect(await states()).toHaveLength(2);
    const [first, second] = receiver.received.slice(1).map(({ body }) => body);
    expect(second.eventId).toBe(first.eventId);
    expect(second.meta.deliveryId).not.toBe(first.meta.deliveryId);
  });

  test('whoever subscribes while the car fails', async () => {
    const car = await insertCar(store, applicationId);
    await fails(car);
    const webhook = await engine.verified(applicationId, { signals: SIGNALS }, receiver);
    await engine.subscribe(webhook, car);
    expect(await errors()).toEqual([]);
    await fails(car);
    expect(await states()).toEqual(['AUTHENTICATION_FAILED ERROR']);
  });

  test('nobody while the webhook is disabled, and anew when it is enabled again', async () => {
    const { car, webhookId } = await watch();
    await fails(car);
    expect(await errors()).toHaveLength(1);
    await engine.webhooks.update(applicationId, webhookId, { isEnabled: false });
    await fails(car, ASLEEP);
    expect(await errors()).toHaveLength(1);
    await engine.webhooks.update(applicationId, webhookId, { isEnabled: true });
    await fails(car, ASLEEP);
    expect(await states()).toEqual(['ASLEEP ERROR', 'AUTHENTICATION_FAILED ERROR']);
  });

  test('each owner’s subscriber once, and no other application', async () => {
    const { car } = await watch();
    const stranger = await insertApplication(store);
    const theirs = await insertCar(store, stranger);
    await engine.subscribe(await engine.verified(stranger, {}, receiver), theirs);
    await fails(car);
    expect(await errors()).toHaveLength(1);
  });

  test('in the owner’s language', async () => {
    const { car } = await watch();
    await store.db
      .updateTable('users')
      .set({ language: 'de', external_id: 'customer-7' })
      .where('id', '=', car.userId)
      .execute();
    await fails(car);
    const [error] = await errors();
    expect(error.suggestedUserMessage).toMatch(/^Die Verbindung zwischen Ihrem Auto und Voltwise/);
    expect(receiver.received.at(-1)?.body.data.user.externalId).toBe('customer-7');
  });
});

describe('single signals that fail', () => {
  const SUBSCRIPTION = { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'SUBSCRIPTION' };
  const withoutLocation = async ({ vehicle }: VehicleAccess, value: number): Promise<void> => {
    const oemUpdatedAt = engine.clock.now();
    const charge = { code: STATE_OF_CHARGE, body: percent(value), oemUpdatedAt } as const;
    const location = { code: LOCATION, error: SUBSCRIPTION } as const;
    await engine.signals.ingest(vehicle, { entries: [charge, location] });
  };

  test('are named, beside the state of the others', async () => {
    const { car } = await watch();
    await withoutLocation(car, 50);
    await withoutLocation(car, 51);
    const [error, ...others] = await errors();
    expect(others).toEqual([]);
    expect(error).toMatchObject({ ...SUBSCRIPTION, state: 'ERROR' });
    expect(error.signals.map(({ code }: { code: string }) => code)).toEqual([LOCATION]);
    const kinds = receiver.received.map(({ body }) => body.eventType);
    expect(kinds.filter((kind) => kind === 'VEHICLE_STATE')).toHaveLength(2);
  });

  test('are told of again when they are back', async () => {
    const { car } = await watch();
    await withoutLocation(car, 50);
    await engine.report(car.vehicle, { [LOCATION]: { latitude: 1, longitude: 2 } });
    expect(await states()).toEqual(['SUBSCRIPTION ERROR', 'SUBSCRIPTION RESOLVED']);
  });

  test('are not even hinted at where the owner has not granted them', async () => {
    const { car } = await watch({}, ['read_battery']);
    await withoutLocation(car, 50);
    expect(await errors()).toEqual([]);
    await fails(car);
    const [error] = await errors();
    expect(error.signals.map(({ code }: { code: string }) => code)).toEqual([STATE_OF_CHARGE]);
  });
});

test('an error and the state that it belongs to are written together or not at all', async () => {
  const { car } = await watch();
  const gone = { ...car, vehicle: { ...car.vehicle, id: crypto.randomUUID() } };
  await fails(gone);
  expect(await errors()).toEqual([]);
  await store.db.deleteFrom('applications').where('id', '=', applicationId).execute();
  await fails(car);
  expect(await errors()).toEqual([]);
});
