import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Webhook, WebhookDefinition } from '../../../src/webhooks/contract.js';
import { insertApplication, insertCar, percent } from '../../support/fixtures.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, STATE_OF_CHARGE } from '../engine.js';

const SECOND = 1_000;

let database: TestStore;
let engine: Engine;
let applicationId: string;
beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = createEngine(database.store);
  applicationId = await insertApplication(database.store);
});

const make = (more: Partial<WebhookDefinition> = {}): Promise<Webhook> =>
  engine.webhooks.create(applicationId, {
    ...{ name: 'Listener', deliveryMethod: 'pull', leaseSeconds: 100 },
    ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
    ...more,
  });
const read = (webhook: Webhook) =>
  engine.webhooks.feed(applicationId, webhook.id, { from: 'oldest', limit: 1, waitMs: 0 });
const isThere = async ({ id }: Webhook): Promise<boolean> =>
  (await engine.webhooks.get(applicationId, id)) !== undefined;

describe('a pulled webhook with a lease', () => {
  test('lasts as long as somebody reads it, and is removed when nobody has for so long', async () => {
    const webhook = await make();
    for (let time = 0; time < 5; time++) {
      engine.clock.advance(80 * SECOND);
      await read(webhook);
      await engine.endLeases();
      expect(await isThere(webhook)).toBe(true);
    }
    engine.clock.advance(99 * SECOND);
    expect(await engine.endLeases()).toBe(0);
    engine.clock.advance(1 * SECOND);
    expect(await engine.endLeases()).toBe(1);
    expect(await isThere(webhook)).toBe(false);
    expect(await read(webhook)).toBeUndefined();
  });

  test('goes with its subscriptions and events, and no car is watched for it any more', async () => {
    const webhook = await make();
    const car = await insertCar(database.store, applicationId);
    await engine.subscribe(webhook, car);
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(50) });
    engine.clock.advance(100 * SECOND);
    await engine.endLeases();
    expect(await engine.webhooks.subscriptions(applicationId, {})).toEqual([]);
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(60) });
    expect(await engine.webhooks.events(applicationId, webhook.id, 10)).toEqual([]);
  });

  test('is renewed when it is changed, and can be given up', async () => {
    const webhook = await make();
    engine.clock.advance(90 * SECOND);
    await engine.webhooks.update(applicationId, webhook.id, { name: 'Mine' });
    engine.clock.advance(90 * SECOND);
    expect(await engine.endLeases()).toBe(0);
    await engine.webhooks.update(applicationId, webhook.id, { leaseSeconds: null });
    engine.clock.advance(1_000 * SECOND);
    expect(await engine.endLeases()).toBe(0);
  });
});

test('a webhook without a lease stays, however long nobody reads it', async () => {
  const webhook = await make({ leaseSeconds: null });
  engine.clock.advance(90 * 86_400 * SECOND);
  expect(await engine.endLeases()).toBe(0);
  expect(await isThere(webhook)).toBe(true);
});

test.each<[string, Partial<WebhookDefinition>]>([
  ['too short', { leaseSeconds: 59 }],
  ['endless', { leaseSeconds: 30 * 86_400 + 1 }],
  ['no whole number', { leaseSeconds: 60.5 }],
  [
    'one of a webhook that is posted to',
    { deliveryMethod: 'push', callbackUri: 'https://a.example' },
  ],
])('a lease that is %s is refused', async (_what, definition) => {
  await expect(make(definition)).rejects.toMatchObject({
    occasion: { detail: [expect.objectContaining({ field: 'leaseSeconds' })] },
  });
});
