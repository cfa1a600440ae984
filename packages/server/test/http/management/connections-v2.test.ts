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
let first: TestConnection;
let second: TestConnection;

beforeAll(async () => {
  platform = await createTestPlatform({ config: { liveCarsSimulated: true } });
  application = await createTestApplication(platform);
  first = await connectCar(platform, application, { username: 'one@example.com' });
  platform.clock.advance(1_000);
  second = await connectCar(platform, application, { username: '3-vehicles@example.com' });
  platform.clock.advance(1_000);
  await connectCar(platform, application, { username: 'live@example.com', mode: 'live' });
});
afterAll(() => platform.close());

const PATH = '/v2.0/management/connections';
const basic = (token: string, name = 'default') =>
  `Basic ${Buffer.from(`${name}:${token}`).toString('base64')}`;

const call = (
  method: 'GET' | 'DELETE',
  query: Readonly<Record<string, string>>,
  authorization = basic(application.credentials.managementToken),
) =>
  platform.app.inject({
    method,
    url: `${PATH}/?${new URLSearchParams(query)}`,
    headers: { authorization },
  });

interface Listed {
  readonly connections: { vehicleId: string; userId: string; connectedAt: string; mode: string }[];
  readonly paging: { readonly cursor: string | null };
}
const list = async (query: Readonly<Record<string, string>>): Promise<Listed> => {
  const response = await call('GET', query);
  expect(response.statusCode).toBe(200);
  return response.json();
};

describe('listing', () => {
  test('the newest first, of every mode', async () => {
    const { connections, paging } = await list({});
    expect(connections).toHaveLength(5);
    expect(connections[0]).toMatchObject({ mode: 'live', connectedAt: '2026-06-01T12:00:02.000Z' });
    expect(connections.at(-1)).toEqual({
      vehicleId: first.vehicleIds[0],
      userId: first.userId,
      connectedAt: '2026-06-01T12:00:00.000Z',
      mode: 'simulated',
    });
    expect(paging).toEqual({ cursor: null });
  });

  test('by mode, user, vehicle and both', async () => {
    expect((await list({ mode: 'live' })).connections).toHaveLength(1);
    expect((await list({ user_id: second.userId })).connections).toHaveLength(3);
    const vehicle_id = second.vehicleIds[0] ?? '';
    expect((await list({ vehicle_id })).connections).toHaveLength(1);
    expect((await list({ vehicle_id, user_id: first.userId })).connections).toEqual([]);
  });

  test('page by page: nothing twice, nothing left out', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Listed = await list({ limit: '2', ...(cursor === null ? {} : { cursor }) });
      expect(page.connections.length).toBeLessThanOrEqual(2);
      seen.push(...page.connections.map(({ vehicleId }) => vehicleId));
      cursor = page.paging.cursor;
    } while (cursor !== null);
    expect(seen).toEqual((await list({})).connections.map(({ vehicleId }) => vehicleId));
  });

  test.each([
    [{ limit: '0' }],
    [{ limit: '101' }],
    [{ cursor: 'somewhere' }],
    [{ user_id: 'me' }],
    [{ mode: 'dream' }],
  ])('%j is refused', async (query) => {
    const response = await call('GET', query as Record<string, string>);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ type: 'VALIDATION', code: null });
  });

  test('at most a hundred at a time', async () => {
    expect((await list({ limit: '100' })).connections).toHaveLength(5);
  });
});

describe('deleting', () => {
  test('needs a user or a vehicle', async () => {
    expect((await call('DELETE', {})).statusCode).toBe(400);
    expect((await call('DELETE', { mode: 'live' })).statusCode).toBe(400);
  });

  test('by vehicle and user, then by vehicle, then by user; tells what is gone', async () => {
    const { userId, vehicleIds } = await connectCar(platform, application, {
      username: '4-vehicles@leaving.com',
    });
    const [one = '', two = ''] = vehicleIds;
    const gone = async (query: Readonly<Record<string, string>>) =>
      (await call('DELETE', query)).json<Pick<Listed, 'connections'>>().connections;

    expect(await gone({ vehicle_id: one, user_id: first.userId })).toEqual([]);
    expect(await gone({ vehicle_id: one, user_id: userId })).toEqual([{ userId, vehicleId: one }]);
    expect(await gone({ vehicle_id: two })).toEqual([{ userId, vehicleId: two }]);
    expect((await gone({ user_id: userId })).map(({ vehicleId }) => vehicleId).toSorted()).toEqual(
      vehicleIds.slice(2).toSorted(),
    );
    expect((await list({ user_id: userId })).connections).toEqual([]);
  });

  test('only in the mode that is given', async () => {
    const [vehicle_id = ''] = first.vehicleIds;
    expect((await call('DELETE', { vehicle_id, mode: 'live' })).json()).toEqual({
      connections: [],
    });
    expect((await list({ vehicle_id })).connections).toHaveLength(1);
  });
});

test('only the management token in Basic credentials is taken', async () => {
  const { managementToken, clientId, clientSecret } = application.credentials;
  for (const authorization of [
    '',
    `Bearer ${managementToken}`,
    basic(managementToken, 'someone'),
    basic(clientSecret, clientId),
    basic('wrong'),
  ]) {
    expect((await call('GET', {}, authorization)).statusCode).toBe(401);
    expect((await call('DELETE', { user_id: first.userId }, authorization)).statusCode).toBe(401);
  }
});

test('another application’s connections are not there', async () => {
  const { credentials } = await createTestApplication(platform, 'Stranger');
  const theirs = basic(credentials.managementToken);
  expect((await call('GET', {}, theirs)).json().connections).toEqual([]);
  expect((await call('DELETE', { user_id: second.userId }, theirs)).json().connections).toEqual([]);
  expect((await list({ user_id: second.userId })).connections).toHaveLength(3);
});
