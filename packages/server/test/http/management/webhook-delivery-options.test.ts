import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DELIVERY_DEFAULTS, DELIVERY_OPTIONS } from '../../../src/webhooks/delivery/options.js';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let token: string;
let webhookId: string;

const SECRET = 'what-the-gateway-asks-for';
const ATTRIBUTES = {
  ...{ name: 'Fleet', callbackUri: 'https://hooks.example.com/fleet' },
  triggers: ['odometer-traveleddistance'],
};

beforeAll(async () => {
  platform = await createTestPlatform();
  const { application } = await createTestApplication(platform);
  token = (await platform.platform.tokens.issueApplicationToken(application.id)).accessToken;
});
afterAll(() => platform.close());
beforeEach(async () => {
  const made = await send('POST', '/webhooks', ATTRIBUTES);
  expect(made.statusCode).toBe(201);
  webhookId = made.json().data.id;
});

const send = (method: 'GET' | 'POST' | 'PATCH', path: string, attributes?: object) =>
  platform.app.inject({
    ...{ method, url: `/v3${path}`, headers: { authorization: `Bearer ${token}` } },
    ...(attributes && { payload: { data: { attributes } } }),
  });

const change = (delivery: object) => send('PATCH', `/webhooks/${webhookId}`, { delivery });
const shown = async () => (await send('GET', `/webhooks/${webhookId}`)).json().data.attributes;

describe('delivery options', () => {
  test('are the documented way unless they are set', async () => {
    expect((await shown()).delivery).toEqual(DELIVERY_DEFAULTS);
  });

  test('are set one by one; the others stay', async () => {
    await change({ retrySchedule: [5, 60], honourRetryAfter: true, disableAfter: 7_200 });
    const changed = await change({ maxPerSecond: 10, disableAfter: null });
    expect(changed.statusCode).toBe(200);
    const expected = {
      ...{ ...DELIVERY_DEFAULTS, retrySchedule: [5, 60], honourRetryAfter: true },
      maxPerSecond: 10,
    };
    expect(changed.json().data.attributes.delivery).toEqual(expected);
    expect((await shown()).delivery).toEqual(expected);
    await send('PATCH', `/webhooks/${webhookId}`, { name: 'Renamed' });
    expect((await shown()).delivery).toEqual(expected);
  });

  test('may be given when a webhook is made', async () => {
    const made = await send('POST', '/webhooks', {
      ...ATTRIBUTES,
      delivery: { ordering: 'vehicle', compression: 'gzip', maxConcurrent: 1 },
    });
    expect(made.json().data.attributes.delivery).toEqual({
      ...{ ...DELIVERY_DEFAULTS, ordering: 'vehicle', compression: 'gzip', maxConcurrent: 1 },
    });
  });

  test('keep the value of a static header to themselves, and seal it', async () => {
    const changed = await change({ staticHeader: { name: 'X-Gateway-Key', value: SECRET } });
    expect(changed.json().data.attributes.delivery.staticHeader).toEqual({ name: 'X-Gateway-Key' });
    const listed = await send('GET', '/webhooks');
    for (const { body } of [changed, listed]) expect(body).not.toContain(SECRET);
    const rows = await platform.store.db.selectFrom('webhooks').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(SECRET);
    expect((await change({ staticHeader: null })).json().data.attributes.delivery).toEqual(
      DELIVERY_DEFAULTS,
    );
  });

  test.each<readonly [unknown, string]>([
    [{ colour: 'red' }, 'delivery'],
    [{ retrySchedule: 'never' }, 'delivery.retrySchedule'],
    [{ retrySchedule: [] }, 'delivery.retrySchedule'],
    [{ retrySchedule: [0] }, 'delivery.retrySchedule'],
    [{ retrySchedule: Array(21).fill(1) }, 'delivery.retrySchedule'],
    [{ retrySchedule: null }, 'delivery.retrySchedule'],
    [{ honourRetryAfter: 'yes' }, 'delivery.honourRetryAfter'],
    [{ disableOnGone: 1 }, 'delivery.disableOnGone'],
    [{ disableAfter: 59 }, 'delivery.disableAfter'],
    [{ disableAfter: 1e9 }, 'delivery.disableAfter'],
    [{ maxPerSecond: 0 }, 'delivery.maxPerSecond'],
    [{ maxPerSecond: 1.5 }, 'delivery.maxPerSecond'],
    [{ maxPerSecond: '10' }, 'delivery.maxPerSecond'],
    [{ maxConcurrent: -1 }, 'delivery.maxConcurrent'],
    [{ ordering: 'global' }, 'delivery.ordering'],
    [{ compression: 'br' }, 'delivery.compression'],
    [{ standardWebhooks: null }, 'delivery.standardWebhooks'],
    [{ staticHeader: { name: 'X-Key' } }, 'delivery.staticHeader'],
    [{ staticHeader: { name: 'X-Key', value: '' } }, 'delivery.staticHeader'],
    [{ staticHeader: { name: 'X-Key', value: 'a\r\nHost: b' } }, 'delivery.staticHeader'],
    [{ staticHeader: { name: 'X-Key', value: 'ü' } }, 'delivery.staticHeader'],
    [{ staticHeader: { name: 'X Key', value: 'a' } }, 'delivery.staticHeader'],
    [{ staticHeader: { name: 'X-Key\r\nHost', value: 'a' } }, 'delivery.staticHeader'],
    ...['Host', 'content-length', 'Transfer-Encoding', 'SC-Signature', 'Webhook-Id', 'Cookie'].map(
      (name) => [{ staticHeader: { name, value: 'a' } }, 'delivery.staticHeader'] as const,
    ),
    [null, 'delivery'],
    [[], 'delivery'],
  ])('%j is refused and changes nothing', async (delivery, field) => {
    const refused = await change(delivery as object);
    expect(refused.statusCode).toBe(400);
    const [error] = refused.json().errors;
    expect(error.type).toBe('VALIDATION');
    expect(JSON.stringify(refused.json())).toContain(field);
    expect((await shown()).delivery).toEqual(DELIVERY_DEFAULTS);
  });

  test('have each a meaning in words', () => {
    for (const { description } of DELIVERY_OPTIONS) expect(description).toMatch(/\w{3}.*\.$/s);
    expect(DELIVERY_OPTIONS.map(({ name }) => name)).toEqual(Object.keys(DELIVERY_DEFAULTS));
  });
});

