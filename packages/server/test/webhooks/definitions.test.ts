import { randomUUID } from 'node:crypto';
import type { SignalCode } from '@carport/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WebhookDefinition } from '../../src/webhooks/contract.js';
import { DELIVERY_DEFAULTS } from '../../src/webhooks/delivery/options.js';
import { insertApplication, insertCar, percent } from '../support/fixtures.js';
import { startReceiver } from '../support/receiver.js';
import { createTestStore, type TestStore } from '../support/store.js';
import {
  answerChallenge,
  createEngine,
  type Engine,
  keyOf,
  ODOMETER,
  START,
  STATE_OF_CHARGE,
} from './engine.js';

let database: TestStore;
let engine: Engine;
let applicationId: string;

const DEFINITION: WebhookDefinition = {
  ...{ name: 'Fleet', callbackUri: 'https://example.com/hook' },
  ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE, ODOMETER] },
};

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = createEngine(database.store, { allowLocalCallbacks: false });
  applicationId = await insertApplication(database.store);
});

const create = (change: Partial<WebhookDefinition> = {}) =>
  engine.webhooks.create(applicationId, { ...DEFINITION, ...change });

/** The fields that VALIDATION complains about. */
const complaints = (attempt: Promise<unknown>): Promise<unknown[]> =>
  attempt.then(
    () => [],
    (error) => error.occasion.detail.map(({ field }: { field: string }) => field),
  );

test('a webhook is kept as it was defined, with defaults, not verified', async () => {
  const webhook = await create();
  expect(webhook).toEqual({
    ...{ ...DEFINITION, id: webhook.id, applicationId, version: '4.0', errorUri: null },
    ...{
      deliveryMethod: 'push',
      leaseSeconds: null,
      autoSubscribe: false,
      isEnabled: true,
      verifiedAt: null,
      errorVerifiedAt: null,
    },
    legacy: null,
    ...{ createdAt: new Date(START), updatedAt: new Date(START) },
    ...{ type: 'signals', delivery: DELIVERY_DEFAULTS, failingSince: null, disabledReason: null },
  });
  expect(await engine.webhooks.get(applicationId, webhook.id)).toEqual(webhook);
});

test('triggers are always among the signals that are sent, each once', async () => {
  const triggers = [STATE_OF_CHARGE, STATE_OF_CHARGE] as const;
  const webhook = await create({ triggers, signals: [ODOMETER] });
  expect(webhook.triggers).toEqual([STATE_OF_CHARGE]);
  expect(webhook.signals).toEqual([ODOMETER, STATE_OF_CHARGE]);
});

describe('a definition is refused, naming the field, when', () => {
  const unknown = 'charge-mood' as SignalCode;
  test.each<[string, Partial<WebhookDefinition>, string]>([
    ['the name is empty', { name: '  ' }, 'name'],
    ['the name is endless', { name: 'x'.repeat(101) }, 'name'],
    ['the name has NUL in it', { name: 'a\0b' }, 'name'],
    ['there is no trigger', { triggers: [] }, 'triggers'],
    ['a trigger is unknown', { triggers: [unknown] }, 'triggers'],
    ['a trigger is an attribute', { triggers: ['vehicleidentification-vin'] }, 'triggers'],
    ['a signal is unknown', { signals: [unknown] }, 'data'],
    ['the error address is plain', { errorUri: 'http://example.com' }, 'errorCallbackUri'],
  ])('%s', async (_when, change, field) => {
    expect(await complaints(create(change))).toEqual([field]);
  });

  test('several fields are wrong, it names all', async () => {
    const attempt = create({ name: '', callbackUri: 'nowhere', triggers: [] });
    expect(await complaints(attempt)).toEqual(['name', 'callbackUri', 'triggers']);
  });
});

describe('a callback', () => {
  const LOCAL = [
    ...['http://localhost:3000/hook', 'http://127.0.0.1/', 'http://[::1]:80/', 'https://localhost'],
    ...['http://app.localhost/', 'http://2130706433/', 'https://[::ffff:127.0.0.1]/'],
  ];
  const NEVER = [
    ...['nowhere', '/hook', 'ftp://example.com', 'javascript:alert(1)', 'http://example.com/hook'],
    ...[
      'https://10.0.0.1',
      'https://169.254.169.254/latest',
      'https://192.168.1.1:8443',
      'http://10.0.0.1',
    ],
    ...['https://[fe80::1]/', 'https://user:pass@example.com', 'https://example.com/#part'],
    ...[
      'https://example.com/a b',
      'https://example.com/\0',
      `https://example.com/${'x'.repeat(2_048)}`,
    ],
  ];
  const ALWAYS = ['https://example.com/hook?key=1', 'https://example.com:8443', 'https://8.8.8.8/'];

  test.each(ALWAYS)('is accepted: %s', async (callbackUri) => {
    expect((await create({ callbackUri })).callbackUri).toBe(callbackUri);
  });

  test.each(NEVER)('is refused, local ones allowed or not: %s', async (callbackUri) => {
    const local = createEngine(database.store);
    for (const one of [engine, local]) {
      const attempt = one.webhooks.create(applicationId, { ...DEFINITION, callbackUri });
      expect(await complaints(attempt)).toEqual(['callbackUri']);
    }
  });

  test.each(LOCAL)('is accepted only when local ones are allowed: %s', async (callbackUri) => {
    expect(await complaints(create({ callbackUri }))).toEqual(['callbackUri']);
    const local = createEngine(database.store);
    expect(
      await complaints(local.webhooks.create(applicationId, { ...DEFINITION, callbackUri })),
    ).toEqual([]);
  });
});

