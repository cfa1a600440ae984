import { capabilityOf, type Powertrain, READ_ENDPOINTS } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Carport, startCarport } from '../support/carport.js';
import { type Consent, consentThrough, pointSdksAt } from '../support/consent.js';
import { type Answer, SDKS, type SdkVehicle } from '../support/sdk.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NOT_CAPABLE = {
  name: 'SmartcarError',
  type: 'COMPATIBILITY',
  code: 'VEHICLE_NOT_CAPABLE',
  statusCode: 501,
};

const CARS: readonly (readonly [Powertrain, string, string])[] = [
  ['BEV', 'TESLA', 'bev@example.com'],
  ['PHEV', 'CHEVROLET', 'phev@example.com'],
  ['ICE', 'FORD', 'ice@example.com'],
];

let carport: Carport;

beforeAll(async () => {
  carport = await startCarport();
  await pointSdksAt(carport);
});
afterAll(() => carport.close());

describe.each(SDKS)('reading through %s', (_name, sdk) => {
  describe.each(CARS)('a %s (%s)', (powertrain, make, username) => {
    const hasPlug = powertrain !== 'ICE';
    const hasEngine = powertrain !== 'BEV';
    let consent: Consent;
    let car: SdkVehicle;

    beforeAll(async () => {
      consent = await consentThrough(sdk, { make, username });
      car = consent.vehicle;
    });

    /** What the car has not got is said to be so. */
    const expectRead = async <T>(
      able: boolean,
      read: Promise<Answer<T>>,
    ): Promise<T | undefined> => {
      if (able) return expectMeta(await read);
      await expect(read).rejects.toBeInstanceOf(sdk.SmartcarError);
      await expect(read).rejects.toMatchObject(NOT_CAPABLE);
      return undefined;
    };

    const expectMeta = <T>(answer: Answer<T>): T => {
      expect(answer.meta.requestId).toMatch(UUID);
      expect(answer.meta.fetchedAt?.getTime()).toBeLessThanOrEqual(carport.clock.now());
      expect(answer.meta.dataAge?.getTime()).toBeLessThanOrEqual(carport.clock.now());
      return answer;
    };

    test('attributes', async () => {
      const { meta, ...attributes } = await car.attributes();
      expect(attributes).toEqual({
        id: consent.vehicleIds[0],
        make,
        model: expect.stringMatching(/\w/),
        year: expect.any(Number),
      });
      expect(meta.requestId).toMatch(UUID);
    });

    test('vin', async () => {
      expect((await car.vin()).vin).toMatch(/^[A-HJ-NPR-Z0-9]{17}$/);
    });

    test('odometer', async () => {
      const answer = await car.odometer();
      expectMeta(answer);
      expect(answer.distance).toBeGreaterThan(100);
      expect(answer.meta.unitSystem).toBe('metric');
    });

    test('location', async () => {
      const { latitude, longitude } = expectMeta(await car.location());
      expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
    });

    test('tirePressure', async () => {
      const { frontLeft, frontRight, backLeft, backRight } = expectMeta(await car.tirePressure());
      for (const pressure of [frontLeft, frontRight, backLeft, backRight]) {
        expect(pressure).toBeGreaterThan(150);
        expect(pressure).toBeLessThan(350);
      }
    });

    test('lockStatus', async () => {
      const status = expectMeta(await car.lockStatus());
      expect(status.isLocked).toBe(true);
      expect(status.doors.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['frontLeft', 'frontRight', 'backLeft', 'backRight']),
      );
      for (const list of [status.windows, status.sunroof, status.storage, status.chargingPort]) {
        expect(Array.isArray(list)).toBe(true);
      }
      expect(status.chargingPort).toHaveLength(hasPlug ? 1 : 0);
    });

    test('battery', async () => {
      const battery = await expectRead(hasPlug, car.battery());
      if (!battery) return;
      expect(battery.percentRemaining).toBeGreaterThan(0.3);
      expect(battery.percentRemaining).toBeLessThan(0.6);
      expect(battery.range).toBeGreaterThan(10);
    });

    test('batteryCapacity', async () => {
      const battery = await expectRead(hasPlug, car.batteryCapacity());
      if (battery) expect(battery.capacity).toBeGreaterThan(10);
    });

    test('nominalCapacity', async () => {
      const battery = await expectRead(hasPlug, car.nominalCapacity());
      if (!battery) return;
      expect(battery.capacity).toEqual({ nominal: expect.any(Number), source: 'SMARTCAR' });
      expect(battery.availableCapacities).toBeInstanceOf(Array);
      expect(battery.url).toBeNull();
    });

    test('charge', async () => {
      const charge = await expectRead(hasPlug, car.charge());
      if (charge) expect(charge).toMatchObject({ isPluggedIn: true, state: 'CHARGING' });
    });

    test('getChargeLimit', async () => {
      const answer = await expectRead(hasPlug, car.getChargeLimit());
      if (answer) expect([0.8, 0.9, 1]).toContain(answer.limit);
    });

    test('fuel', async () => {
      const fuel = await expectRead(hasEngine, car.fuel());
      if (!fuel) return;
      expect(fuel.percentRemaining).toBeGreaterThan(0.3);
      expect(fuel.percentRemaining).toBeLessThanOrEqual(1);
      expect(fuel.amountRemaining).toBeGreaterThan(5);
      expect(fuel.range).toBeGreaterThan(50);
    });

    test('engineOil', async () => {
      const oil = await expectRead(hasEngine, car.engineOil());
      if (!oil) return;
      expect(oil.lifeRemaining).toBeGreaterThan(0);
      expect(oil.lifeRemaining).toBeLessThanOrEqual(1);
    });

    test('permissions, in pages', async () => {
      const all = await car.permissions();
      const page = await car.permissions({ limit: 3, offset: 2 });
      expect(page.permissions).toEqual(all.permissions.slice(2, 5));
      expect(page.paging).toEqual({ count: all.paging.count, offset: 2 });
    });

    /** Asserts the refusal where the car's make is not served with the endpoint. */
    const isServed = async (id: string, read: () => Promise<unknown>): Promise<boolean> => {
      const row = READ_ENDPOINTS.find((endpoint) => endpoint.id === id);
      if (!row) throw new Error(`There is no endpoint ${id}.`);
      const { capable, reason } = capabilityOf(make, powertrain, 'US', row);
      if (capable) return true;
      const refusal = { type: 'COMPATIBILITY', code: reason, statusCode: 501 };
      await expect(read()).rejects.toMatchObject(refusal);
      return false;
    };

    test('serviceHistory', async () => {
      if (!(await isServed('service-history', () => car.serviceHistory()))) return;
      const { data } = await car.serviceHistory('2020-01-01', '2026-06-01');
      expect(Array.isArray(data)).toBe(true);
      expect(Array.isArray((await car.serviceHistory()).data)).toBe(true);
    });

    test('diagnosticSystemStatus', async () => {
      if (!(await isServed('system-status', () => car.diagnosticSystemStatus()))) return;
      const { systems } = expectMeta(await car.diagnosticSystemStatus());
      expect(systems.length).toBeGreaterThan(0);
      expect(systems.every(({ systemId }) => systemId.startsWith('SYSTEM_'))).toBe(true);
    });

    test('diagnosticTroubleCodes', async () => {
      if (!(await isServed('dtcs', () => car.diagnosticTroubleCodes()))) return;
      const { activeCodes } = expectMeta(await car.diagnosticTroubleCodes());
      expect(Array.isArray(activeCodes)).toBe(true);
    });

    test('request', async () => {
      const answer = await car.request('GET', 'odometer', undefined, {
        'sc-unit-system': 'imperial',
      });
      expect(answer.body).toEqual({ distance: expect.any(Number) });
      expect(answer.meta.unitSystem).toBe('imperial');
    });

    test('in imperial units the same car is told in miles, gallons and psi', async () => {
      const imperial = new sdk.Vehicle(consent.vehicleIds[0] ?? '', consent.access.accessToken, {
        unitSystem: 'imperial',
        flags: { country: 'US' },
      });
      const [km, miles] = [await car.odometer(), await imperial.odometer()];
      expect(miles.distance * 1.609344).toBeCloseTo(km.distance, 0);
      expect(miles.meta.unitSystem).toBe('imperial');
      const [kilopascal, psi] = [await car.tirePressure(), await imperial.tirePressure()];
      expect(psi.frontLeft * 6.894757).toBeCloseTo(kilopascal.frontLeft, 0);
      if (hasEngine) {
        const [liters, gallons] = [await car.fuel(), await imperial.fuel()];
        expect(gallons.amountRemaining * 3.785411784).toBeCloseTo(liters.amountRemaining, 0);
        expect(gallons.percentRemaining).toBe(liters.percentRemaining);
      }
      if (hasPlug) {
        const [metric, battery] = [await car.battery(), await imperial.battery()];
        expect(battery.range * 1.609344).toBeCloseTo(metric.range, 0);
        expect(battery.percentRemaining).toBe(metric.percentRemaining);
      }
    });
  });
});
