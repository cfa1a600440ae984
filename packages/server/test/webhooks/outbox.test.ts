import { type Permission, signalRow } from '@carport/catalog';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import type { Store } from '../../src/store/store.js';
import { insertApplication, insertCar, kilometers, percent } from '../support/fixtures.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { createEngine, type Engine, LOCATION, ODOMETER, START, STATE_OF_CHARGE } from './engine.js';

let database: TestStore;
let store: Store;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;

beforeEach(async () => {
  database = await createTestStore();
  store = database.store;
  receiver = await startReceiver();
  engine = createEngine(store);
  applicationId = await insertApplication(store);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const SIGNALS = [STATE_OF_CHARGE, ODOMETER, LOCATION] as const;
const here = { latitude: 1, longitude: 2 };

/** A car that was told of once, whose webhook triggers on charge and location and sends all three signals. */
const watchedCar = async (permissions?: readonly Permission[]): Promise<VehicleAccess> => {
  const car = await insertCar(store, applicationId, permissions ? { permissions } : {});
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(50), [LOCATION]: here });
  const triggers = [STATE_OF_CHARGE, LOCATION] as const;
  await engine.subscribe(
    await engine.verified(applicationId, { triggers, signals: SIGNALS }, receiver),
    car,
  );
  await engine.dispatcher.tick();
  return car;
};

/** What came after the VERIFY and the first delivery. */
const news = async () => {
  await engine.dispatcher.tick();
  return receiver.received.slice(2).map(({ body }) => body);
};

const codesOf = (entries: { code: string }[]): string[] => entries.map(({ code }) => code);

describe('an event', () => {
  test('comes for a changed trigger, with all configured signals and one event for several triggers', async () => {
    const { vehicle } = await watchedCar();
    await engine.report(vehicle, {
      ...{ [STATE_OF_CHARGE]: percent(51), [LOCATION]: { latitude: 3, longitude: 4 } },
      [ODOMETER]: kilometers(10),
    });
    const events = await news();
    expect(events).toHaveLength(1);
    expect(codesOf(events[0].data.triggers)).toEqual([STATE_OF_CHARGE, LOCATION]);
    expect(codesOf(events[0].data.signals)).toEqual([...SIGNALS]);
    expect(events[0]).toMatchObject({
      ...{ eventType: 'VEHICLE_STATE', vehicleId: vehicle.id },
      meta: { mode: 'SIMULATED', signalCount: 3, sequence: 2 },
    });
  });

  test.each([
    ['for a change that is no trigger', { [ODOMETER]: kilometers(10) }],
    ['for the same value again', { [STATE_OF_CHARGE]: percent(50), [LOCATION]: here }],
  ])('does not come %s', async (_when, bodies) => {
    const { vehicle } = await watchedCar();
    await engine.report(vehicle, bodies);
    expect(await news()).toEqual([]);
  });

  test('does not come for a car that is not subscribed', async () => {
    await watchedCar();
    const other = await insertCar(store, applicationId);
    await engine.report(other.vehicle, { [STATE_OF_CHARGE]: percent(1) });
    expect(await news()).toEqual([]);
  });

  test('comes for each webhook by itself', async () => {
    const car = await watchedCar();
    const other = await startReceiver();
    await engine.subscribe(await engine.verified(applicationId, { name: 'Other' }, other), car);
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(51) });
    const [mine] = await news();
    await other.close();
    const theirs = other.received.at(-1)?.body;
    expect(theirs.meta.webhookName).toBe('Other');
    expect(theirs.eventId).not.toBe(mine.eventId);
    expect(codesOf(theirs.data.signals)).toEqual([STATE_OF_CHARGE]);
  });

  test('tells the state of its own change, however late it is delivered', async () => {
    const { vehicle } = await watchedCar();
    for (const value of [51, 52, 53]) {
      await engine.report(vehicle, { [STATE_OF_CHARGE]: percent(value) });
    }
    const told = (await news()).map((one) => [one.meta.sequence, one.data.signals[0].body.value]);
    expect(told.sort()).toEqual([
      [2, 51],
      [3, 52],
      [4, 53],
    ]);
  });
});

