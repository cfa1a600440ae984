import { findMake, type Mode } from '@carport/catalog';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type AdapterDocument,
  AdapterFailure,
  type OemCar,
  type OemLogin,
} from '../../../src/oem/contract.js';
import { createSimulatedAdapter } from '../../../src/oem/simulated/simulated-adapter.js';
import { createManualClock, type ManualClock } from '../../../src/platform/clock.js';
import type { SignalReport } from '../../../src/signals/report.js';

const NOON = Date.parse('2025-11-23T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A document in memory; `rival` acts once, between a load and the save that follows it. */
const createDocument = () => {
  let kept: { json: string; revision: number } | null = null;
  let rival: (() => Promise<unknown>) | null = null;
  let saves = 0;
  const document: AdapterDocument = {
    load: async () => kept && { value: JSON.parse(kept.json), revision: kept.revision },
    save: async (value, revision) => {
      const interfere = rival;
      rival = null;
      await interfere?.();
      if ((kept?.revision ?? null) !== revision) return false;
      kept = { json: JSON.stringify(value), revision: (revision ?? 0) + 1 };
      saves += 1;
      return true;
    },
  };
  return {
    document,
    saves: () => saves,
    meanwhile: (act: () => Promise<unknown>) => {
      rival = act;
    },
  };
};

const login = (username: string, make = 'CHEVROLET', mode: Mode = 'simulated'): OemLogin => {
  const row = findMake(make);
  if (!row) throw new Error(`${make} is not in the catalogue.`);
  return { make: row, username, password: 'anything', country: 'US', mode };
};

const valueIn = (report: SignalReport, code: string): unknown => {
  const entry = report.entries.find((candidate) => candidate.code === code);
  return entry && 'body' in entry ? (entry.body as { value?: unknown }).value : undefined;
};
const updatedAt = (report: SignalReport | undefined, code: string): number | undefined => {
  const entry = report?.entries.find((candidate) => candidate.code === code);
  return entry && 'oemUpdatedAt' in entry ? entry.oemUpdatedAt : undefined;
};
const charge = (report: SignalReport) => Number(valueIn(report, 'tractionbattery-stateofcharge'));

let clock: ManualClock;
let adapter: ReturnType<typeof createSimulatedAdapter>;
beforeEach(() => {
  clock = createManualClock(NOON);
  adapter = createSimulatedAdapter({ clock, liveToo: false });
});

const carOf = async (username: string, document = createDocument().document): Promise<OemCar> => {
  const { vehicles } = await adapter.authorize(login(username));
  const [vehicle] = vehicles;
  if (!vehicle) throw new Error('This account has no car.');
  return {
    vehicleId: 'a car',
    vin: vehicle.vin,
    reference: JSON.parse(JSON.stringify(vehicle.reference)),
    document,
    credentials: async () => '',
  };
};
const timeTravel = () => {
  if (!adapter.timeTravel) throw new Error('Simulated cars travel in time.');
  return adapter.timeTravel;
};

describe('signing in', () => {
  test('works with anything, and the same owner is the same subject', async () => {
    const one = await adapter.authorize(login('Anna@Example.com'));
    const again = await adapter.authorize({ ...login('anna@example.com '), password: 'other' });
    expect(again).toEqual(one);
    expect(one.vehicles).toHaveLength(1);
    expect(one.credentials).not.toContain('anything');
    const elsewhere = await adapter.authorize(login('anna@example.com', 'FORD'));
    expect(elsewhere.subject).not.toBe(one.subject);
  });

  test('fails for the accounts that are there to fail', async () => {
    await expect(adapter.authorize(login('smartcar@invalid-subscription.com'))).rejects.toThrow(
      new AdapterFailure('CONNECTED_SERVICES_ACCOUNT', 'SUBSCRIPTION'),
    );
    await expect(adapter.authorize(login('smartcar@vehicle-incompatible.com'))).rejects.toThrow(
      expect.objectContaining({ type: 'COMPATIBILITY', code: 'MAKE_NOT_COMPATIBLE' }),
    );
  });

  test('succeeds for a car whose every request fails', async () => {
    const car = await carOf('VEHICLE_STATE.ASLEEP@smartcar.com');
    const asleep = new AdapterFailure('VEHICLE_STATE', 'ASLEEP');
    await expect(adapter.read(car)).rejects.toThrow(asleep);
    const lock = { id: 'security-lock', parameters: {} } as const;
    await expect(adapter.command(car, lock)).rejects.toThrow(asleep);
    await expect(timeTravel().advance(car, HOUR)).rejects.toThrow(asleep);
  });
});

describe('reading', () => {
  test('begins the story of a car: it charges, and has more after two hours', async () => {
    const car = await carOf('bev@example.com');
    const now = await adapter.read(car);
    expect(valueIn(now, 'charge-ischarging')).toBe(true);
    expect(valueIn(now, 'vehicleidentification-vin')).toBe(car.vin);
    expect(now.entries.every((entry) => 'body' in entry && entry.oemUpdatedAt === NOON)).toBe(true);
    clock.advance(2 * HOUR);
    expect(charge(await adapter.read(car))).toBeGreaterThan(charge(now) + 5);
  });

  test('writes only when the car has begun something else', async () => {
    const kept = createDocument();
    const car = await carOf('bev@example.com', kept.document);
    for (let read = 0; read < 50; read += 1) {
      await adapter.read(car);
      clock.advance(MINUTE);
    }
    expect(kept.saves()).toBe(1);
    clock.advance(12 * HOUR);
    await adapter.read(car);
    expect(kept.saves()).toBe(2);
  });

  test('sees the same car as somebody who began its story at the same time', async () => {
    const kept = createDocument();
    const car = await carOf('bev@example.com', kept.document);
    kept.meanwhile(() => adapter.command(car, { id: 'charge-stop', parameters: {} }));
    expect(valueIn(await adapter.read(car), 'charge-ischarging')).toBe(false);
  });

  test('a document of another format begins a new story', async () => {
    const { document } = createDocument();
    await document.save({ checkpoint: { format: 0 }, ahead: 0 }, null);
    const car = await carOf('bev@example.com', document);
    expect(valueIn(await adapter.read(car), 'charge-ischarging')).toBe(true);
  });
});

describe('commanding', () => {
  test('changes the car, says so at once, and is remembered', async () => {
    const car = await carOf('bev@example.com');
    const unlocked = await adapter.command(car, { id: 'security-unlock', parameters: {} });
    expect(valueIn(unlocked, 'closure-islocked')).toBe(false);
    clock.advance(HOUR);
    expect(valueIn(await adapter.read(car), 'closure-islocked')).toBe(false);
    const parameters = { percent: 100 };
    const raised = await adapter.command(car, { id: 'charge-set-limit', parameters });
    const limits = raised.entries.find(({ code }) => code === 'charge-chargelimits');
    expect(limits).toMatchObject({ body: { values: [{ limit: 100 }] } });
  });

  test('is refused with the error that the catalogue has for it, and changes nothing', async () => {
    const kept = createDocument();
    const car = await carOf('bev@example.com', kept.document);
    await adapter.read(car);
    await expect(adapter.command(car, { id: 'charge-start', parameters: {} })).rejects.toThrow(
      new AdapterFailure('VEHICLE_STATE', 'CHARGING_IN_PROGRESS'),
    );
    const petrol = await carOf('ice@example.com');
    await expect(adapter.command(petrol, { id: 'charge-start', parameters: {} })).rejects.toThrow(
      new AdapterFailure('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE'),
    );
    expect(kept.saves()).toBe(1);
  });

  test('loses no command when two come at once', async () => {
    const kept = createDocument();
    const car = await carOf('bev@example.com', kept.document);
    await adapter.read(car);
    kept.meanwhile(() => adapter.command(car, { id: 'security-unlock', parameters: {} }));
    await adapter.command(car, { id: 'charge-stop', parameters: {} });
    const after = await adapter.read(car);
    expect(valueIn(after, 'closure-islocked')).toBe(false);
    expect(valueIn(after, 'charge-ischarging')).toBe(false);
  });

  test('is newer than a reading that began before it was done, and saw the car before it', async () => {
    const { document, meanwhile } = createDocument();
    const car = await carOf('bev@example.com', document);
    await adapter.read(car);
    let reading: SignalReport | undefined;
    meanwhile(async () => {
      clock.advance(5);
      reading = await adapter.read(car);
      clock.advance(5);
    });
    const obeyed = await adapter.command(car, { id: 'security-unlock', parameters: {} });
    expect(reading && valueIn(reading, 'closure-islocked')).toBe(true);
    expect(valueIn(obeyed, 'closure-islocked')).toBe(false);
    const stamps = [reading, obeyed].map((report) => updatedAt(report, 'closure-islocked'));
    expect(stamps).toEqual([NOON + 5, NOON + 10]);
  });

  test('gives up as a carmaker that does not answer when it never gets its turn', async () => {
    const { document } = createDocument();
    const car = await carOf('bev@example.com', { ...document, save: async () => false });
    await expect(adapter.command(car, { id: 'charge-stop', parameters: {} })).rejects.toThrow(
      new AdapterFailure('UPSTREAM', 'NO_RESPONSE'),
    );
  });
});

describe('travelling in time', () => {
  test('moves the car on but not the timestamps that are sent out', async () => {
    const car = await carOf('bev@example.com');
    const before = charge(await adapter.read(car));
    const after = await timeTravel().advance(car, HOUR);
    expect(charge(after)).toBeGreaterThan(before + 2);
    for (const entry of after.entries) expect(entry).toMatchObject({ oemUpdatedAt: NOON });
    expect(charge(await adapter.read(car))).toBe(charge(after));
  });

  test('leads to the state that waiting would have led to', async () => {
    const [traveller, waiter] = [await carOf('bev@example.com'), await carOf('bev@example.com')];
    await adapter.read(traveller);
    await adapter.read(waiter);
    const bodies = ({ entries }: SignalReport) =>
      entries
        .filter(({ code }) => !['charge-chargerecords', 'service-records'].includes(code))
        .map((entry) => ['body' in entry && entry.body, entry.code]);
    const travelled = await timeTravel().advance(traveller, 9 * DAY + 5 * HOUR);
    clock.advance(9 * DAY + 5 * HOUR);
    expect(bodies(travelled)).toEqual(bodies(await adapter.read(waiter)));
  });

  test('adds up, and goes on with the clock afterwards', async () => {
    const car = await carOf('bev@example.com');
    await timeTravel().advance(car, 10 * MINUTE);
    const twice = charge(await timeTravel().advance(car, 10 * MINUTE));
    clock.advance(20 * MINUTE);
    expect(charge(await adapter.read(car))).toBeGreaterThan(twice + 1);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('does not go %s far', async (way) => {
    const car = await carOf('bev@example.com');
    await expect(timeTravel().advance(car, way)).rejects.toThrow(
      new AdapterFailure('VALIDATION', 'PARAMETER'),
    );
  });
});
