import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  TEST_REDIRECT_URI,
  type TestApplication,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let mine: TestApplication;
let other: TestApplication;

beforeAll(async () => {
  platform = await createTestPlatform();
  mine = await createTestApplication(platform, 'Mine');
  other = await createTestApplication(platform, 'Other');
});
afterAll(() => platform.close());

const basicOf = ({ credentials }: TestApplication): string =>
  `Basic ${Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')}`;

const post = (
  form: Record<string, string> | string,
  headers: Record<string, string> = { authorization: basicOf(mine) },
  url = '/oauth/token',
): Promise<LightMyRequestResponse> =>
  platform.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });

/** A code that nobody has exchanged yet. */
let owners = 0;
const newCode = async (): Promise<string> => {
  owners += 1;
  const { userId, vehicleIds } = await connectCar(platform, mine, {
    username: `bev-${owners}@example.com`,
  });
  const { code } = await platform.store.transaction((tx) =>
    platform.platform.tokens.issueCode(tx, {
      ...{ applicationId: mine.application.id, userId, mode: 'simulated', language: null },
      ...{ permissions: ['read_odometer'], vehicleIds, codeChallenge: null },
      redirectUri: TEST_REDIRECT_URI,
    }),
  );
  return code;
};

const exchange = async (more: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
  post({
    grant_type: 'authorization_code',
    code: await newCode(),
    redirect_uri: TEST_REDIRECT_URI,
    ...more,
  });

describe('a good request', () => {
  test('a code becomes a pair of tokens, in exactly the documented fields', async () => {
    const response = await exchange();
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 7200,
      refresh_token: expect.any(String),
    });
  });

  test('the answer is never stored', async () => {
    const { headers } = await exchange();
    expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(headers['sc-request-id']).toHaveLength(36);
  });

  test('credentials in the body do as well', async () => {
    const { clientId, clientSecret } = mine.credentials;
    const form = { grant_type: 'authorization_code', code: await newCode() };
    const response = await post(
      {
        ...form,
        redirect_uri: TEST_REDIRECT_URI,
        client_id: clientId,
        client_secret: clientSecret,
      },
      {},
    );
    expect(response.statusCode).toBe(200);
  });

  test('a refresh token becomes the next pair', async () => {
    const first = (await exchange()).json();
    const response = await post({
      grant_type: 'refresh_token',
      refresh_token: first.refresh_token,
    });
    expect(response.statusCode).toBe(200);
    expect(response.json().access_token).not.toBe(first.access_token);
  });
});

describe('what careless clients send', () => {
  test('a trailing slash, flags in the query and no User-Agent', async () => {
    const form = { grant_type: 'authorization_code', code: await newCode() };
    const response = await post(
      { ...form, redirect_uri: TEST_REDIRECT_URI },
      { authorization: basicOf(mine), 'user-agent': '' },
      '/oauth/token/?flags=country%3ADE',
    );
    expect(response.statusCode).toBe(200);
  });

  test('the word undefined as redirect_uri means none: the registered one was used', async () => {
    expect((await exchange({ redirect_uri: 'undefined' })).statusCode).toBe(200);
  });

  test('a charset behind the media type', async () => {
    const form = { grant_type: 'authorization_code', code: await newCode() };
    const response = await post(
      { ...form, redirect_uri: TEST_REDIRECT_URI },
      {
        authorization: basicOf(mine),
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      },
    );
    expect(response.statusCode).toBe(200);
  });
});

describe('the error table of RFC 6749 section 5.2', () => {
  const CASES: readonly (readonly [string, Record<string, string> | string, number, string])[] = [
    ['no grant type', {}, 400, 'invalid_request'],
    ['an unknown grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['a grant type of objects', { grant_type: '__proto__' }, 400, 'unsupported_grant_type'],
    ['no code', { grant_type: 'authorization_code' }, 400, 'invalid_request'],
    ['no refresh token', { grant_type: 'refresh_token' }, 400, 'invalid_request'],
    ['an unknown code', { grant_type: 'authorization_code', code: 'x' }, 400, 'invalid_grant'],
    [
      'an unknown refresh token',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      400,
      'invalid_grant',
    ],
    [
      'a repeated parameter',
      'grant_type=refresh_token&refresh_token=a&refresh_token=b',
      400,
      'invalid_request',
    ],
  ];

  test.each(CASES)('%s', async (_what, form, status, error) => {
    const response = await post(form);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual({ error, error_description: expect.stringMatching(/\.$/) });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test.each([
    [
      'a wrong secret',
      () => `Basic ${Buffer.from(`${mine.credentials.clientId}:no`).toString('base64')}`,
    ],
    ['an unknown client', () => `Basic ${Buffer.from('nobody:no').toString('base64')}`],
    [
      "another client's secret",
      () =>
        `Basic ${Buffer.from(`${mine.credentials.clientId}:${other.credentials.clientSecret}`).toString('base64')}`,
    ],
    [
      'v3 API credentials',
      () =>
        `Basic ${Buffer.from(`${mine.credentials.apiClientId}:${mine.credentials.apiClientSecret}`).toString('base64')}`,
    ],
  ])('%s is invalid_client, 401 with WWW-Authenticate', async (_what, authorization) => {
    const response = await post(
      { grant_type: 'refresh_token' },
      { authorization: authorization() },
    );
    expect(response.statusCode).toBe(401);
    expect(response.json().error).toBe('invalid_client');
    expect(response.headers['www-authenticate']).toMatch(/^Basic realm=/);
  });

  test("another client's code stays good for its own client", async () => {
    const form = {
      grant_type: 'authorization_code',
      code: await newCode(),
      redirect_uri: TEST_REDIRECT_URI,
    };
    const stolen = await post(form, { authorization: basicOf(other) });
    expect([stolen.statusCode, stolen.json().error]).toEqual([400, 'invalid_grant']);
    expect((await post(form)).statusCode).toBe(200);
  });

  test('another redirect_uri than in Connect', async () => {
    const response = await exchange({ redirect_uri: `${TEST_REDIRECT_URI}/` });
    expect([response.statusCode, response.json().error]).toEqual([400, 'invalid_grant']);
  });
});

describe('a body that is no form', () => {
  test.each([
    ['JSON', 'application/json', '{"grant_type":"refresh_token"}'],
    ['text', 'text/plain', 'grant_type=refresh_token'],
  ])('%s is invalid_request', async (_what, type, payload) => {
    const response = await platform.app.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: { 'content-type': type, authorization: basicOf(mine) },
      payload,
    });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({
      error: 'invalid_request',
      error_description: expect.any(String),
    });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test('a body beyond all measure is invalid_request', async () => {
    const response = await post({ grant_type: 'x'.repeat(200_000) });
    expect([response.statusCode, response.json().error]).toEqual([400, 'invalid_request']);
  });
});