describe('what the owner did not grant', () => {
  const granted: readonly Permission[] = ['read_battery', 'read_odometer'];

  test('is named and not told', async () => {
    const { vehicle } = await watchedCar(granted);
    await engine.report(vehicle, { [STATE_OF_CHARGE]: percent(51) });
    const [event] = await news();
    const [charge, odometer, location] = event.data.signals;
    expect(charge.status.value).toBe('SUCCESS');
    expect(odometer.status.error).toEqual({ type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' });
    expect(location.status).toEqual({ value: 'ERROR', error: { type: 'PERMISSION', code: null } });
    expect(JSON.stringify(receiver.received)).not.toContain('latitude');
  });

  test('does not trigger either', async () => {
    const { vehicle } = await watchedCar(granted);
    await engine.report(vehicle, { [LOCATION]: { latitude: 3, longitude: 4 } });
    expect(await news()).toEqual([]);
    await engine.report(vehicle, {
      ...{ [STATE_OF_CHARGE]: percent(51), [LOCATION]: { latitude: 5, longitude: 6 } },
    });
    const [event] = await news();
    expect(codesOf(event.data.triggers)).toEqual([STATE_OF_CHARGE]);
  });
});

describe('state and event are written together', () => {
  const state = (id: string) =>
    store.db
      .selectFrom('vehicle_signals')
      .selectAll()
      .where('vehicle_id', '=', id)
      .executeTakeFirst();

  test('or, when the event cannot be, not at all', async () => {
    const { vehicle } = await watchedCar();
    const before = await state(vehicle.id);
    await store.db.schema.alterTable('webhook_events').renameTo('webhook_events_away').execute();
    await expect(engine.report(vehicle, { [STATE_OF_CHARGE]: percent(51) })).rejects.toThrow();
    expect(await state(vehicle.id)).toEqual(before);
    await store.db.schema.alterTable('webhook_events_away').renameTo('webhook_events').execute();
    await engine.report(vehicle, { [STATE_OF_CHARGE]: percent(51) });
    expect(await news()).toHaveLength(1);
  });
});

test('an event that is too large is dead from the start and is not sent', async () => {
  const car = await insertCar(store, applicationId);
  const records = 'charge-chargerecords';
  const webhook = await engine.verified(applicationId, { signals: [records] }, receiver);
  await engine.subscribe(webhook, car);
  const example = signalRow(records).example as { values: unknown[] };
  const many = { ...example, values: Array.from({ length: 400 }, () => example.values[0]) };
  await engine.report(car.vehicle, { [records]: many });
  expect(await engine.dispatcher.tick()).toBe(0);
  const events = await engine.webhooks.events(applicationId, webhook.id, 10);
  expect(events.find(({ type }) => type === 'VEHICLE_STATE')).toMatchObject({
    ...{ status: 'dead', attempts: [] },
  });
});

test('finished events are pruned by their age with their deliveries, pending ones stay', async () => {
  const { vehicle } = await watchedCar();
  engine.clock.advance(60_000);
  receiver.script(500);
  await engine.report(vehicle, { [STATE_OF_CHARGE]: percent(51) });
  await engine.dispatcher.tick();
  // The VERIFY and the first delivery are over, the change waits for its second attempt.
  expect(await engine.pruneEvents(new Date(START))).toBe(0);
  expect(await engine.pruneEvents(new Date(engine.clock.now() + 1))).toBe(2);
  const kept = await store.db.selectFrom('webhook_events').select('id').execute();
  const queued = await store.db.selectFrom('webhook_queue').select('event_id as id').execute();
  expect(kept).toHaveLength(1);
  expect(kept).toEqual(queued);
  const deliveries = await store.db
    .selectFrom('webhook_deliveries')
    .select('status_code')
    .execute();
  expect(deliveries).toEqual([{ status_code: 500 }]);
});
