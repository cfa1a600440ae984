import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMake, makeVin } from '../../packages/catalog/src/index.js';
import type { TestApplication } from '../../packages/server/test/support/platform.js';
import { type Carport, startCarport } from '../support/carport.js';
import { pointSdksAt } from '../support/consent.js';
import { SDKS, SMARTCAR_10 } from '../support/sdk.js';

const VIN = makeVin({ wmi: findMake('TESLA')?.wmi ?? '', year: 2022, seed: Buffer.alloc(32, 1) });
const SCOPE = ['read_odometer', 'read_fuel'];

let carport: Carport;
let application: TestApplication;

beforeAll(async () => {
  carport = await startCarport();
  application = await pointSdksAt(carport);
});
afterAll(() => carport.close());

describe.each(SDKS)('compatibility through %s', (_name, sdk) => {
  test('getCompatibility by VIN', async () => {
    const { meta, ...answer } = await sdk.getCompatibility(VIN, SCOPE);
    expect(meta.requestId).toHaveLength(36);
    expect(answer).toEqual({
      compatible: true,
      reason: null,
      capabilities: [
        { permission: 'read_odometer', endpoint: '/odometer', capable: true, reason: null },
        {
          permission: 'read_fuel',
          endpoint: '/fuel',
          capable: false,
          reason: 'VEHICLE_NOT_CAPABLE',
        },
      ],
    });
  });

  test('getCompatibility in another country', async () => {
    const { compatible, capabilities } = await sdk.getCompatibility(VIN, SCOPE, 'GB', {
      flags: { early_access: true },
    });
    expect({ compatible, capabilities }).toEqual({ compatible: true, capabilities: [] });
  });

  test('getCompatibility at a level of test mode', async () => {
    const options = { testModeCompatibilityLevel: 'incompatible' };
    const { compatible, reason } = await sdk.getCompatibility(VIN, SCOPE, 'US', options);
    expect({ compatible, reason }).toEqual({
      compatible: false,
      reason: 'VEHICLE_NOT_COMPATIBLE',
    });
  });

  test('a VIN that is none is refused', async () => {
    await expect(sdk.getCompatibility('NOT-A-VIN', SCOPE)).rejects.toMatchObject({
      type: 'VALIDATION',
      code: 'PARAMETER',
      statusCode: 400,
    });
  });
});

describe('getCompatibilityMatrix through smartcar 10', () => {
  test('lists models by make', async () => {
    const answer = await SMARTCAR_10.getCompatibilityMatrix?.('US', {
      scope: ['read_battery'],
      make: ['TESLA', 'FORD'],
      type: 'BEV',
    });
    const { meta, ...makes } = answer ?? { meta: undefined };
    expect(meta?.requestId).toHaveLength(36);
    expect(Object.keys(makes).toSorted()).toEqual(['FORD', 'TESLA']);
    for (const model of Object.values(makes).flat()) {
      expect(model).toMatchObject({ type: 'BEV', permissions: ['read_battery'] });
    }
  });

  test('needs a plan that includes it', async () => {
    const { applications } = carport.platform;
    await applications.setTerms(application.application.id, { plan: 'FREE' });
    await expect(SMARTCAR_10.getCompatibilityMatrix?.('US')).rejects.toMatchObject({
      type: 'BILLING',
      code: 'INVALID_PLAN',
      statusCode: 430,
    });
    await applications.setTerms(application.application.id, { plan: 'ENTERPRISE' });
  });
});
