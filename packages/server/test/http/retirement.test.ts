import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestConnection,
  type TestPlatform,
} from '../support/platform.js';

let platform: TestPlatform;
let car: TestConnection;
beforeAll(async () => {
  platform = await createTestPlatform({ config: { publicUrl: 'https://carport.example' } });
  car = await connectCar(platform, await createTestApplication(platform));
});
afterAll(() => platform.close());

const get = (url: string) =>
  platform.app.inject({ url, headers: { authorization: `Bearer ${car.accessToken}` } });

const EXPECTED = {
  deprecation: `@${Date.UTC(2026, 3, 1) / 1_000}`,
  sunset: 'Tue, 01 Dec 2026 00:00:00 GMT',
  link: '<https://carport.example/docs/versions>; rel="deprecation"; type="text/html"',
};

test.each([
  ['/v2.0/vehicles', 200],
  ['/v2.0/vehicles/{id}/odometer', 200],
  ['/v2.0/vehicles/{id}/fuel', 501],
  ['/v2.0/management/connections', 401],
  ['/v2.0/compatibility/matrix', 401],
])('%s says that v2.0 is on its way out', async (path, status) => {
  const response = await get(path.replace('{id}', car.vehicleIds[0] ?? ''));
  expect(response.headers).toMatchObject(EXPECTED);
  expect(response.statusCode).toBe(status);
});

test.each(['/v3/vehicles/{id}', '/v3/compatible-vehicles', '/healthz'])(
  '%s does not',
  async (path) => {
    const response = await get(path.replace('{id}', car.vehicleIds[0] ?? ''));
    expect(response.statusCode).toBe(200);
    expect(response.headers).not.toHaveProperty('deprecation');
    expect(response.headers).not.toHaveProperty('sunset');
  },
);

test('every route of v2.0 says so, and no other route', async () => {
  const { paths } = (await platform.app.inject('/openapi.json')).json() as {
    paths: Record<string, object>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() as 'GET' })),
  );
  const wrong: string[] = [];
  const seen = { retiring: 0, staying: 0 };
  for (const { method, path } of operations) {
    const isRetiring = path.includes('v2.0');
    seen[isRetiring ? 'retiring' : 'staying'] += 1;
    const url = path.replace(/\{\w+\}/g, crypto.randomUUID());
    const { headers } = await platform.app.inject({ method, url });
    const { deprecation, sunset, link } = headers;
    const says = JSON.stringify({ deprecation, sunset, link });
    if (says !== JSON.stringify(isRetiring ? EXPECTED : {}))
      wrong.push(`${method} ${path} ${says}`);
  }
  expect(wrong).toEqual([]);
  expect(seen.retiring).toBeGreaterThan(60);
  expect(seen.staying).toBeGreaterThan(30);
});

test('the link leads to a page that names the day', async () => {
  const { statusCode, body } = await platform.app.inject({ url: '/docs/versions' });
  expect(statusCode).toBe(200);
  expect(body).toContain('December 1, 2026');
});
