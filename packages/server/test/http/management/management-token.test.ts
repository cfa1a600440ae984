import { afterAll, beforeAll, expect, test } from 'vitest';
import { hmacHex } from '../../../src/webhooks/signature.js';
import {
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let created: TestApplication;
let webhookId: string;

const SIGNALS = ['odometer-traveleddistance'] as const;

beforeAll(async () => {
  platform = await createTestPlatform();
  created = await createTestApplication(platform);
  const { webhooks } = platform.platform;
  const webhook = await webhooks.create(created.application.id, {
    ...{ name: 'Pulled', deliveryMethod: 'pull', triggers: SIGNALS, signals: SIGNALS },
  });
  webhookId = webhook.id;
  await webhooks.sendSample(created.application.id, webhookId);
});
afterAll(() => platform.close());

const call = (token: string, method: 'GET' | 'POST', path: string, attributes?: object) =>
  platform.app.inject({
    ...{ method, url: `/v3${path}`, headers: { authorization: `Bearer ${token}` } },
    ...(attributes && { payload: { data: { attributes } } }),
  });
const rotate = (token: string, attributes: object, id = created.application.id) =>
  call(token, 'POST', `/applications/${id}/management-token/rotate`, attributes);
const isGood = async (token: string) =>
  (await call(token, 'GET', '/applications')).statusCode === 200;
/** Whether what a receiver gets now is signed with the token. */
const isSignedWith = async (token: string, caller: string) => {
  const answer = await call(caller, 'GET', `/webhooks/${webhookId}/feed?wait=10`);
  const { body, headers } = answer.json().data[0].attributes;
  return headers['SC-Signature'] === hmacHex(token, body);
};

test('two tokens are good while they overlap; the one before signs until it ends', async () => {
  const old = created.credentials.managementToken;
  const rotated = await rotate(old, { overlapSeconds: 60 });
  expect(rotated.statusCode).toBe(201);
  const { token, previousExpiresAt } = rotated.json().data.attributes;
  expect(previousExpiresAt).toBe(new Date(platform.clock.now() + 60_000).toISOString());
  expect(await Promise.all([isGood(old), isGood(token)])).toEqual([true, true]);
  expect(await isSignedWith(old, token)).toBe(true);

  platform.clock.advance(60_000);
  expect(await Promise.all([isGood(old), isGood(token)])).toEqual([false, true]);
  expect(await isSignedWith(token, token)).toBe(true);

  const { token: newest } = (await rotate(token, { overlapSeconds: 0 })).json().data.attributes;
  expect(await Promise.all([isGood(token), isGood(newest)])).toEqual([false, true]);
  expect(await isSignedWith(newest, newest)).toBe(true);
  for (const attributes of [{ overlapSeconds: -1 }, { overlapSeconds: '1' }, { now: true }]) {
    expect((await rotate(newest, attributes)).statusCode).toBe(400);
  }
});

test('nobody rotates the token of another application', async () => {
  const stranger = await createTestApplication(platform, 'Stranger');
  const refused = await rotate(stranger.credentials.managementToken, { overlapSeconds: 0 });
  expect(refused.statusCode).toBe(404);
  expect(await isGood(stranger.credentials.managementToken)).toBe(true);
});
