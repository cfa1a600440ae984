import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';

const SECOND = 1_000;

let platform: TestPlatform;
let application: TestApplication;
let token: string;
let first: TestConnection;
let second: TestConnection;
let older: TestConnection;

beforeAll(async () => {
  platform = await createTestPlatform({ config: { liveCarsSimulated: true } });
  application = await createTestApplication(platform);
  const id = application.application.id;
  token = (await platform.platform.tokens.issueApplicationToken(id)).accessToken;
  first = await connectCar(platform, application, { username: 'one@example.com' });
  platform.clock.advance(SECOND);
  second = await connectCar(platform, application, { username: '2-vehicles@example.com' });
  platform.clock.advance(SECOND);
  older = await connectCar(platform, application, { username: 'old@example.com', mode: 'test' });
  await connectCar(platform, application, { username: 'live@example.com', mode: 'live' });
  await connectCar(platform, await createTestApplication(platform, 'Another app'));
});
afterAll(() => platform.close());

const call = (
  method: 'GET' | 'DELETE',
  path: string,
  query: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
) =>
  platform.app.inject({
    method,
    url: `/v3${path}?${new URLSearchParams(query)}`,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });

const SIMULATED = { 'filter[vehicle.mode]': 'simulated' };

interface List {
  readonly data: {
    id: string;
    attributes: { vehicle: { mode: string } };
    relationships: Record<'user' | 'vehicle', { data: { id: string } }>;
  }[];
  readonly meta: Record<string, unknown>;
  readonly links: Record<'self' | 'first' | 'prev' | 'next' | 'last', string | null>;
}
const list = async (
  query: Readonly<Record<string, string>>,
  headers?: Readonly<Record<string, string>>,
): Promise<List> => {
  const response = await call('GET', '/connections', query, headers);
  expect(response.statusCode).toBe(200);
  return response.json();
};
const usersOf = ({ data }: List) => data.map(({ relationships }) => relationships.user.data.id);

test('a connection as it is written', async () => {
  const { data, meta } = await list({ ...SIMULATED, 'filter[userId]': first.userId });
  expect(data).toEqual([
    {
      id: expect.any(String),
      type: 'connection',
      attributes: {
        permissions: expect.arrayContaining(['read_odometer']),
        vehicle: {
          make: 'TESLA',
          model: expect.any(String),
          year: expect.any(Number),
          mode: 'simulated',
          powertrainType: 'BEV',
        },
        user: { id: first.userId, externalId: null },
      },
      relationships: {
        vehicle: {
          data: { id: first.vehicleIds[0], type: 'vehicle' },
          links: { related: expect.stringContaining(`/v3/vehicles/${first.vehicleIds[0]}`) },
        },
        user: { data: { id: first.userId, type: 'user' } },
      },
      meta: { createdAt: '2026-06-01T12:00:00.000Z', updatedAt: '2026-06-01T12:00:00.000Z' },
      links: { self: expect.stringMatching(/^http.*\/v3\/connections\/[0-9a-f-]{36}$/) },
    },
  ]);
  expect(meta).toEqual({
    pageNumber: 1,
    pageSize: 10,
    totalCount: 1,
    orderBy: 'createdAt',
    orderDirection: 'desc',
  });
});

describe('filters', () => {
  test('live cars unless others are asked for; test cars are simulated ones', async () => {
    const modes = async (query: Readonly<Record<string, string>>) =>
      (await list(query)).data.map(({ attributes }) => attributes.vehicle.mode);
    expect(await modes({})).toEqual(['live']);
    expect(await modes(SIMULATED)).toEqual(['simulated', 'simulated', 'simulated', 'simulated']);
  });

  test('by vehicle, and by vehicle and user', async () => {
    const vehicle = { ...SIMULATED, 'filter[vehicleId]': second.vehicleIds[1] ?? '' };
    expect(usersOf(await list(vehicle))).toEqual([second.userId]);
    expect(usersOf(await list({ ...vehicle, 'filter[userId]': first.userId }))).toEqual([]);
  });

  test('by user, as a filter or as sc-user-id', async () => {
    const mine = [second.userId, second.userId];
    expect(usersOf(await list({ ...SIMULATED, 'filter[userId]': second.userId }))).toEqual(mine);
    expect(usersOf(await list(SIMULATED, { 'sc-user-id': second.userId }))).toEqual(mine);
  });

  test('by the application’s own name for the user, within the application', async () => {
    await platform.store.db
      .updateTable('users')
      .set({ external_id: 'customer-7' })
      .where('id', '=', first.userId)
      .execute();
    const named = { ...SIMULATED, 'filter[user.externalId]': 'customer-7' };
    expect(usersOf(await list(named))).toEqual([first.userId]);
    const nobody = { ...SIMULATED, 'filter[user.externalId]': 'customer-8' };
    expect((await list(nobody)).meta).toMatchObject({ totalCount: 0 });
  });

  test.each([
    ['filter[userId]', 'me'],
    ['filter[vehicleId]', '1; DROP TABLE'],
    ['filter[vehicle.mode]', 'dream'],
    ['page[number]', '0'],
    ['page[size]', '101'],
  ])('%s=%s is refused', async (name, value) => {
    const response = await call('GET', '/connections', { [name]: value });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0]).toMatchObject({
      type: 'VALIDATION',
      code: 'INVALID_INPUT_FORMAT',
    });
  });
});

