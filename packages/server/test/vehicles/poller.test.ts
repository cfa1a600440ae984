import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import { AdapterFailure } from '../../src/oem/contract.js';
import type { ProcessRegister } from '../../src/processes/processes.js';
import type { Store } from '../../src/store/store.js';
import { createPoller, type PollerSettings } from '../../src/vehicles/poller.js';
import { claimPolls, settlePolls } from '../../src/vehicles/polls.store.js';
import { insertApplication, insertCar, percent, reportOf } from '../support/fixtures.js';
import { silentLog } from '../support/log.js';
import { createTestProcess, foundDead } from '../support/processes.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { createFakeAdapter, type FakeAdapter } from './fake-adapter.js';
import { CHARGE, createRig, type Rig, START } from './rig.js';

const EVERY = 60_000;

let database: TestStore;
let store: Store;
let adapter: FakeAdapter;
let rig: Rig;
let applicationId: string;
let self: ProcessRegister;

beforeEach(async () => {
  database = await createTestStore();
  store = database.store;
  adapter = createFakeAdapter({
    ...{ freshForMilliseconds: 10 * EVERY, pollEveryMilliseconds: EVERY },
    read: async () => reportOf({ [CHARGE]: percent(50) }, START),
  });
  rig = createRig(store, adapter);
  applicationId = await insertApplication(store);
  self = createTestProcess(store);
});
afterEach(() => database.close());

const pollerOf = (
  { clock, vehicles, registry }: Rig,
  settings: Partial<PollerSettings> = {},
  processes: ProcessRegister = self,
) => createPoller({ store, clock, vehicles, registry, processes, log: silentLog, settings });

/** By another process, which then says nothing more of the cars. */
const leaseTo = async (processes: ProcessRegister, now = START) =>
  claimPolls(store.db, { process: await processes.self(), now, leaseMs: 30_000, most: 10 });

/** A car that is due now, subscribed to a webhook in the given state. */
const insertPolled = async (
  state: { enabled?: boolean; verified?: boolean } = {},
): Promise<VehicleAccess> => {
  const car = await insertCar(store, applicationId);
  const now = new Date(START);
  const webhookId = randomUUID();
  await store.db
    .insertInto('webhooks')
    .values({
      ...{ id: webhookId, application_id: applicationId, name: 'Fleet', error_uri: null },
      ...{ callback_uri: 'https://example.com', triggers: [CHARGE], signals: [CHARGE] },
      ...{
        auto_subscribe: false,
        enabled: state.enabled ?? true,
        created_at: now,
        updated_at: now,
      },
      verified_at: (state.verified ?? true) ? now : null,
    })
    .execute();
  await store.db
    .insertInto('webhook_subscriptions')
    .values({
      ...{ id: randomUUID(), application_id: applicationId, webhook_id: webhookId },
      ...{ vehicle_id: car.vehicle.id, user_id: car.userId, created_at: now },
    })
    .execute();
  await store.db
    .insertInto('vehicle_polls')
    .values({ vehicle_id: car.vehicle.id, due_at: now })
    .execute();
  return car;
};

const polls = () => store.db.selectFrom('vehicle_polls').selectAll().execute();

test('a due car is asked however fresh its state is, and again at its pace', async () => {
  const car = await insertPolled();
  await rig.vehicles.snapshot(car);
  const poller = pollerOf(rig);
  expect(await poller.tick()).toBe(1);
  expect(await poller.tick()).toBe(0);
  rig.clock.advance(EVERY - 1);
  expect(await poller.tick()).toBe(0);
  rig.clock.advance(1);
  expect(await poller.tick()).toBe(1);
  expect(adapter.reads).toHaveLength(3);
  expect((await rig.signals.latest(car.vehicle))?.signals[CHARGE]?.body).toEqual(percent(50));
});

describe('a car is not asked any more', () => {
  test.each([
    ['when its webhook is disabled', { enabled: false }],
    ['when its webhook is not verified', { verified: false }],
  ])('%s', async (_when, state) => {
    await insertPolled(state);
    expect(await pollerOf(rig).tick()).toBe(0);
    expect(adapter.reads).toEqual([]);
    expect(await polls()).toEqual([]);
  });

  test('when it is disconnected', async () => {
    const { vehicle } = await insertPolled();
    await store.db.deleteFrom('connections').where('vehicle_id', '=', vehicle.id).execute();
    expect(await pollerOf(rig).tick()).toBe(0);
    expect(await polls()).toEqual([]);
  });
});

test('cars that nobody watches do not hide those that somebody does', async () => {
  for (let index = 0; index < 3; index++) await insertPolled({ enabled: false });
  await insertPolled();
  expect(await pollerOf(rig, { slots: 1 }).tick()).toBe(1);
});