describe('signing keys', () => {
  const keys = async () => (await send('GET', `/webhooks/${webhookId}/keys`)).json().data;
  const rotate = (attributes: object = {}) =>
    send('POST', `/webhooks/${webhookId}/keys/rotate`, attributes);

  test('are none while Standard Webhooks are off', async () => {
    expect(await keys()).toEqual([]);
    const refused = await rotate();
    expect(refused.statusCode).toBe(409);
    expect(refused.json().errors[0]).toMatchObject({ code: 'STANDARD_WEBHOOKS_OFF' });
  });

  test('show their secret once, when they are made', async () => {
    const turnedOn = await change({ standardWebhooks: true });
    const { signingSecret } = turnedOn.json().data.attributes;
    expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const listed = await send('GET', `/webhooks/${webhookId}/keys`);
    expect(listed.json().data).toEqual([
      {
        ...{ id: expect.any(String), type: 'webhook-key' },
        attributes: { hint: signingSecret.slice(-4), expiresAt: null },
        meta: { createdAt: expect.any(String) },
      },
    ]);
    expect(listed.body).not.toContain(signingSecret);
    expect(await shown()).not.toHaveProperty('signingSecret');
    const again = await change({ standardWebhooks: true });
    expect(again.json().data.attributes).not.toHaveProperty('signingSecret');
  });

  test('overlap for as long as was asked for', async () => {
    await change({ standardWebhooks: true });
    const now = platform.clock.now();
    const made = await rotate({ overlapSeconds: 60 });
    expect(made.statusCode).toBe(201);
    expect(made.json().data.attributes.secret).toMatch(/^whsec_/);
    const [newest, older] = await keys();
    expect(newest.id).toBe(made.json().data.id);
    expect(older.attributes.expiresAt).toBe(new Date(now + 60_000).toISOString());
    platform.clock.advance(60_000);
    expect(await keys()).toEqual([newest]);
  });

  test('are two at most, and gone when Standard Webhooks are turned off', async () => {
    await change({ standardWebhooks: true });
    for (let turn = 0; turn < 3; turn++) await rotate();
    expect(await keys()).toHaveLength(2);
    await rotate({ overlapSeconds: 0 });
    expect(await keys()).toHaveLength(1);
    await change({ standardWebhooks: false });
    expect(await keys()).toEqual([]);
  });

  test.each([{ overlapSeconds: -1 }, { overlapSeconds: 1e9 }, { overlapSeconds: '1' }, { a: 1 }])(
    'are not rotated by %j',
    async (attributes) => {
      await change({ standardWebhooks: true });
      expect((await rotate(attributes)).statusCode).toBe(400);
      expect(await keys()).toHaveLength(1);
    },
  );
});

describe('a test event', () => {
  const path = () => `/webhooks/${webhookId}/test`;

  test('is refused while the webhook is not verified', async () => {
    const refused = await send('POST', path());
    expect(refused.statusCode).toBe(409);
    expect(refused.json().errors[0]).toMatchObject({ code: 'WEBHOOK_INACTIVE' });
  });

  test('goes out like any other', async () => {
    const { deliveryMethod, callbackUri } = { deliveryMethod: 'pull', callbackUri: null };
    await send('PATCH', `/webhooks/${webhookId}`, { deliveryMethod, callbackUri });
    const sent = await send('POST', path());
    expect(sent.statusCode).toBe(202);
    const { data } = (await send('GET', `/webhooks/${webhookId}/events`)).json();
    expect(data).toEqual([expect.objectContaining({ id: sent.json().data.id })]);
  });
});

describe('a signature that does not fit', () => {
  const explain = (attributes: object) =>
    send('POST', `/webhooks/${webhookId}/signature/explain`, attributes);
  const signature = 'a'.repeat(64);

  test.each([
    { body: '{}', signature },
    { bodyBase64: Buffer.from('{}').toString('base64'), signature },
    { body: '', signature: 'v1,abc', webhookId: 'e1', webhookTimestamp: '1' },
  ])('is explained: %j', async (attributes) => {
    const answer = await explain(attributes);
    expect(answer.statusCode).toBe(200);
    expect(answer.json().data.attributes).toMatchObject({ valid: false, delivery: null });
  });

  test.each([
    {},
    { body: '{}' },
    { signature },
    { body: '{}', bodyBase64: 'e30=', signature },
    { bodyBase64: 'not base64!', signature },
    { body: '{}', signature: '' },
    { body: {}, signature },
    { body: '{}', signature, key: 'k' },
  ])('%j is no question', async (attributes) => {
    expect((await explain(attributes)).statusCode).toBe(400);
  });
});