test('pages go from the newest to the oldest by their links, filters and all', async () => {
  const users: string[] = [];
  let page = await list({ ...SIMULATED, 'page[size]': '3' });
  expect(page.links).toMatchObject({ prev: null, self: page.links.first });
  expect(page.meta).toMatchObject({ pageNumber: 1, pageSize: 3, totalCount: 4 });
  for (;;) {
    users.push(...usersOf(page));
    const { next } = page.links;
    if (!next) break;
    page = await list(Object.fromEntries(new URL(next).searchParams));
  }
  expect(users).toEqual([older.userId, second.userId, second.userId, first.userId]);
  expect(page.links).toMatchObject({ next: null, self: page.links.last });
  expect(page.links.prev).toContain(encodeURIComponent('page[number]'));
});

describe('one connection', () => {
  test('is shown, and belongs to its application', async () => {
    const [found] = (await list({ ...SIMULATED, 'filter[userId]': first.userId })).data;
    const shown = await call('GET', `/connections/${found?.id}`);
    expect(shown.json()).toEqual({ data: found });
    const stranger = await createTestApplication(platform, 'Stranger');
    const theirs = await platform.platform.tokens.issueApplicationToken(stranger.application.id);
    const authorization = `Bearer ${theirs.accessToken}`;
    for (const method of ['GET', 'DELETE'] as const) {
      const refused = await call(method, `/connections/${found?.id}`, {}, { authorization });
      expect(refused.statusCode).toBe(404);
      expect(refused.json().errors[0]).toMatchObject({ code: 'CONNECTION_NOT_FOUND' });
    }
  });

  test('ends; the car’s other connections stay', async () => {
    const car = await connectCar(platform, application, { username: '2-vehicles@leaving.com' });
    const query = { ...SIMULATED, 'filter[userId]': car.userId };
    const [ending, staying] = (await list(query)).data;
    const ended = await call('DELETE', `/connections/${ending?.id}`);
    expect([ended.statusCode, ended.body]).toEqual([204, '']);
    expect((await call('DELETE', `/connections/${ending?.id}`)).statusCode).toBe(404);
    expect((await list(query)).data.map(({ id }) => id)).toEqual([staying?.id]);
  });
});

test('a user is deleted with all their connections', async () => {
  const leaving = await connectCar(platform, application, { username: '3-vehicles@bye.com' });
  expect((await call('DELETE', `/users/${leaving.userId}`)).statusCode).toBe(204);
  expect(usersOf(await list({ ...SIMULATED, 'filter[userId]': leaving.userId }))).toEqual([]);
  const again = await call('DELETE', `/users/${leaving.userId}`);
  expect(again.json().errors[0]).toMatchObject({ status: '404', code: 'USER_NOT_FOUND' });
});

describe('who may ask', () => {
  const status = async (authorization: string) =>
    (await call('GET', '/connections', SIMULATED, { authorization })).statusCode;
  const basic = (name: string, secret: string) =>
    `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

  test('the application token, or the management token in either scheme', async () => {
    const { managementToken } = application.credentials;
    expect(await status(`Bearer ${managementToken}`)).toBe(200);
    expect(await status(basic('default', managementToken))).toBe(200);
  });

  test('nobody else', async () => {
    const { clientId, clientSecret, managementToken } = application.credentials;
    for (const authorization of [
      '',
      'Bearer nothing',
      `Bearer ${first.accessToken}`,
      basic(clientId, clientSecret),
      basic('someone', managementToken),
    ]) {
      expect(await status(authorization)).toBe(401);
    }
  });
});
