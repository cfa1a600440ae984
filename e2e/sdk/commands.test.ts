import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Carport, startCarport } from '../support/carport.js';
import { consentThrough, pointSdksAt } from '../support/consent.js';
import { SDKS, type SdkVehicle } from '../support/sdk.js';

const DONE = { message: 'Successfully sent request to vehicle', status: 'success' };
const NOT_CAPABLE = { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE', statusCode: 501 };

let carport: Carport;
let owners = 0;

beforeAll(async () => {
  carport = await startCarport();
  await pointSdksAt(carport);
});
afterAll(() => carport.close());

describe.each(SDKS)('commands through %s', (_name, sdk) => {
  /** A car that nobody else commands. */
  const newCar = async (powertrain: 'bev' | 'phev' | 'ice', make: string): Promise<SdkVehicle> => {
    owners += 1;
    const username = `${powertrain}-${owners}@example.com`;
    return (await consentThrough(sdk, { make, username })).vehicle;
  };

  describe.each([
    ['bev', 'TESLA'],
    ['phev', 'KIA'],
  ] as const)('a %s', (powertrain, make) => {
    let car: SdkVehicle;
    beforeEach(async () => {
      car = await newCar(powertrain, make);
    });

    test('stopCharge and startCharge change what charge answers', async () => {
      expect(await car.stopCharge()).toMatchObject(DONE);
      expect((await car.charge()).state).toBe('NOT_CHARGING');
      await expect(car.stopCharge()).rejects.toMatchObject({
        type: 'VEHICLE_STATE',
        statusCode: 409,
      });

      expect(await car.startCharge()).toMatchObject(DONE);
      expect((await car.charge()).state).toBe('CHARGING');
      await expect(car.startCharge()).rejects.toMatchObject({
        type: 'VEHICLE_STATE',
        code: 'CHARGING_IN_PROGRESS',
        statusCode: 409,
      });
    });

    test('setChargeLimit changes getChargeLimit', async () => {
      const answer = await car.setChargeLimit(0.7);
      expect(answer).toMatchObject(DONE);
      expect((await car.getChargeLimit()).limit).toBe(0.7);
      await expect(car.setChargeLimit(0.3)).rejects.toMatchObject({
        type: 'VALIDATION',
        statusCode: 400,
      });
      expect((await car.getChargeLimit()).limit).toBe(0.7);
    });
  });

  describe.each([
    ['bev', 'TESLA'],
    ['phev', 'CHEVROLET'],
    ['ice', 'FORD'],
  ] as const)('a %s', (powertrain, make) => {
    test('lock and unlock change what lockStatus answers', async () => {
      const car = await newCar(powertrain, make);
      expect(await car.unlock()).toMatchObject(DONE);
      expect((await car.lockStatus()).isLocked).toBe(false);
      expect(await car.lock()).toMatchObject(DONE);
      expect((await car.lockStatus()).isLocked).toBe(true);
    });

    test('sendDestination', async () => {
      const car = await newCar(powertrain, make);
      expect(await car.sendDestination(48.137, 11.576)).toMatchObject(DONE);
    });

    test('request posts a command of the app’s own making', async () => {
      const car = await newCar(powertrain, make);
      const answer = await car.request('POST', 'security', { action: 'UNLOCK' });
      expect(answer.body).toEqual(DONE);
      expect((await car.lockStatus()).isLocked).toBe(false);
    });
  });

  test('a petrol car cannot charge', async () => {
    const car = await newCar('ice', 'FORD');
    await expect(car.startCharge()).rejects.toMatchObject(NOT_CAPABLE);
    await expect(car.stopCharge()).rejects.toMatchObject(NOT_CAPABLE);
    await expect(car.setChargeLimit(0.8)).rejects.toMatchObject(NOT_CAPABLE);
  });
});
