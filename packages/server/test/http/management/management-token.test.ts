import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hmacHex } from '../../../src/webhooks/signature.js';
import {
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestPlatform,
} from '../../support/platform.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { answerChallenge } from '../../webhooks/engine.js';

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

describe('while two tokens overlap', () => {
  let tokens: { old: string; newer: string };
  let application: TestApplication;
  let receiver: Receiver;
  let id: string;

  beforeAll(async () => {
    receiver = await startReceiver();
    application = await createTestApplication(platform, 'Changing over');
    const { id: applicationId } = application.application;
    const old = application.credentials.managementToken;
    const webhook = await platform.platform.webhooks.create(applicationId, {
      ...{ name: 'Fleet', callbackUri: receiver.url, triggers: SIGNALS, signals: SIGNALS },
    });
    id = webhook.id;
    const answer = await rotate(old, { overlapSeconds: 60 }, applicationId);
    tokens = { old, newer: answer.json().data.attributes.token };
  });
  afterAll(() => receiver.close());

  const hintOf = (token: string) => token.slice(-4);

  test.each(['old', 'newer'] as const)('VERIFY may be answered with the %s one', async (which) => {
    receiver.script(answerChallenge(tokens[which]));
    const { attributes } = (await call(tokens.newer, 'POST', `/webhooks/${id}/verify`)).json().data;
    const { challenge } = attributes;
    expect(attributes).toMatchObject({ verified: true, error: null });
    expect(attributes.expected).toBe(hmacHex(tokens[which], challenge));
    expect(attributes.tokens).toEqual(
      (['old', 'newer'] as const).map((name) => ({
        hint: hintOf(tokens[name]),
        expected: hmacHex(tokens[name], challenge),
        matches: name === which,
        signs: name === 'old',
      })),
    );
    const [{ headers, raw } = { headers: {}, raw: '' }] = receiver.received.slice(-1);
    expect(headers['sc-signature']).toBe(hmacHex(tokens.old, raw));
  });

  test('VERIFY that fits neither is told with both', async () => {
    receiver.script(answerChallenge('another'));
    const { attributes } = (await call(tokens.newer, 'POST', `/webhooks/${id}/verify`)).json().data;
    expect(attributes).toMatchObject({
      ...{ verified: false, error: 'the digest is not the expected one' },
      tokens: [{ matches: false }, { matches: false }],
      expected: hmacHex(tokens.old, attributes.challenge),
    });
  });

  test.each(['old', 'newer'] as const)('a signature by the %s one is told apart', async (which) => {
    const body = '{"eventId":"1"}';
    const signature = hmacHex(tokens[which], body);
    const answer = await call(tokens.newer, 'POST', `/webhooks/${id}/signature/explain`, {
      ...{ body, signature },
    });
    expect(answer.json().data.attributes).toMatchObject({
      ...{ valid: true, cause: null },
      expected: (['old', 'newer'] as const).map((name) => ({
        ...{ key: 'management-token', hint: hintOf(tokens[name]) },
        ...{ matches: name === which, signs: name === 'old' },
      })),
    });
  });

  test('mistakes are found with either', async () => {
    const signature = hmacHex(tokens.newer, '{"eventId":"1"}');
    const answer = await call(tokens.newer, 'POST', `/webhooks/${id}/signature/explain`, {
      ...{ body: '{"eventId":"1"}\n', signature },
    });
    expect(answer.json().data.attributes.cause).toMatchObject({ code: 'LINE_END' });
  });

  test('the old one is no good when it has ended', async () => {
    platform.clock.advance(60_000);
    receiver.script(answerChallenge(tokens.old));
    const { attributes } = (await call(tokens.newer, 'POST', `/webhooks/${id}/verify`)).json().data;
    expect(attributes).toMatchObject({
      ...{ verified: false, tokens: [{ hint: hintOf(tokens.newer), matches: false, signs: true }] },
    });
  });
});

test('nobody rotates the token of another application', async () => {
  const stranger = await createTestApplication(platform, 'Stranger');
  const refused = await rotate(stranger.credentials.managementToken, { overlapSeconds: 0 });
  expect(refused.statusCode).toBe(404);
  expect(await isGood(stranger.credentials.managementToken)).toBe(true);
});
