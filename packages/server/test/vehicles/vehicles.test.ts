import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import { credentialsContext } from '../../src/access/oem-credentials.js';
import { AdapterFailure, type OemCar } from '../../src/oem/contract.js';
import type { Store } from '../../src/store/store.js';
import { insertApplication, insertCar, percent, reportOf } from '../support/fixtures.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { createFakeAdapter, type FakeAdapter } from './fake-adapter.js';
import { CHARGE, createRig, LOCKED, type Rig, START } from './rig.js';

const FRESH_FOR = 10_000;

let database: TestStore;
let store: Store;
let adapter: FakeAdapter;
let rig: Rig;
let car: VehicleAccess;

beforeAll(async () => {
  database = await createTestStore();
  store = database.store;
});
afterAll(() => database.close());
beforeEach(async () => {
  adapter = createFakeAdapter({ freshForMilliseconds: FRESH_FOR });
  rig = createRig(store, adapter);
  car = await insertCar(store, await insertApplication(store));
  charged(50);
});

const charged = (value: number): void =>
  adapter.answer(async () => reportOf({ [CHARGE]: percent(value) }, rig.clock.now()));

const fails = (type: string, code: string | null): void =>
  adapter.answer(() => Promise.reject(new AdapterFailure(type, code)));

describe('a snapshot', () => {
  test('comes from the car the first time, and then from memory while it is fresh', async () => {
    const first = await rig.vehicles.snapshot(car);
    expect(first.signals[CHARGE]?.body).toEqual(percent(50));
    rig.clock.advance(FRESH_FOR - 1);
    expect(rig.vehicles.snapshot(car)).toBe(first);
    expect(adapter.reads).toHaveLength(1);
  });

  test('asks the car again when it is not fresh any more', async () => {
    await rig.vehicles.snapshot(car);
    rig.clock.advance(FRESH_FOR);
    charged(60);
    expect((await rig.vehicles.snapshot(car)).signals[CHARGE]?.body).toEqual(percent(60));
    expect(adapter.reads).toHaveLength(2);
  });

  test('that changed nothing is fresh again all the same', async () => {
    await rig.vehicles.snapshot(car);
    rig.clock.advance(FRESH_FOR);
    await rig.vehicles.snapshot(car);
    rig.clock.advance(FRESH_FOR - 1);
    await rig.vehicles.snapshot(car);
    expect(adapter.reads).toHaveLength(2);
  });

  test('is one reading for fifty who ask at once, and another car is another reading', async () => {
    const other = await insertCar(store, car.applicationId);
    const asked = Array.from({ length: 50 }, () => rig.vehicles.snapshot(car));
    const [elsewhere, ...same] = await Promise.all([rig.vehicles.snapshot(other), ...asked]);
    expect(adapter.reads.toSorted()).toEqual([car.vehicle.id, other.vehicle.id].toSorted());
    expect(new Set(same).size).toBe(1);
    expect(elsewhere.vehicleId).toBe(other.vehicle.id);
  });

  test('of another process is used while it is fresh', async () => {
    await rig.vehicles.snapshot(car);
    const restarted = createRig(store, adapter);
    await restarted.vehicles.snapshot(car);
    expect(adapter.reads).toHaveLength(1);
  });

  test('that failed is tried again by the next who asks', async () => {
    fails('VEHICLE_STATE', 'UNREACHABLE');
    await expect(rig.vehicles.snapshot(car)).rejects.toThrow();
    charged(70);
    expect((await rig.vehicles.snapshot(car)).signals[CHARGE]?.body).toEqual(percent(70));
  });
});

