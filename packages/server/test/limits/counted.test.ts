import { afterEach, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config.js';
import {
  type ConnectOptions,
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../support/platform.js';

let platform: TestPlatform;
afterEach(() => platform.close());

/** How many of 130 requests at once about such a car are answered, and whether the answers speak of limits. */
const answered = async (config: Partial<Config>, options: ConnectOptions) => {
  platform = await createTestPlatform({ config });
  const owner = await createTestApplication(platform);
  const car = await connectCar(platform, owner, options);
  await platform.platform.applications.setTerms(owner.application.id, {
    ...{ vehicleLimit: 0, vehicleRequestLimit: 0 },
  });
  const headers = { authorization: `Bearer ${car.accessToken}` };
  const url = '/v2.0/user';
  const user = await Promise.all(
    Array.from({ length: 130 }, () => platform.app.inject({ method: 'GET', url, headers })),
  );
  const ofCar = `/v2.0/vehicles/${car.vehicleIds[0]}/vin`;
  const vin = await platform.app.inject({ method: 'GET', url: ofCar, headers });
  return {
    passed: user.filter(({ statusCode }) => statusCode === 200).length,
    spoken: user.some((answer) => 'ratelimit' in answer.headers),
    vin: vin.statusCode,
  };
};

const LIVE = { liveCarsSimulated: true };

describe('what counts', () => {
  test('simulated and test cars do not, unless told otherwise', async () => {
    expect(await answered({}, { mode: 'simulated' })).toEqual({
      ...{ passed: 130, spoken: false, vin: 200 },
    });
  });

  test('live cars do', async () => {
    expect(await answered(LIVE, { mode: 'live' })).toEqual({
      ...{ passed: 120, spoken: true, vin: 429 },
    });
  });

  test('everything does when the setting says all', async () => {
    expect(await answered({ limits: 'all' }, { mode: 'test' })).toEqual({
      ...{ passed: 120, spoken: true, vin: 429 },
    });
  });

  test('nothing does when the setting says off', async () => {
    expect(await answered({ ...LIVE, limits: 'off' }, { mode: 'live' })).toEqual({
      ...{ passed: 130, spoken: false, vin: 200 },
    });
  });

  test('the figures of the settings are those of applications without their own', async () => {
    const config = { ...LIVE, rateLimitBurst: 7, rateLimitPerMinute: 600 };
    expect(await answered(config, { mode: 'live' })).toMatchObject({ passed: 7 });
  });
});