describe('a change', () => {
  test('touches what it names, and the rest stays', async () => {
    const webhook = await create();
    engine.clock.advance(5_000);
    const changed = await engine.webhooks.update(applicationId, webhook.id, { name: 'Renamed' });
    const updatedAt = new Date(START + 5_000);
    expect(changed).toEqual({ ...webhook, name: 'Renamed', updatedAt });
    expect(await engine.webhooks.get(applicationId, webhook.id)).toEqual(changed);
  });

  test('is held to the same rules', async () => {
    const webhook = await create();
    const attempt = engine.webhooks.update(applicationId, webhook.id, {
      callbackUri: 'http://x.y',
    });
    expect(await complaints(attempt)).toEqual(['callbackUri']);
    expect(await engine.webhooks.get(applicationId, webhook.id)).toEqual(webhook);
  });

  test('of the callback asks for a new verification, any other does not', async () => {
    const receiver = await startReceiver();
    const local = createEngine(database.store);
    const { id } = await local.verified(applicationId, {}, receiver);
    const renamed = await local.webhooks.update(applicationId, id, { name: 'Renamed' });
    expect(renamed?.verifiedAt).not.toBeNull();
    const moved = await local.webhooks.update(applicationId, id, {
      callbackUri: `${receiver.url}/2`,
    });
    expect(moved?.verifiedAt).toBeNull();
    receiver.script(answerChallenge(keyOf(applicationId)));
    await local.webhooks.verify(applicationId, id);
    expect((await local.webhooks.get(applicationId, id))?.verifiedAt).not.toBeNull();
    expect(receiver.received.at(-1)?.path).toBe('/hook/2');
    await receiver.close();
  });
});

test('webhooks are listed newest first and removed for good', async () => {
  const first = await create({ name: 'First' });
  engine.clock.advance(1_000);
  const second = await create({ name: 'Second' });
  const names = async () => (await engine.webhooks.list(applicationId)).map(({ name }) => name);
  expect(await names()).toEqual(['Second', 'First']);
  expect(await engine.webhooks.remove(applicationId, second.id)).toBe(true);
  expect(await engine.webhooks.remove(applicationId, second.id)).toBe(false);
  expect(await names()).toEqual(['First']);
  expect(await engine.webhooks.get(applicationId, first.id)).toEqual(first);
});

test('a webhook with subscriptions and events is removed with them', async () => {
  const receiver = await startReceiver();
  const local = createEngine(database.store);
  const car = await insertCar(database.store, applicationId);
  await local.report(car.vehicle, { [STATE_OF_CHARGE]: percent(1) });
  const webhook = await local.verified(applicationId, {}, receiver);
  await local.subscribe(webhook, car);
  expect(await local.webhooks.remove(applicationId, webhook.id)).toBe(true);
  await local.dispatcher.tick();
  await receiver.close();
  expect(receiver.received.map(({ body }) => body.eventType)).toEqual(['VERIFY']);
  expect(await local.webhooks.subscriptions(applicationId, {})).toEqual([]);
});

describe('another application', () => {
  test('neither sees nor changes a webhook', async () => {
    const webhook = await create();
    const stranger = await insertApplication(database.store, 'Stranger');
    const { webhooks } = engine;
    expect(await webhooks.get(stranger, webhook.id)).toBeUndefined();
    expect(await webhooks.list(stranger)).toEqual([]);
    expect(await webhooks.update(stranger, webhook.id, { name: 'Mine' })).toBeUndefined();
    expect(await webhooks.remove(stranger, webhook.id)).toBe(false);
    expect(await webhooks.verify(stranger, webhook.id)).toBeUndefined();
    expect(await webhooks.events(stranger, webhook.id, 10)).toEqual([]);
    expect(await webhooks.get(applicationId, webhook.id)).toEqual(webhook);
  });
});

test.each(['', 'nonsense', "' OR 1=1 --", randomUUID()])(
  'an id that is none leads nowhere: "%s"',
  async (id) => {
    const { webhooks } = engine;
    expect(await webhooks.get(applicationId, id)).toBeUndefined();
    expect(await webhooks.update(applicationId, id, { name: 'x' })).toBeUndefined();
    expect(await webhooks.remove(applicationId, id)).toBe(false);
    expect(await webhooks.verify(applicationId, id)).toBeUndefined();
    expect(await webhooks.subscribe(applicationId, id, id, id)).toBeUndefined();
    expect(await webhooks.unsubscribe(applicationId, id, id)).toBe(false);
    expect(await webhooks.removeSubscription(applicationId, id)).toBe(false);
    expect(await webhooks.subscriptions(applicationId, { vehicleId: id })).toEqual([]);
    expect(await webhooks.events(applicationId, id, 10)).toEqual([]);
  },
);
