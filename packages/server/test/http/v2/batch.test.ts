import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let car: TestConnection;

beforeAll(async () => {
  platform = await createTestPlatform();
  car = await connectCar(platform, await createTestApplication(platform, 'Juice'), {
    permissions: ['read_odometer', 'read_battery', 'read_vehicle_info', 'read_fuel'],
  });
});
afterAll(() => platform.close());

const batch = (requests: unknown, headers: Record<string, string> = {}) =>
  platform.app.inject({
    method: 'POST',
    url: `/v2.0/vehicles/${car.vehicleIds[0]}/batch`,
    headers: { authorization: `Bearer ${car.accessToken}`, ...headers },
    payload: { requests },
  });

const get = (path: string, headers: Record<string, string> = {}) =>
  platform.app.inject({
    url: `/v2.0/vehicles/${car.vehicleIds[0]}${path}`,
    headers: { authorization: `Bearer ${car.accessToken}`, ...headers },
  });

const paths = (...list: string[]) => list.map((path) => ({ path }));

test('each item has what its endpoint alone answers: code, body and headers', async () => {
  const list = ['/', '/odometer', '/battery', '/fuel', '/location'];
  const { responses } = (await batch(paths(...list))).json();
  for (const [index, path] of list.entries()) {
    const alone = await get(path);
    const item = responses[index];
    expect(item.path).toBe(path);
    expect(item.code).toBe(alone.statusCode);
    const { requestId: _own, ...body } = item.body;
    const { requestId: _alone, ...expected } = alone.json();
    expect(body).toEqual(expected);
    for (const [name, value] of Object.entries(item.headers)) {
      expect(alone.headers[name]).toBe(value);
    }
  }
});

test('an answer carries its age and units, an error an empty object', async () => {
  const { responses } = (await batch(paths('/odometer', '/fuel', '/location', '/'))).json();
  expect(responses.map((item: { code: number }) => item.code)).toEqual([200, 501, 403, 200]);
  expect(Object.keys(responses[0].headers).sort()).toEqual([
    'sc-data-age',
    'sc-fetched-at',
    'sc-unit-system',
  ]);
  expect([responses[1].headers, responses[2].headers, responses[3].headers]).toEqual([{}, {}, {}]);
});

test('failed items never fail the request; their errors are whole and carry its id', async () => {
  const response = await batch(paths('/nothing', '/fuel'));
  expect(response.statusCode).toBe(200);
  for (const item of response.json().responses) {
    expect(item.body).toMatchObject({
      statusCode: item.code,
      requestId: response.headers['sc-request-id'],
      docURL: expect.stringContaining('/docs/errors/'),
      resolution: expect.any(Object),
    });
  }
});

test('paths are echoed as they came, however they are written', async () => {
  const list = ['/odometer/', 'odometer', '/odometer?flags=x', '/odometer', '/odometer'];
  const { responses } = (await batch(paths(...list))).json();
  expect(responses.map((item: { path: string }) => item.path)).toEqual(list);
  expect(new Set(responses.map((item: { code: number }) => item.code))).toEqual(new Set([200]));
});

test('units are the same for all items', async () => {
  const imperial = { 'sc-unit-system': 'imperial' };
  const { responses } = (await batch(paths('/odometer'), imperial)).json();
  expect(responses[0].body).toEqual((await get('/odometer', imperial)).json());
  expect(responses[0].headers['sc-unit-system']).toBe('imperial');
});

describe('a batch that makes no sense is refused as a whole', () => {
  test.each([
    ['no list', undefined],
    ['an empty list', []],
    ['an item without a path', [{}]],
    ['a path that is no text', [{ path: 7 }]],
    ['a text', 'odometer'],
    ['too many', paths(...Array.from({ length: 101 }, () => '/odometer'))],
    ['a path beyond all measure', paths('x'.repeat(500))],
  ])('%s', async (_what, requests) => {
    const response = await batch(requests);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ type: 'VALIDATION', code: null });
  });

  test('an unknown unit system', async () => {
    const response = await batch(paths('/odometer'), { 'sc-unit-system': 'nautical' });
    expect([response.statusCode, response.json().type]).toEqual([400, 'VALIDATION']);
  });
});
