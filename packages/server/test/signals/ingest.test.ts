import { randomUUID } from 'node:crypto';
import type { SignalCode } from '@carport/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Vehicle } from '../../src/access/access.js';
import { createManualClock, type ManualClock } from '../../src/platform/clock.js';
import type { Signals, WebhookOutbox } from '../../src/signals/contract.js';
import { createSignals } from '../../src/signals/signals.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import {
  insertApplication,
  insertCar,
  kilometers,
  percent,
  reportOf,
} from '../support/fixtures.js';
import { silentLog } from '../support/log.js';
import { createTestStore, type TestStore } from '../support/store.js';

const CHARGE = 'tractionbattery-stateofcharge';
const ODOMETER = 'odometer-traveleddistance';
const START = Date.UTC(2026, 0, 5, 8);

let database: TestStore;
let store: Store;
let clock: ManualClock;
let signals: Signals;
let vehicle: Vehicle;
/** What the outbox was told, in order. */
let told: { changed: readonly SignalCode[]; revision: number }[];
let wakes: number;

const outbox: WebhookOutbox = {
  recordChanges: async (_tx, _vehicle, changed, { revision }) => {
    told.push({ changed, revision });
    return true;
  },
  recordErrors: async () => false,
  wake: () => {
    wakes++;
  },
};
const createService = (of: Store = store, to: WebhookOutbox = outbox): Signals =>
  createSignals({ store: of, clock, outbox: to, log: silentLog });

beforeAll(async () => {
  database = await createTestStore();
  store = database.store;
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = createManualClock(START);
  told = [];
  wakes = 0;
  signals = createService();
  ({ vehicle } = await insertCar(store, await insertApplication(store)));
});

const say = (bodies: Partial<Record<SignalCode, unknown>>) =>
  signals.ingest(vehicle, reportOf(bodies, clock.now()));

const history = () =>
  store.db
    .selectFrom('signal_history')
    .select(['revision', 'changes', 'recorded_at'])
    .where('vehicle_id', '=', vehicle.id)
    .orderBy('revision')
    .execute();

const stored = () =>
  store.db
    .selectFrom('vehicle_signals')
    .selectAll()
    .where('vehicle_id', '=', vehicle.id)
    .executeTakeFirst();

test('the first report is kept, with its history, and told to the outbox', async () => {
  const snapshot = await say({ [CHARGE]: percent(50), [ODOMETER]: kilometers(10) });
  expect(snapshot).toMatchObject({ vehicleId: vehicle.id, revision: 1, fetchedAt: START });
  expect(await stored()).toMatchObject({ revision: 1, signals: snapshot.signals });
  expect(await history()).toEqual([
    { revision: 1, changes: snapshot.signals, recorded_at: new Date(START) },
  ]);
  expect(told).toEqual([{ changed: [CHARGE, ODOMETER], revision: 1 }]);
  expect(wakes).toBe(1);
});

test('a later report writes only what it changed into the history', async () => {
  await say({ [CHARGE]: percent(50), [ODOMETER]: kilometers(10) });
  clock.advance(1_000);
  const snapshot = await say({ [CHARGE]: percent(51), [ODOMETER]: kilometers(10) });
  const [, second] = await history();
  expect(second?.changes).toEqual({ [CHARGE]: snapshot.signals[CHARGE] });
  expect(told.at(-1)).toEqual({ changed: [CHARGE], revision: 2 });
});

test('a report that changes nothing writes nothing, and is the newest state all the same', async () => {
  await say({ [CHARGE]: percent(50) });
  const before = await stored();
  clock.advance(60_000);
  const snapshot = await say({ [CHARGE]: { value: 50, unit: 'percent' } });
  expect(await stored()).toEqual(before);
  expect(await history()).toHaveLength(1);
  expect(told).toHaveLength(1);
  expect(wakes).toBe(1);
  expect(snapshot).toMatchObject({ revision: 1, fetchedAt: START + 60_000 });
  expect(signals.latest(vehicle)).toBe(snapshot);
});

