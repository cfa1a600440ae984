import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await createTestPlatform();
  application = await createTestApplication(platform);
});
afterAll(() => platform.close());

const FORM = 'application/x-www-form-urlencoded';

const post = (payload: string, type: string, authorization?: string) =>
  platform.app.inject({
    method: 'POST',
    url: '/oauth2/token',
    headers: { 'content-type': type, ...(authorization && { authorization }) },
    payload,
  });

const request = (more: Record<string, string> = {}): Record<string, string> => ({
  grant_type: 'client_credentials',
  client_id: application.credentials.apiClientId,
  client_secret: application.credentials.apiClientSecret,
  ...more,
});

test.each([
  ['a form', FORM, (fields: Record<string, string>) => new URLSearchParams(fields).toString()],
  ['JSON', 'application/json', (fields: Record<string, string>) => JSON.stringify(fields)],
])('client credentials in %s give a token that v3 accepts', async (_what, type, write) => {
  const response = await post(write(request()), type);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({
    access_token: expect.any(String),
    token_type: 'Bearer',
    expires_in: 3600,
  });
  expect(response.headers['cache-control']).toBe('no-store');
  const connections = await platform.app.inject({
    url: '/v3/connections',
    headers: { authorization: `Bearer ${response.json().access_token}` },
  });
  expect(connections.statusCode).toBe(200);
});

test('Basic credentials do as well', async () => {
  const { apiClientId, apiClientSecret } = application.credentials;
  const basic = Buffer.from(`${apiClientId}:${apiClientSecret}`).toString('base64');
  const response = await post('grant_type=client_credentials', FORM, `Basic ${basic}`);
  expect(response.statusCode).toBe(200);
});

test.each([
  ['a wrong secret', { client_secret: 'no' }, 401, 'invalid_client'],
  ['an unknown client', { client_id: 'client_no' }, 401, 'invalid_client'],
  ['no grant type', { grant_type: '' }, 400, 'invalid_request'],
  ['another grant type', { grant_type: 'refresh_token' }, 400, 'unsupported_grant_type'],
])('%s', async (_what, more, status, error) => {
  const response = await post(new URLSearchParams(request(more)).toString(), FORM);
  expect(response.statusCode).toBe(status);
  expect(response.json()).toEqual({ error, error_description: expect.any(String) });
});

test('v2.0 client credentials are not taken here', async () => {
  const { clientId, clientSecret } = application.credentials;
  const response = await post(
    JSON.stringify(request({ client_id: clientId, client_secret: clientSecret })),
    'application/json',
  );
  expect([response.statusCode, response.json().error]).toEqual([401, 'invalid_client']);
});

test.each([['{"grant_type":'], ['[]'], ['"text"'], ['{"grant_type":["a","b"]}']])(
  'the body %s is refused in the form of RFC 6749',
  async (payload) => {
    const response = await post(payload, 'application/json');
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.json()).toEqual({
      error: expect.stringMatching(/^invalid_(request|client)$/),
      error_description: expect.any(String),
    });
  },
);
