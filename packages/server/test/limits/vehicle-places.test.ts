import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import { createVehiclePlaces, type VehiclePlaces } from '../../src/limits/vehicle-places.js';
import { createManualClock } from '../../src/platform/clock.js';
import { eventually } from '../support/eventually.js';
import { type CarOptions, insertApplication, insertCar } from '../support/fixtures.js';
import { createTestStore, type TestStore } from '../support/store.js';

let under: TestStore;
let applicationId: string;
let places: VehiclePlaces;
const clock = createManualClock(Date.UTC(2026, 5, 1));

beforeAll(async () => {
  under = await createTestStore();
});
afterAll(() => under.close());

beforeEach(async () => {
  applicationId = await insertApplication(under.store);
  places = createVehiclePlaces({ store: under.store, clock, modes: ['live'] });
});

/** Connected on that day of May. */
const connect = async (day: number, options: CarOptions = {}): Promise<VehicleAccess> => {
  const access = await insertCar(under.store, applicationId, { mode: 'live', ...options });
  await under.store.db
    .updateTable('vehicles')
    .set({ created_at: new Date(Date.UTC(2026, 4, day)) })
    .where('id', '=', access.vehicle.id)
    .execute();
  return access;
};

const disconnect = async ({ vehicle }: VehicleAccess): Promise<void> => {
  await under.store.db.deleteFrom('connections').where('vehicle_id', '=', vehicle.id).execute();
  await under.store.notify('grants', vehicle.id);
};

test('the cars that came first have the places', async () => {
  const third = await connect(3);
  const first = await connect(1);
  const second = await connect(2);
  expect(await places.has(first, 2)).toBe(true);
  expect(await places.has(second, 2)).toBe(true);
  expect(await places.has(third, 2)).toBe(false);
  expect(await places.has(third, 3)).toBe(true);
});

test('no places are for no car', async () => {
  expect(await places.has(await connect(1), 0)).toBe(false);
});

test('a car that comes later finds the place that was free', async () => {
  expect(await places.has(await connect(1), 3)).toBe(true);
  const [second, third, fourth] = [await connect(2), await connect(3), await connect(4)];
  expect(await places.has(fourth, 3)).toBe(false);
  expect(await places.has(third, 3)).toBe(true);
  expect(await places.has(second, 3)).toBe(true);
});

test('a place that becomes free goes to the next car', async () => {
  const [first, second] = [await connect(1), await connect(2)];
  expect(await places.has(second, 1)).toBe(false);
  await disconnect(first);
  await eventually(async () => expect(await places.has(second, 1)).toBe(true));
});

test('cars of other modes and of other applications take no place', async () => {
  await connect(1, { mode: 'simulated' });
  await insertCar(under.store, await insertApplication(under.store), { mode: 'live' });
  expect(await places.has(await connect(2), 1)).toBe(true);
});