test('malformed entries are left out of an otherwise good report', async () => {
  const snapshot = await say({ [CHARGE]: { value: 'much' }, [ODOMETER]: kilometers(10) });
  expect(Object.keys(snapshot.signals)).toEqual([ODOMETER]);
});

test('an outbox that fails takes the state back with it', async () => {
  await say({ [CHARGE]: percent(50) });
  const before = await stored();
  const failing = createService(store, {
    ...outbox,
    recordChanges: async (tx) => {
      await tx.deleteFrom('signal_history').where('vehicle_id', '=', vehicle.id).execute();
      throw new Error('outbox full');
    },
  });
  const report = reportOf({ [CHARGE]: percent(51) }, clock.now());
  await expect(failing.ingest(vehicle, report)).rejects.toThrow('outbox full');
  expect(await stored()).toEqual(before);
  expect(await history()).toHaveLength(1);
  expect(wakes).toBe(1);
  expect((await failing.latest(vehicle))?.signals[CHARGE]?.body).toEqual(percent(50));
});

test('reports that come at once lose no revision and no change', async () => {
  const values = Array.from({ length: 20 }, (_, index) => index);
  await Promise.all(values.map((value) => say({ [CHARGE]: percent(value) })));
  const rows = await history();
  expect(rows.map(({ revision }) => revision)).toEqual(rows.map((_, index) => index + 1));
  const last = rows.at(-1)?.changes as Record<string, unknown>;
  expect((await stored())?.signals).toEqual(last);
  expect(told.map(({ revision }) => revision)).toEqual(rows.map(({ revision }) => revision));
});

test("a car's first reports at once are all taken in", async () => {
  const codes = { [CHARGE]: percent(1), [ODOMETER]: kilometers(1) };
  await Promise.all(Object.entries(codes).map(([code, body]) => say({ [code]: body })));
  expect(Object.keys((await stored())?.signals as object).sort()).toEqual([ODOMETER, CHARGE]);
});

test('a car that is gone, or of another application, is refused', async () => {
  const stranger = { ...vehicle, applicationId: randomUUID() };
  for (const one of [stranger, { ...vehicle, id: randomUUID() }]) {
    await expect(
      signals.ingest(one, reportOf({ [CHARGE]: percent(1) }, START)),
    ).rejects.toMatchObject({ row: { type: 'AUTHENTICATION' } });
  }
  expect(await stored()).toBeUndefined();
});

describe('the newest state', () => {
  test('is there at once after a report, and null before the first', async () => {
    expect(await signals.latest(vehicle)).toBeNull();
    const snapshot = await say({ [CHARGE]: percent(50) });
    expect(signals.latest(vehicle)).toBe(snapshot);
  });

  test('is read from the store by a process that did not see the report', async () => {
    const snapshot = await say({ [CHARGE]: percent(50) });
    expect(await createService().latest(vehicle)).toEqual(snapshot);
  });

  test('is not told to another application', async () => {
    await say({ [CHARGE]: percent(50) });
    expect(await signals.latest({ id: vehicle.id, applicationId: randomUUID() })).toBeNull();
  });

  test('is forgotten when another process changes it', async () => {
    const elsewhere = await openStore({ url: database.url, log: silentLog, maxConnections: 2 });
    const other = createService(elsewhere);
    await say({ [CHARGE]: percent(50) });
    await other.ingest(vehicle, reportOf({ [CHARGE]: percent(51) }, START));
    await vi.waitFor(async () => {
      expect((await signals.latest(vehicle))?.signals[CHARGE]?.body).toEqual(percent(51));
    });
    await elsewhere.close();
  });
});

test('history is pruned by its age, the newest values stay', async () => {
  // A day before the history of the other tests.
  clock.set(START - 86_400_000);
  await say({ [CHARGE]: percent(50) });
  clock.advance(60_000);
  await say({ [CHARGE]: percent(51) });
  expect(await signals.pruneHistory(new Date(clock.now()))).toBe(1);
  expect((await history()).map(({ revision }) => revision)).toEqual([2]);
  expect(await signals.pruneHistory(new Date(clock.now()))).toBe(0);
  expect((await stored())?.revision).toBe(2);
});
