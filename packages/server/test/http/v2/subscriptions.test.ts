import { afterAll, beforeAll, expect, test } from 'vitest';
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
let other: TestApplication;
let car: TestConnection;
let webhookId: string;
let foreignWebhookId: string;

const createWebhook = async ({ application: { id } }: TestApplication): Promise<string> => {
  const webhook = await platform.platform.webhooks.create(id, {
    ...{ name: 'Changes', callbackUri: 'http://127.0.0.1:1/hook', signals: [] },
    triggers: ['odometer-traveleddistance'],
  });
  return webhook.id;
};

beforeAll(async () => {
  platform = await createTestPlatform();
  application = await createTestApplication(platform);
  other = await createTestApplication(platform, 'Other');
  car = await connectCar(platform, application);
  webhookId = await createWebhook(application);
  foreignWebhookId = await createWebhook(other);
});
afterAll(() => platform.close());

const call = (method: 'POST' | 'DELETE', webhook: string, token: string) =>
  platform.app.inject({
    method,
    url: `/v2.0/vehicles/${car.vehicleIds[0]}/webhooks/${webhook}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    // An official SDK sends an empty object when it unsubscribes, and nothing when it subscribes.
    ...(method === 'DELETE' ? { payload: {} } : {}),
  });

test('a car is subscribed by the owner’s token; twice is the same', async () => {
  for (const _time of [1, 2]) {
    const response = await call('POST', webhookId, car.accessToken);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ vehicleId: car.vehicleIds[0], webhookId });
  }
});

test('and unsubscribed by the management token', async () => {
  await call('POST', webhookId, car.accessToken);
  const { managementToken } = application.credentials;
  const response = await call('DELETE', webhookId, managementToken);
  expect([response.statusCode, response.json()]).toEqual([200, { status: 'success' }]);
  const again = await call('DELETE', webhookId, managementToken);
  expect([again.statusCode, again.json().type]).toEqual([400, 'VALIDATION']);
});

test.each([
  ['an id that is none', () => 'webhook', null],
  ['an unknown webhook', () => '00000000-0000-4000-8000-000000000000', 'PARAMETER'],
  ["another application's webhook", () => foreignWebhookId, 'PARAMETER'],
])('%s is VALIDATION', async (_what, webhook, code) => {
  const response = await call('POST', webhook(), car.accessToken);
  expect([response.statusCode, response.json().type, response.json().code]).toEqual([
    400,
    'VALIDATION',
    code,
  ]);
});

test('tokens are not mixed up', async () => {
  await call('POST', webhookId, car.accessToken);
  expect((await call('POST', webhookId, application.credentials.managementToken)).statusCode).toBe(
    401,
  );
  expect((await call('DELETE', webhookId, car.accessToken)).statusCode).toBe(401);
  expect((await call('DELETE', webhookId, other.credentials.managementToken)).statusCode).toBe(400);
  const left = await platform.store.db
    .selectFrom('webhook_subscriptions')
    .select('id')
    .where('webhook_id', '=', webhookId)
    .execute();
  expect(left).toHaveLength(1);
});
