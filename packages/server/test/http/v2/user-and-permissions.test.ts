import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let application: TestApplication;
let garage: TestConnection;

beforeAll(async () => {
  platform = await createTestPlatform();
  application = await createTestApplication(platform);
  garage = await connectCar(platform, application, { username: '12-vehicles@smartcar.com' });
});
afterAll(() => platform.close());

const get = (path: string, token = garage.accessToken) =>
  platform.app.inject({
    url: `/v2.0${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });

test('the user is the one that Connect named, and an id', async () => {
  const response = await get('/user/');
  expect(response.json()).toEqual({ id: garage.userId });
  expect(garage.userId).toHaveLength(36);
});

describe('vehicles', () => {
  const ids = async (query: string): Promise<string[]> =>
    (await get(`/vehicles${query}`)).json().vehicles;

  test('come in pages of ten; count is of all', async () => {
    const { vehicles, paging } = (await get('/vehicles/?flags=country%3ADE')).json();
    expect(vehicles).toHaveLength(10);
    expect(paging).toEqual({ count: 12, offset: 0 });
  });

  test('pages give every vehicle once', async () => {
    const pages = [await ids('?limit=5'), await ids('?limit=5&offset=5'), await ids('?offset=10')];
    expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
    expect(new Set(pages.flat())).toEqual(new Set(garage.vehicleIds));
  });

  test('an offset beyond the end is an empty page', async () => {
    expect((await get('/vehicles?offset=99')).json()).toEqual({
      vehicles: [],
      paging: { count: 12, offset: 99 },
    });
  });

  test.each([
    'limit=0',
    'limit=51',
    'limit=-1',
    'limit=ten',
    'limit=1.5',
    'offset=-1',
    'offset=x',
    'offset=1e309',
  ])('%s is refused', async (query) => {
    const response = await get(`/vehicles?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      ...{ type: 'VALIDATION', code: null },
      detail: [{ field: query.split('=')[0], message: expect.any(String) }],
    });
  });
});

describe('permissions', () => {
  test('are those that the owner granted, without `required:`, and need none themselves', async () => {
    const permissions = ['read_odometer', 'control_charge'] as const;
    const car = await connectCar(platform, application, {
      ...{ permissions, username: 'bev-perm@example.com' },
    });
    const path = `/vehicles/${car.vehicleIds[0]}/permissions`;
    const response = await get(path, car.accessToken);
    expect(new Set(response.json().permissions)).toEqual(new Set(permissions));
    expect(response.json().paging).toEqual({ count: 2, offset: 0 });
    const second = await get(`${path}?limit=1&offset=1`, car.accessToken);
    expect(second.json()).toMatchObject({ paging: { count: 2, offset: 1 } });
    expect(second.json().permissions).toHaveLength(1);
  });

  test("another owner's vehicle is not there", async () => {
    const other = await connectCar(platform, application, { username: 'bev-other@example.com' });
    const response = await get(`/vehicles/${other.vehicleIds[0]}/permissions`);
    expect([response.statusCode, response.json().type]).toEqual([401, 'AUTHENTICATION']);
  });
});

test('an application token has no v2.0', async () => {
  const { accessToken } = await platform.platform.tokens.issueApplicationToken(
    application.application.id,
  );
  for (const path of ['/user', '/vehicles', `/vehicles/${garage.vehicleIds[0]}/battery`]) {
    expect((await get(path, accessToken)).statusCode).toBe(401);
  }
});