describe('a battery that the carmaker has offered at sign-in', () => {
  const BATTERY = 'tractionbattery-nominalcapacity';
  const offered = [
    { capacity: 52, description: 'BEV:Pure' },
    { capacity: 77, description: 'BEV:Pro' },
  ];
  const told = (capacity: number | null) =>
    adapter.answer(async () =>
      reportOf(
        { [BATTERY]: { source: 'SMARTCAR', capacity, availableCapacities: offered, unit: 'kWh' } },
        rig.clock.now(),
      ),
    );

  test('is chosen although the car is out of reach, which is not asked', async () => {
    fails('VEHICLE_STATE', 'UNREACHABLE');
    const { chooseOfferedBattery, knownBattery } = rig.vehicles;
    expect(await knownBattery(car.vehicle)).toBeUndefined();
    expect(await chooseOfferedBattery(car.vehicle, 60, offered)).toBe(false);
    expect(await chooseOfferedBattery(car.vehicle, 77, offered)).toBe(true);
    expect(await knownBattery(car.vehicle)).toMatchObject({ capacity: 77, isOpen: true });
    expect(adapter.reads).toEqual([]);
    await expect(rig.vehicles.snapshot(car)).rejects.toThrow();
  });

  test('holds until the car tells another', async () => {
    await rig.vehicles.chooseOfferedBattery(car.vehicle, 77, offered);
    told(null);
    await rig.vehicles.refresh(car.vehicle);
    expect(await rig.vehicles.knownBattery(car.vehicle)).toMatchObject({ capacity: 77 });
    rig.clock.advance(FRESH_FOR);
    told(52);
    await rig.vehicles.refresh(car.vehicle);
    const battery = await rig.vehicles.knownBattery(car.vehicle);
    expect(battery).toMatchObject({ capacity: 52, source: 'SMARTCAR', isOpen: false });
    expect(await rig.vehicles.chooseOfferedBattery(car.vehicle, 77, offered)).toBe(false);
  });
});

