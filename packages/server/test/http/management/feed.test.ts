import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let token: string;
let webhookId: string;
let vehicleId: string;

beforeAll(async () => {
  platform = await createTestPlatform();
  const created = await createTestApplication(platform);
  const { id } = created.application;
  token = (await platform.platform.tokens.issueApplicationToken(id)).accessToken;
  const made = await call('POST', '/webhooks', { data: { attributes: PULLED } });
  expect(made.statusCode).toBe(201);
  webhookId = made.json().data.id;
  expect(made.json().data.attributes).toMatchObject({
    ...{ deliveryMethod: 'pull', callbackUri: null, isVerified: true },
  });
  const car = await connectCar(platform, created);
  vehicleId = car.vehicleIds[0] ?? '';
  await platform.services.poller.tick();
});
afterAll(() => platform.close());

const PULLED = {
  ...{ name: 'Pulled', deliveryMethod: 'pull', autoSubscribe: true },
  triggers: ['odometer-traveleddistance'],
};

const call = (method: 'GET' | 'POST', path: string, payload?: object) =>
  platform.app.inject({
    ...{ method, url: `/v3${path}`, headers: { authorization: `Bearer ${token}` } },
    ...(payload && { payload }),
  });

const read = (query: Readonly<Record<string, string>> = {}) =>
  call('GET', `/webhooks/${webhookId}/feed?${new URLSearchParams(query)}`);

describe('a feed', () => {
  test('tells what would be posted, and where to go on', async () => {
    const { data, meta } = (await read({ wait: '10' })).json();
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      type: 'delivery',
      attributes: {
        eventType: 'VEHICLE_STATE',
        vehicleId,
        headers: { 'SC-Signature': expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
    expect(JSON.parse(data[0].attributes.body).meta.deliveryId).toBe(data[0].id);
    const rest = await read({ cursor: meta.cursor });
    expect(rest.json().data).toEqual([]);
    expect(rest.headers['cache-control']).toBe('no-store');
  });

  test.each([
    [{ since: 'now' }, 0],
    [{ since: '2026-01-01T00:00:00Z' }, 1],
    [{}, 1],
  ])('from %j on', async (query, count) => {
    expect((await read(query as Record<string, string>)).json().data).toHaveLength(count);
  });

  test.each([
    { cursor: 'nonsense' },
    { cursor: 'a', since: 'now' },
    { since: 'yesterday' },
    { limit: '201' },
    { wait: '26' },
  ])('%j is refused', async (query) => {
    const refused = await read(query as unknown as Record<string, string>);
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors[0]).toMatchObject({ type: 'VALIDATION' });
  });

  test('of no webhook is not found', async () => {
    const refused = await call('GET', `/webhooks/${crypto.randomUUID()}/feed`);
    expect(refused.json().errors[0]).toMatchObject({ code: 'WEBHOOK_NOT_FOUND' });
  });
});

test('a pulled webhook has nothing to verify', async () => {
  const refused = await call('POST', `/webhooks/${webhookId}/verify`);
  expect(refused.statusCode).toBe(409);
  expect(refused.json().errors[0]).toMatchObject({ type: 'CONFLICT', code: 'WEBHOOK_PULLED' });
});
