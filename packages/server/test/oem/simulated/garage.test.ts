import { findMake, hasValidCheckDigit, MAKES, type MakeRow } from '@carport/catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OemVehicle } from '../../../src/oem/contract.js';
import { carsOf } from '../../../src/oem/simulated/garage.js';
import { identify } from '../../../src/oem/simulated/identity.js';
import { asReference } from '../../../src/oem/simulated/reference.js';

const makeOf = (id: string): MakeRow => {
  const row = findMake(id);
  if (!row) throw new Error(`${id} is not in the catalogue.`);
  return row;
};

const cars = (make: MakeRow, username: string, country = 'US'): OemVehicle[] => {
  const owner = identify(username);
  if (owner.kind === 'refused') throw new Error('This account does not get in.');
  return carsOf({ make, username, country, signedInAt: 0 }, owner);
};
const powertrainOf = (make: string, username: string) =>
  cars(makeOf(make), username)[0]?.powertrain;

const anyMake = fc.constantFrom(...MAKES.filter(({ models }) => models.length > 0));

describe('the cars of an account', () => {
  test('are the same each time, however the name is typed', () => {
    fc.assert(
      fc.property(anyMake, fc.emailAddress(), (make, email) => {
        const found = cars(make, email);
        expect(found.length).toBe(1);
        expect(cars(make, `  ${email.toUpperCase()} `)).toEqual(found);
      }),
    );
  });

  test('come out of the catalogue, with a valid VIN of their make', () => {
    fc.assert(
      fc.property(anyMake, fc.emailAddress(), (make, email) => {
        const [car] = cars(make, email);
        const model = make.models.find((row) => row.model === car?.model);
        expect(model?.powertrain).toBe(car?.powertrain);
        expect(car?.year).toBeGreaterThanOrEqual(model?.years[0] ?? Infinity);
        expect(car?.year).toBeLessThanOrEqual(model?.years[1] ?? -Infinity);
        expect(hasValidCheckDigit(car?.vin ?? '')).toBe(true);
        expect(car?.vin.startsWith(make.wmi)).toBe(true);
      }),
    );
  });

  test('are all different ones, in an account and between accounts', () => {
    const many = cars(makeOf('FORD'), '999-vehicles@smartcar.com');
    const other = cars(makeOf('FORD'), '50-vehicles@example.com');
    const vins = [...many, ...other].map(({ vin }) => vin);
    expect(new Set(vins).size).toBe(1049);
    expect(new Set(many.map(({ powertrain }) => powertrain)).size).toBeGreaterThan(2);
  });

  test('name their batteries where it is not told which they have, and only there', () => {
    const [untold] = cars(makeOf('VOLKSWAGEN'), 'anna+unknown-battery@example.com', 'DE');
    const capacities = untold?.batteries?.map(({ capacity }) => capacity) ?? [];
    expect(new Set(capacities).size).toBeGreaterThan(1);
    expect(capacities).toContain(asReference(untold?.reference).car.batteryKwh);
    for (const car of cars(makeOf('VOLKSWAGEN'), '50-vehicles@example.com', 'DE')) {
      expect(car).not.toHaveProperty('batteries');
    }
  });

  test('begin with one that has a plug, where the make builds one', () => {
    fc.assert(
      fc.property(anyMake, fc.integer({ min: 1, max: 9 }), (make, count) => {
        const [first] = cars(make, `${count}-vehicles@example.com`);
        const hasPlug = first?.powertrain === 'BEV' || first?.powertrain === 'PHEV';
        expect(hasPlug).toBe(make.models.some(({ batteryKwh }) => batteryKwh > 0));
      }),
    );
  });

  test('have the powertrain that was wished for, or what comes nearest', () => {
    expect(powertrainOf('FORD', 'bev@example.com')).toBe('BEV');
    expect(powertrainOf('FORD', 'ice@example.com')).toBe('ICE');
    expect(powertrainOf('CHEVROLET', 'phev@example.com')).toBe('PHEV');
    expect(powertrainOf('TOYOTA', 'hev@example.com')).toBe('HEV');
    expect(powertrainOf('TESLA', 'ice@example.com')).toBe('BEV');
    const all = cars(makeOf('FORD'), '4-vehicles@example.com');
    expect(all).toHaveLength(4);
  });

  test('are the one that the name spells out', () => {
    const [car] = cars(makeOf('AUDI'), 'WAUZZZ4G6BN123456@fuel.smartcar.com');
    expect(car).toMatchObject({ vin: 'WAUZZZ4G6BN123456', powertrain: 'ICE' });
  });

  test('have the VINs that the test documentation promises', () => {
    const vin = (make: string, username: string) => cars(makeOf(make), username)[0]?.vin;
    expect(vin('AUDI', 'smartcar@successful-request.com')).toBe('0SCAUDI037A5ADB1C');
    expect(vin('LAND_ROVER', 'VEHICLE_STATE.ASLEEP@smartcar.com')).toBe('0SCLR0002E8896323');
    expect(vin('AUDI', 'constructor')).toMatch(/^WAU/);
  });

  test('can be found again by what the platform keeps', () => {
    const [car] = cars(makeOf('AUDI'), 'UPSTREAM.NO_RESPONSE@smartcar.com', 'de');
    const kept = asReference(JSON.parse(JSON.stringify(car?.reference)));
    expect(kept.error).toEqual({ type: 'UPSTREAM', code: 'NO_RESPONSE' });
    expect(kept.car).toMatchObject({ vin: car?.vin, country: 'DE', powertrain: car?.powertrain });
    for (const other of [null, {}, { car: null, error: null }, 'car']) {
      expect(() => asReference(other)).toThrow(TypeError);
    }
  });
});
