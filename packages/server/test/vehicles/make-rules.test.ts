import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import type { CommandCall } from '../../src/oem/contract.js';
import type { Store } from '../../src/store/store.js';
import { insertApplication, insertCar, percent, reportOf } from '../support/fixtures.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { createFakeAdapter, type FakeAdapter } from './fake-adapter.js';
import { CHARGE, createRig, type Rig } from './rig.js';

const DAY = 24 * 60 * 60 * 1_000;
const START: CommandCall = { id: 'charge-start', parameters: {} };
const STOP: CommandCall = { id: 'charge-stop', parameters: {} };

let database: TestStore;
let store: Store;
let adapter: FakeAdapter;
let rig: Rig;
let applicationId: string;
let obeyed: CommandCall[];

beforeAll(async () => {
  database = await createTestStore();
  store = database.store;
  applicationId = await insertApplication(store);
});
afterAll(() => database.close());
beforeEach(() => {
  obeyed = [];
  adapter = createFakeAdapter({
    command: async (_car, call) => {
      obeyed.push(call);
      return { entries: [] };
    },
  });
  rig = createRig(store, adapter);
});

const carOf = (make: string, country = 'US'): Promise<VehicleAccess> =>
  insertCar(store, applicationId, { make, country });
const charged = (value: number, updatedAt = rig.clock.now()): void =>
  adapter.answer(async () => reportOf({ [CHARGE]: percent(value) }, updatedAt));
const refused = (type: string, code: string) => ({ row: { type, code } });

describe('a battery that is too empty for a command', () => {
  const lowBattery = refused('VEHICLE_STATE', 'LOW_BATTERY');

  test.each([
    ['CHEVROLET', START, 49],
    ['CADILLAC', STOP, 49],
    ['POLESTAR', STOP, 39],
  ])('keeps a %s from it: %j at %i percent', async (make, call, percentage) => {
    charged(percentage);
    const car = await carOf(make, make === 'POLESTAR' ? 'DE' : 'US');
    await expect(rig.vehicles.command(car, call)).rejects.toMatchObject(lowBattery);
    expect(obeyed).toEqual([]);
  });

  test.each([
    ['CHEVROLET', START, 50],
    ['POLESTAR', STOP, 40],
    ['POLESTAR', START, 5],
    ['TESLA', START, 1],
  ])('is none for a %s: %j at %i percent', async (make, call, percentage) => {
    charged(percentage);
    const car = await carOf(make, make === 'POLESTAR' ? 'DE' : 'US');
    await rig.vehicles.command(car, call);
    expect(obeyed).toEqual([call]);
  });

  test('is not guessed at where the car does not tell its charge', async () => {
    adapter.answer(async () => ({
      entries: [{ code: CHARGE, error: { type: 'UPSTREAM', code: 'NO_RESPONSE' } }],
    }));
    await rig.vehicles.command(await carOf('CHEVROLET'), START);
    expect(obeyed).toEqual([START]);
  });
});

describe('news more than a month old', () => {
  test.each(['BMW', 'MINI'])('mean for a %s that the subscription has run out', async (make) => {
    charged(50, rig.clock.now() - 32 * DAY);
    const car = await carOf(make, 'DE');
    await expect(rig.vehicles.snapshot(car)).rejects.toMatchObject(
      refused('CONNECTED_SERVICES_ACCOUNT', 'SUBSCRIPTION'),
    );
  });

  test('are told of any other car, and of a BMW while they are younger', async () => {
    charged(50, rig.clock.now() - 30 * DAY);
    await rig.vehicles.snapshot(await carOf('BMW', 'DE'));
    charged(50, rig.clock.now() - 400 * DAY);
    const { signals } = await rig.vehicles.snapshot(await carOf('FORD'));
    expect(signals[CHARGE]?.body).toEqual(percent(50));
  });
});
