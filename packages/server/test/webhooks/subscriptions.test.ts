import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import type { Store } from '../../src/store/store.js';
import type { Webhook } from '../../src/webhooks/contract.js';
import { eventually } from '../support/eventually.js';
import { insertApplication, insertCar, kilometers, percent } from '../support/fixtures.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
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
let store: Store;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;
let car: VehicleAccess;

beforeEach(async () => {
  database = await createTestStore();
  store = database.store;
  receiver = await startReceiver();
  engine = createEngine(store);
  applicationId = await insertApplication(store);
  car = await insertCar(store, applicationId);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const FIRST = { code: 'FIRST_DELIVERY' };
const CHARGE = { code: STATE_OF_CHARGE, name: 'StateOfCharge', group: 'TractionBattery' };

const charged = (value: number, { vehicle } = car) =>
  engine.report(vehicle, { [STATE_OF_CHARGE]: percent(value) });

/** The triggers of all events that came, after everything due was sent. */
const triggers = async (): Promise<unknown[]> => {
  await engine.dispatcher.tick();
  return receiver.received.flatMap(({ body }) => (body.data.triggers ? [body.data.triggers] : []));
};

const unverified = (autoSubscribe = false): Promise<Webhook> =>
  engine.webhooks.create(applicationId, {
    ...{ name: 'Fleet', callbackUri: receiver.url, autoSubscribe },
    ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
  });

const verify = async ({ id }: Webhook): Promise<void> => {
  receiver.script(answerChallenge(keyOf(applicationId)));
  await engine.webhooks.verify(applicationId, id);
};

const polled = async (): Promise<string[]> => {
  const rows = await store.db
    .selectFrom('vehicle_polls')
    .select(['vehicle_id', 'due_at'])
    .execute();
  return rows
    .filter((row) => row.due_at <= new Date(engine.clock.now()))
    .map((row) => row.vehicle_id);
};

const connect = (access: VehicleAccess) =>
  store.transaction((tx) =>
    engine.autoSubscribe.connectionCreated(tx, {
      ...{ applicationId, userId: access.userId, vehicleId: access.vehicle.id },
    }),
  );

describe('subscribing', () => {
  test('answers with the subscription, then that it exists', async () => {
    const { id } = await unverified();
    const made = await engine.webhooks.subscribe(applicationId, id, car.vehicle.id, car.userId);
    expect(made).toEqual({
      ...{ id: expect.any(String), webhookId: id, vehicleId: car.vehicle.id, userId: car.userId },
      createdAt: new Date(START),
    });
    expect(await engine.webhooks.subscribe(applicationId, id, car.vehicle.id, car.userId)).toBe(
      'exists',
    );
    expect(await engine.webhooks.subscriptions(applicationId, {})).toEqual([made]);
  });

  test('leads nowhere without webhook or connection, or across applications', async () => {
    const { id } = await unverified();
    const stranger = await insertCar(store, await insertApplication(store, 'Stranger'));
    const { subscribe } = engine.webhooks;
    expect(
      await subscribe(applicationId, randomUUID(), car.vehicle.id, car.userId),
    ).toBeUndefined();
    expect(await subscribe(applicationId, id, car.vehicle.id, stranger.userId)).toBeUndefined();
    expect(
      await subscribe(applicationId, id, stranger.vehicle.id, stranger.userId),
    ).toBeUndefined();
    const { vehicle, userId } = stranger;
    expect(await subscribe(stranger.applicationId, id, vehicle.id, userId)).toBeUndefined();
    expect(await engine.webhooks.subscriptions(applicationId, {})).toEqual([]);
  });

  test('leads nowhere while the connection is being ended', async () => {
    const { id } = await unverified();
    const { vehicle, userId } = car;
    let outcome: ReturnType<typeof engine.webhooks.subscribe> | undefined;
    await store.transaction(async (tx) => {
      await tx.deleteFrom('connections').where('vehicle_id', '=', vehicle.id).execute();
      outcome = engine.webhooks.subscribe(applicationId, id, vehicle.id, userId);
      await eventually(async () => {
        const { rows } = await sql`
          SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
        `.execute(store.db);
        expect(rows).toHaveLength(1);
      });
    });
    expect(await outcome).toBeUndefined();
  });

  test('subscriptions are listed by webhook, car and user', async () => {
    const [first, second] = [await unverified(), await unverified()];
    const other = await insertCar(store, applicationId);
    await engine.subscribe(first, car);
    await engine.subscribe(second, car);
    await engine.subscribe(second, other);
    const count = async (filter: Parameters<Engine['webhooks']['subscriptions']>[1]) =>
      (await engine.webhooks.subscriptions(applicationId, filter)).length;
    expect(await count({})).toBe(3);
    expect(await count({ webhookId: second.id })).toBe(2);
    expect(await count({ vehicleId: car.vehicle.id })).toBe(2);
    expect(await count({ userId: other.userId, webhookId: first.id })).toBe(0);
  });

  test.each(['by car', 'by its id'])('ends %s, with what was waiting to be sent', async (how) => {
    await charged(50);
    const webhook = await engine.verified(applicationId, {}, receiver);
    await engine.subscribe(webhook, car);
    const [subscription] = await engine.webhooks.subscriptions(applicationId, {});
    const end = () =>
      how === 'by car'
        ? engine.webhooks.unsubscribe(applicationId, webhook.id, car.vehicle.id)
        : engine.webhooks.removeSubscription(applicationId, subscription?.id ?? '');
    expect(await end()).toBe(true);
    expect(await end()).toBe(false);
    await charged(51);
    expect(await triggers()).toEqual([]);
    const events = await engine.webhooks.events(applicationId, webhook.id, 10);
    expect(events.map(({ status }) => status).sort()).toEqual(['delivered', 'dropped']);
  });
});

describe('a first delivery', () => {
  test('comes at once when the car is known', async () => {
    await charged(50);
    await engine.subscribe(await engine.verified(applicationId, {}, receiver), car);
    expect(await triggers()).toEqual([[FIRST]]);
    expect(receiver.received[1]?.body.data.signals[0].body).toEqual(percent(50));
  });

  test("comes with the car's first report when it is not", async () => {
    await engine.subscribe(await engine.verified(applicationId, {}, receiver), car);
    expect(await triggers()).toEqual([]);
    await charged(50);
    expect(await triggers()).toEqual([[FIRST]]);
    await charged(51);
    expect(await triggers()).toEqual([[FIRST], [CHARGE]]);
  });

  test('comes even with a first report that triggers nothing', async () => {
    await engine.subscribe(await engine.verified(applicationId, {}, receiver), car);
    await engine.report(car.vehicle, { [ODOMETER]: kilometers(10) });
    expect(await triggers()).toEqual([[FIRST]]);
  });

  test('of cars that were subscribed before comes with the verification, once', async () => {
    await charged(50);
    const webhook = await unverified();
    await engine.subscribe(webhook, car);
    await charged(51);
    expect(await triggers()).toEqual([]);
    await verify(webhook);
    expect(await triggers()).toEqual([[FIRST]]);
    await verify(webhook);
    expect(await triggers()).toEqual([[FIRST]]);
  });

  test('comes again after unsubscribing and subscribing', async () => {
    await charged(50);
    const webhook = await engine.verified(applicationId, {}, receiver);
    await engine.subscribe(webhook, car);
    await triggers();
    await engine.webhooks.unsubscribe(applicationId, webhook.id, car.vehicle.id);
    await engine.subscribe(webhook, car);
    expect(await triggers()).toEqual([[FIRST], [FIRST]]);
  });

  test('that was owed when a process died is made by the next look', async () => {
    await charged(50);
    const webhook = await engine.verified(applicationId, {}, receiver);
    await engine.subscribe(webhook, car);
    await triggers();
    await store.db.updateTable('webhook_subscriptions').set({ awaits_first: true }).execute();
    const restarted = createEngine(store, {}, engine.clock);
    await restarted.dispatcher.tick();
    await restarted.dispatcher.stop();
    expect(await triggers()).toEqual([[FIRST], [FIRST]]);
  });

  test('is made once by processes that look at the same time', async () => {
    await charged(50);
    const webhook = await unverified();
    await engine.subscribe(webhook, car);
    await store.db
      .updateTable('webhooks')
      .set({ verified_at: new Date(START) })
      .execute();
    await store.db.updateTable('webhook_subscriptions').set({ awaits_first: true }).execute();
    const others = [createEngine(store, {}, engine.clock), createEngine(store, {}, engine.clock)];
    await Promise.all([charged(51), ...others.map((one) => one.dispatcher.tick())]);
    const came = (await triggers()).flat();
    await Promise.all(others.map((one) => one.dispatcher.stop()));
    expect(came.filter((one) => JSON.stringify(one) === JSON.stringify(FIRST))).toHaveLength(1);
    // Whoever made it, the change itself was told, alone or with it.
    expect(came.filter((one) => JSON.stringify(one) === JSON.stringify(CHARGE))).toHaveLength(1);
  });
});

describe('a disabled webhook', () => {
  let webhook: Webhook;
  const enable = (isEnabled: boolean) =>
    engine.webhooks.update(applicationId, webhook.id, { isEnabled });

  beforeEach(async () => {
    await charged(50);
    webhook = await engine.verified(applicationId, {}, receiver);
    await engine.subscribe(webhook, car);
    await triggers();
    engine.clock.advance(1_000);
  });

  test('loses what was waiting and is told of nothing that happens meanwhile', async () => {
    receiver.script(500);
    await charged(51);
    await triggers();
    await enable(false);
    await charged(52);
    engine.clock.advance(3_600_000);
    expect(await triggers()).toHaveLength(2);
    const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(event).toMatchObject({ status: 'dropped', attempts: [{ statusCode: 500 }] });
  });

  test('gets the current state, and only that, when it is enabled again', async () => {
    await enable(false);
    await charged(52);
    await charged(53);
    await enable(true);
    expect(await triggers()).toEqual([[FIRST], [FIRST]]);
    expect(receiver.received.at(-1)?.body.data.signals[0].body).toEqual(percent(53));
  });

  test('that is enabled twice gets it once', async () => {
    await enable(false);
    await enable(true);
    await enable(true);
    expect(await triggers()).toEqual([[FIRST], [FIRST]]);
  });

  test('stops an event that was claimed before and not yet sent', async () => {
    await charged(51);
    await store.db.updateTable('webhooks').set({ enabled: false }).execute();
    expect(await triggers()).toEqual([[FIRST]]);
    const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(event).toMatchObject({ status: 'dropped', attempts: [] });
  });
});

test('a callback that moves is told nothing until it is verified, and then the current state', async () => {
  await charged(50);
  const webhook = await engine.verified(applicationId, {}, receiver);
  await engine.subscribe(webhook, car);
  await triggers();
  await charged(51);
  await engine.webhooks.update(applicationId, webhook.id, { callbackUri: `${receiver.url}/2` });
  await charged(52);
  expect(await triggers()).toEqual([[FIRST]]);
  await verify(webhook);
  expect(await triggers()).toEqual([[FIRST], [FIRST]]);
  expect(receiver.received.at(-1)).toMatchObject({ path: '/hook/2' });
});

test('an owner who disconnects is not told about any more, not even what was waiting', async () => {
  await charged(50);
  const webhook = await engine.verified(applicationId, {}, receiver);
  await engine.subscribe(webhook, car);
  await store.db.deleteFrom('connections').where('vehicle_id', '=', car.vehicle.id).execute();
  await charged(51);
  expect(await triggers()).toEqual([]);
  expect(await engine.webhooks.subscriptions(applicationId, {})).toEqual([]);
});

describe('auto-subscription', () => {
  const subscribed = async () =>
    (await engine.webhooks.subscriptions(applicationId, {})).map(({ vehicleId }) => vehicleId);

  test('takes in the connections that exist, and those that are made later', async () => {
    const webhook = await unverified(true);
    expect(await subscribed()).toEqual([car.vehicle.id]);
    const later = await insertCar(store, applicationId);
    await connect(later);
    expect((await subscribed()).sort()).toEqual([car.vehicle.id, later.vehicle.id].sort());
    await charged(50);
    await charged(60, later);
    await verify(webhook);
    expect(await triggers()).toEqual([[FIRST], [FIRST]]);
  });

  test('of a connection that is made again changes nothing', async () => {
    await unverified(true);
    await connect(car);
    expect(await subscribed()).toEqual([car.vehicle.id]);
  });

  test('can be turned on later, and then sends first deliveries', async () => {
    await charged(50);
    const webhook = await engine.verified(applicationId, {}, receiver);
    expect(await subscribed()).toEqual([]);
    await engine.webhooks.update(applicationId, webhook.id, { autoSubscribe: true });
    expect(await subscribed()).toEqual([car.vehicle.id]);
    expect(await triggers()).toEqual([[FIRST]]);
  });

  test('turned off, keeps the cars that it took in and takes in no more', async () => {
    const webhook = await unverified(true);
    await engine.webhooks.update(applicationId, webhook.id, { autoSubscribe: false });
    await connect(await insertCar(store, applicationId));
    expect(await subscribed()).toEqual([car.vehicle.id]);
  });

  test('is for each webhook that has it, and for none that has not', async () => {
    const webhooks = [await unverified(true), await unverified(false), await unverified(true)];
    const later = await insertCar(store, applicationId);
    await connect(later);
    const subscribedTo = async ({ id: webhookId }: Webhook) =>
      (await engine.webhooks.subscriptions(applicationId, { webhookId })).length;
    expect(await Promise.all(webhooks.map(subscribedTo))).toEqual([2, 0, 2]);
  });

  test('leaves out a car that was unsubscribed until its owner consents anew', async () => {
    const webhook = await unverified(true);
    await engine.webhooks.unsubscribe(applicationId, webhook.id, car.vehicle.id);
    await engine.webhooks.update(applicationId, webhook.id, { autoSubscribe: true });
    expect(await subscribed()).toEqual([]);
    await connect(car);
    expect(await subscribed()).toEqual([car.vehicle.id]);
  });

  test('stays within its application', async () => {
    await unverified(true);
    const stranger = await insertCar(store, await insertApplication(store, 'Stranger'));
    await store.transaction((tx) =>
      engine.autoSubscribe.connectionCreated(tx, {
        ...{ applicationId: stranger.applicationId, userId: stranger.userId },
        vehicleId: stranger.vehicle.id,
      }),
    );
    expect(await subscribed()).toEqual([car.vehicle.id]);
    expect(await engine.webhooks.subscriptions(stranger.applicationId, {})).toEqual([]);
  });

  test('misses no connection that is made while the webhook is', async () => {
    for (let round = 0; round < 10; round++) {
      const made = insertCar(store, applicationId).then(async (access) => {
        await connect(access);
        return access.vehicle.id;
      });
      const [webhook, vehicleId] = await Promise.all([unverified(true), made]);
      const mine = await engine.webhooks.subscriptions(applicationId, { webhookId: webhook.id });
      expect(mine.map((one) => one.vehicleId)).toContain(vehicleId);
    }
  });
});

describe('a car is due to be polled', () => {
  test('as soon as an active webhook watches it', async () => {
    const webhook = await unverified();
    await engine.subscribe(webhook, car);
    expect(await polled()).toEqual([]);
    await verify(webhook);
    expect(await polled()).toEqual([car.vehicle.id]);
    const later = await insertCar(store, applicationId);
    await engine.subscribe(webhook, later);
    expect((await polled()).sort()).toEqual([car.vehicle.id, later.vehicle.id].sort());
  });

  test('at once, although its turn was far off, when another webhook begins to watch it', async () => {
    await engine.subscribe(await engine.verified(applicationId, {}, receiver), car);
    const farOff = new Date(START + 3_600_000);
    await store.db.updateTable('vehicle_polls').set({ due_at: farOff }).execute();
    await engine.subscribe(await engine.verified(applicationId, {}, receiver), car);
    expect(await polled()).toEqual([car.vehicle.id]);
  });
});