test('a car that cannot be read is asked less often and never stops the others', async () => {
  const broken = await insertPolled();
  for (let index = 0; index < 5; index++) await insertPolled();
  adapter.answer(async ({ vehicleId }) => {
    if (vehicleId === broken.vehicle.id) throw new AdapterFailure('VEHICLE_STATE', 'UNREACHABLE');
    return reportOf({ [CHARGE]: percent(50) }, START);
  });
  const poller = pollerOf(rig, { slots: 2 });
  const dueOfBroken = async () =>
    (await polls()).find((poll) => poll.vehicle_id === broken.vehicle.id);

  expect(await poller.tick()).toBe(6);
  expect(await dueOfBroken()).toMatchObject({ failures: 1, due_at: new Date(START + 2 * EVERY) });
  rig.clock.advance(EVERY);
  expect(await poller.tick()).toBe(5);
  rig.clock.advance(EVERY);
  await poller.tick();
  expect(await dueOfBroken()).toMatchObject({ failures: 2, due_at: new Date(START + 6 * EVERY) });

  adapter.answer(async () => reportOf({ [CHARGE]: percent(51) }, START));
  rig.clock.advance(4 * EVERY);
  await poller.tick();
  expect(await dueOfBroken()).toMatchObject({ failures: 0, due_at: new Date(START + 7 * EVERY) });
});

test('several processes share the cars: each is asked once', async () => {
  for (let index = 0; index < 20; index++) await insertPolled();
  const other = createRig(store, adapter);
  const counts = await Promise.all([
    pollerOf(rig, { slots: 3 }).tick(),
    pollerOf(other, { slots: 3 }).tick(),
  ]);
  expect(counts[0] + counts[1]).toBe(20);
  expect(new Set(adapter.reads).size).toBe(20);
  expect(adapter.reads).toHaveLength(20);
});

describe('a car that another process has leased', () => {
  let other: ProcessRegister;
  beforeEach(async () => {
    other = createTestProcess(store);
    await insertPolled();
  });

  test('is asked when the lease is over, though that process lives', async () => {
    await leaseTo(other);
    const poller = pollerOf(rig);
    rig.clock.advance(29_999);
    expect(await poller.tick()).toBe(0);
    rig.clock.advance(1);
    expect(await poller.tick()).toBe(1);
  });

  test('is asked as soon as that process is found dead, and at its pace from then on', async () => {
    await leaseTo(other);
    const poller = pollerOf(rig);
    expect(await poller.tick()).toBe(0);
    expect(await foundDead(store, other, self)).toBe(1);
    expect(await poller.tick()).toBe(1);
    expect(await polls()).toMatchObject([{ due_at: new Date(START + EVERY), process: null }]);
  });

  test('is asked at once when that process stops in good order', async () => {
    const stopping = pollerOf(rig, {}, other);
    await leaseTo(other);
    await stopping.stop();
    await other.stop();
    expect(await pollerOf(rig).tick()).toBe(1);
  });

  test('is not settled any more by a process that counts as gone', async () => {
    const [poll] = (await leaseTo(other)).polls;
    if (!poll) throw new Error('the car was not leased');
    const poller = pollerOf(rig);
    await foundDead(store, other, self);
    await poller.tick();
    const { vehicle, leasedUntil } = poll;
    const dueAt = new Date(START + 9 * EVERY);
    await settlePolls(store.db, [{ vehicleId: vehicle.id, leasedUntil, dueAt, failures: 7 }]);
    expect(await polls()).toMatchObject([{ due_at: new Date(START + EVERY), failures: 0 }]);
  });

  test('is not leased by a process that counts as gone, until it tells that it lives', async () => {
    await other.tick();
    await foundDead(store, other, self);
    expect((await leaseTo(other)).polls).toEqual([]);
    await other.tick();
    expect((await leaseTo(other)).polls).toHaveLength(1);
  });

  test('waits for its next turn when that process had settled it and died since', async () => {
    await pollerOf(rig, {}, other).tick();
    const poller = pollerOf(rig);
    expect(await foundDead(store, other, self)).toBe(1);
    expect(await poller.tick()).toBe(0);
    expect(adapter.reads).toHaveLength(1);
  });
});

test('a car that became due during its turn stays due', async () => {
  const { vehicle } = await insertPolled();
  const { polls: claimed } = await leaseTo(self);
  const [poll] = claimed;
  if (!poll) throw new Error('the car was not claimed');
  const soon = new Date(START + 1);
  await store.db.updateTable('vehicle_polls').set({ due_at: soon }).execute();
  await settlePolls(store.db, [
    {
      ...{ vehicleId: vehicle.id, leasedUntil: poll.leasedUntil, failures: 0 },
      dueAt: new Date(START + EVERY),
    },
  ]);
  expect(await polls()).toMatchObject([{ due_at: soon }]);
});

test('runs by itself and stops when the readings under way have ended', async () => {
  const car = await insertPolled();
  let finish = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    adapter.answer(async () => {
      resolve();
      await new Promise<void>((end) => {
        finish = end;
      });
      return reportOf({ [CHARGE]: percent(77) }, START);
    });
  });
  const poller = pollerOf(rig, { lookEveryMs: 5 });
  poller.start();
  await asked;
  const stopping = poller.stop();
  finish();
  await stopping;
  expect((await rig.signals.latest(car.vehicle))?.signals[CHARGE]?.body).toEqual(percent(77));
  expect(await polls()).toMatchObject([{ due_at: new Date(START + EVERY) }]);
});
