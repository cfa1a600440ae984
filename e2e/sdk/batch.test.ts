import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Carport, startCarport } from '../support/carport.js';
import { consentThrough, pointSdksAt } from '../support/consent.js';
import { SDKS } from '../support/sdk.js';

let carport: Carport;

beforeAll(async () => {
  carport = await startCarport();
  await pointSdksAt(carport);
});
afterAll(() => carport.close());

const EVERY_PATH = {
  attributes: '/',
  vin: '/vin',
  odometer: '/odometer',
  location: '/location',
  battery: '/battery',
  batteryCapacity: '/battery/capacity',
  batteryNominalCapacity: '/battery/nominal_capacity',
  charge: '/charge',
  chargeLimit: '/charge/limit',
  fuel: '/fuel',
  engineOil: '/engine/oil',
  tirePressure: '/tires/pressure',
  lockStatus: '/security',
  diagnosticSystemStatus: '/diagnostics/system_status',
  diagnosticTroubleCodes: '/diagnostics/dtcs',
};

describe.each(SDKS)('batch through %s', (_name, sdk) => {
  test('answers every path as its own method would', async () => {
    const { vehicle } = await consentThrough(sdk, { make: 'CHEVROLET', username: 'phev@x.com' });
    const batch = await vehicle.batch(Object.values(EVERY_PATH));
    expect(Object.keys(batch).toSorted()).toEqual(Object.keys(EVERY_PATH).toSorted());
    for (const answer of Object.values(batch)) {
      expect(answer().meta.requestId).toHaveLength(36);
    }
    const { meta, ...odometer } = batch.odometer?.() ?? { meta: undefined };
    const { distance } = await vehicle.odometer();
    expect(odometer).toEqual({ distance });
    expect(meta).toMatchObject({ unitSystem: 'metric', dataAge: expect.any(Date) });
  });

  test('throws a failed path’s error where it is read, and nowhere else', async () => {
    const { vehicle } = await consentThrough(sdk, {
      make: 'TESLA',
      username: 'bev@x.com',
      scope: ['read_odometer', 'read_fuel', 'read_engine_oil'],
    });
    const batch = await vehicle.batch(['/odometer', '/fuel', '/vin', '/engine/oil']);
    expect(batch.odometer?.()).toMatchObject({ distance: expect.any(Number) });
    expect(errorOf(batch.vin)).toBeInstanceOf(sdk.SmartcarError);
    expect(errorOf(batch.vin)).toMatchObject({ type: 'PERMISSION' });
    for (const name of ['fuel', 'engineOil']) {
      expect(errorOf(batch[name])).toMatchObject({
        type: 'COMPATIBILITY',
        code: 'VEHICLE_NOT_CAPABLE',
        docURL: expect.stringContaining(carport.origin),
      });
    }
  });

  test('refuses paths that cannot be read', async () => {
    const { vehicle } = await consentThrough(sdk, { username: 'bev-2@x.com' });
    const batch = await vehicle.batch(['/odometer', '/no/such/thing']);
    expect(errorOf(batch.noSuchThing)).toMatchObject({
      type: 'RESOURCE_NOT_FOUND',
      code: 'PATH',
    });
    await expect(vehicle.batch([])).rejects.toMatchObject({ type: 'VALIDATION', statusCode: 400 });
  });
});

const errorOf = (read: (() => unknown) | undefined): unknown => {
  try {
    return read?.();
  } catch (error) {
    return error;
  }
};