describe("an adapter's failure", () => {
  test.each([
    ['VEHICLE_STATE', 'ASLEEP', 'VEHICLE_STATE', 'ASLEEP'],
    [
      'CONNECTED_SERVICES_ACCOUNT',
      'AUTHENTICATION_FAILED',
      'CONNECTED_SERVICES_ACCOUNT',
      'AUTHENTICATION_FAILED',
    ],
    ['WEATHER', 'BAD', 'UPSTREAM', 'UNKNOWN_ISSUE'],
  ])('%s:%s is the error %s:%s', async (type, code, faultType, faultCode) => {
    fails(type, code);
    await expect(rig.vehicles.snapshot(car)).rejects.toMatchObject({
      ...{ name: 'Fault', row: { type: faultType, code: faultCode } },
      occasion: { cause: expect.any(AdapterFailure) },
    });
  });

  test('of one signal leaves the others readable', async () => {
    adapter.answer(async () => ({
      entries: [
        { code: CHARGE, body: percent(50), oemUpdatedAt: START },
        { code: LOCKED, error: { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' } },
      ],
    }));
    const { signals } = await rig.vehicles.snapshot(car);
    expect(signals[CHARGE]?.error).toBeUndefined();
    expect(signals[LOCKED]?.error?.code).toBe('VEHICLE_NOT_CAPABLE');
  });

  test('that is no failure of the carmaker is not dressed up as one', async () => {
    adapter.answer(() => Promise.reject(new TypeError('a mistake')));
    await expect(rig.vehicles.snapshot(car)).rejects.toThrow(TypeError);
  });
});

describe('a command', () => {
  const lock = { id: 'security-lock', parameters: {} } as const;

  test('is ingested at once, and leaves the rest of the state as fresh as it was', async () => {
    await rig.vehicles.snapshot(car);
    rig.clock.advance(FRESH_FOR - 1);
    const calls: unknown[] = [];
    const locking = createRig(
      store,
      createFakeAdapter({
        command: async ({ vin }, call) => {
          calls.push([vin, call]);
          return reportOf({ [LOCKED]: { value: true } }, rig.clock.now());
        },
      }),
    );
    const after = await locking.vehicles.command(car, lock);
    expect(calls).toEqual([[car.vehicle.vin, lock]]);
    expect(after.signals[LOCKED]?.body).toEqual({ value: true });
    expect(after.fetchedAt).toBe(START);
    expect(await locking.signals.latest(car.vehicle)).toEqual(after);
  });

  const refused = async (
    access: VehicleAccess,
    call: Parameters<Rig['vehicles']['command']>[1],
  ) => {
    const asked: unknown[] = [];
    const strict = createFakeAdapter({
      command: async (_car, one) => {
        asked.push(one);
        return { entries: [] };
      },
    });
    const refusal = createRig(store, strict).vehicles.command(access, call);
    await expect(refusal).rejects.toMatchObject({ name: 'Fault' });
    expect(asked).toEqual([]);
    return refusal.catch((error) => `${error.row.type}:${error.row.code}`);
  };

  test('without its permission is refused', async () => {
    expect(await refused({ ...car, permissions: new Set() }, lock)).toBe('PERMISSION:null');
  });

  test('that the powertrain cannot follow is refused', async () => {
    const petrol = await insertCar(store, car.applicationId, { powertrain: 'ICE' });
    const call = { id: 'charge-start', parameters: {} } as const;
    expect(await refused(petrol, call)).toBe('COMPATIBILITY:VEHICLE_NOT_CAPABLE');
  });

  test('with parameters that do not fit is refused', async () => {
    const call = { id: 'charge-set-limit', parameters: { percent: 101 } } as const;
    expect(await refused(car, call)).toBe('VALIDATION:null');
  });

  test('that the carmaker refuses is the error that it gave', async () => {
    const refusing = createFakeAdapter({
      command: () => Promise.reject(new AdapterFailure('VEHICLE_STATE', 'DOOR_OPEN')),
    });
    await expect(createRig(store, refusing).vehicles.command(car, lock)).rejects.toMatchObject({
      row: { code: 'DOOR_OPEN' },
    });
  });
});

describe('time travel', () => {
  test('moves a simulated car and ingests where it got to', async () => {
    const moved: [string, number][] = [];
    const travelling = createFakeAdapter({
      timeTravel: {
        advance: async ({ vehicleId }, milliseconds) => {
          moved.push([vehicleId, milliseconds]);
          return reportOf({ [CHARGE]: percent(80) }, START);
        },
      },
    });
    const { signals } = await createRig(store, travelling).vehicles.advance(car, 7_200_000);
    expect(moved).toEqual([[car.vehicle.id, 7_200_000]]);
    expect(signals[CHARGE]?.body).toEqual(percent(80));
  });

  test('is not for real cars', async () => {
    await expect(rig.vehicles.advance(car, 1)).rejects.toMatchObject({
      row: { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' },
    });
  });
});

describe('a signal is demanded', () => {
  test('with its permission and on a powertrain that has it', () => {
    expect(() => rig.vehicles.demandSignal(car, CHARGE)).not.toThrow();
  });

  test('in vain without the permission, which is said first', () => {
    const petrol = {
      ...car,
      permissions: new Set([]),
      vehicle: { ...car.vehicle, powertrain: 'ICE' },
    };
    expect(() => rig.vehicles.demandSignal(petrol as VehicleAccess, CHARGE)).toThrow(
      expect.objectContaining({ row: expect.objectContaining({ type: 'PERMISSION' }) }),
    );
  });

  test('in vain on a powertrain without it', () => {
    const petrol = { ...car, vehicle: { ...car.vehicle, powertrain: 'ICE' as const } };
    expect(() => rig.vehicles.demandSignal(petrol, CHARGE)).toThrow(
      expect.objectContaining({ row: expect.objectContaining({ type: 'COMPATIBILITY' }) }),
    );
  });
});

describe('the car that an adapter gets', () => {
  const carOf = async (access: VehicleAccess): Promise<OemCar> => {
    let given: OemCar | undefined;
    adapter.answer(async (one) => {
      given = one;
      return { entries: [] };
    });
    await rig.vehicles.refresh(access.vehicle);
    if (!given) throw new Error('the adapter was not asked');
    return given;
  };

  test('has what finds it again, and the credentials in the clear', async () => {
    expect(await carOf(car)).toMatchObject({
      ...{ vehicleId: car.vehicle.id, vin: car.vehicle.vin, reference: { key: 'car-1' } },
    });
    const sealed = rig.keyring.seal('secret', credentialsContext(car.vehicle.oemAccountId));
    await store.db
      .updateTable('oem_accounts')
      .set({ sealed_credentials: sealed })
      .where('id', '=', car.vehicle.oemAccountId)
      .execute();
    expect(await (await carOf(car)).credentials()).toBe('secret');
  });

  test('has a document that loses no update', async () => {
    const { document } = await carOf(car);
    expect(await document.load()).toBeNull();
    expect(await document.save({ miles: 1 }, null)).toBe(true);
    expect(await document.save({ miles: 2 }, null)).toBe(false);
    const first = await document.load();
    expect(first?.value).toEqual({ miles: 1 });
    const revision = first?.revision ?? -1;
    const saves = await Promise.all([3, 4, 5].map((miles) => document.save({ miles }, revision)));
    expect(saves.filter(Boolean)).toHaveLength(1);
    expect(await document.save({ miles: 6 }, revision)).toBe(false);
    expect((await document.load())?.revision).not.toBe(revision);
  });

  test('has a document that other applications cannot reach', async () => {
    await (await carOf(car)).document.save({ miles: 1 }, null);
    const { openAdapterDocument } = await import('../../src/vehicles/adapter-document.store.js');
    const stranger = { id: car.vehicle.id, applicationId: await insertApplication(store) };
    const document = openAdapterDocument(store.db, stranger);
    expect(await document.load()).toBeNull();
    expect(await document.save({ miles: 2 }, 1)).toBe(false);
  });
});

describe('what is wrong with a car', () => {
  const failureOf = async () => {
    const row = await store.db
      .selectFrom('vehicle_signals')
      .select('failure')
      .where('vehicle_id', '=', car.vehicle.id)
      .executeTakeFirst();
    return row?.failure ?? null;
  };
  const refused = () => rig.vehicles.refresh(car.vehicle).catch(() => undefined);

  test('is kept with its beginning until the car can be read', async () => {
    await rig.vehicles.refresh(car.vehicle);
    expect(await failureOf()).toBeNull();
    fails('VEHICLE_STATE', 'ASLEEP');
    await refused();
    rig.clock.advance(5_000);
    await refused();
    expect(await failureOf()).toEqual({ type: 'VEHICLE_STATE', code: 'ASLEEP', since: START });
    charged(50);
    await rig.vehicles.refresh(car.vehicle);
    expect(await failureOf()).toBeNull();
  });

  test('is kept for a car that was never read too, and its last values stay', async () => {
    fails('PERMISSION', null);
    await refused();
    expect(await failureOf()).toEqual({ type: 'PERMISSION', code: null, since: START });
    charged(70);
    const snapshot = await rig.vehicles.refresh(car.vehicle);
    expect(snapshot).toMatchObject({ revision: 1, signals: { [CHARGE]: { body: percent(70) } } });
    expect(snapshot.failure).toBeUndefined();
  });

  test('is not what a refused command says, nor what the carmaker’s service does', async () => {
    await rig.vehicles.refresh(car.vehicle);
    fails('UPSTREAM', 'NO_RESPONSE');
    await refused();
    expect(await failureOf()).toBeNull();
  });

  test('is what the reader hears, also when it cannot be noted', async () => {
    fails('VEHICLE_STATE', 'ASLEEP');
    const broken = createRig(
      { ...store, transaction: () => Promise.reject(new Error('away')) },
      adapter,
    );
    await expect(broken.vehicles.refresh(car.vehicle)).rejects.toMatchObject({
      row: { type: 'VEHICLE_STATE', code: 'ASLEEP' },
    });
  });

  test('carries what the carmaker said besides', async () => {
    adapter.answer(() =>
      Promise.reject(new AdapterFailure('RATE_LIMIT', 'VEHICLE', { retryAfterSeconds: 7 })),
    );
    await expect(rig.vehicles.refresh(car.vehicle)).rejects.toMatchObject({
      occasion: { retryAfterSeconds: 7 },
    });
  });
});
