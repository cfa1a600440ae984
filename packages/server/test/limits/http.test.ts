import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../support/platform.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let platform: TestPlatform;
let application: TestApplication;
let car: TestConnection;

beforeAll(async () => {
  platform = await createTestPlatform({ config: { limits: 'all' } });
});
afterAll(() => platform.close());

beforeEach(async () => {
  application = await createTestApplication(platform);
  car = await connectCar(platform, application);
});

const get = (url: string, token = car.accessToken) =>
  platform.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

describe("the application's bucket", () => {
  test('121 requests at once: exactly 120 pass, and the last learns when to come back', async () => {
    const responses = await Promise.all(times(121, () => get('/v2.0/user')));
    expect(responses.filter(({ statusCode }) => statusCode === 200)).toHaveLength(120);
    const [refused, ...others] = responses.filter(({ statusCode }) => statusCode === 429);
    expect(others).toEqual([]);
    expect(refused?.json()).toMatchObject({ type: 'RATE_LIMIT', code: 'SMARTCAR_API' });
    expect(refused?.headers['retry-after']).toBe('30');
  });
});
