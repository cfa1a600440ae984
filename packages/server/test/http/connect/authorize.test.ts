import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { authorizeUrl } from './consents.js';

let platform: TestPlatform;
let clientId: string;

beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform)).application.id;
  await platform.platform.applications.setRedirectUris(clientId, [
    'https://example.com/auth',
    'https://javascript-sdk.smartcar.com/v2/redirect?app_origin=https://myapp.com',
    `sc${clientId}://callback`,
  ]);
});
afterAll(() => platform.close());

const get = (url: string) => platform.app.inject({ url });

describe('never redirects on a bad client or URI (RFC 9700 4.11, RFC 6749 4.1.2.1)', () => {
  const unknown = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
  const refused: [string, () => string][] = [
    ['no client', () => authorizeUrl({ clientId, client_id: '' })],
    ['a client that is no UUID', () => authorizeUrl({ clientId: "' OR 1=1" })],
    ['an unknown client', () => authorizeUrl({ clientId: unknown })],
    ['two clients', () => `${authorizeUrl({ clientId })}&client_id=${clientId}`],
    [
      'client and application that differ',
      () => authorizeUrl({ clientId, application_id: unknown }),
    ],
    [
      'two redirect URIs',
      () => `${authorizeUrl({ clientId })}&redirect_uri=https://example.com/auth`,
    ],
    ['no parameters', () => '/oauth/authorize'],
  ];
  test.each(refused)('%s', async (_name, url) => {
    const response = await get(url());
    expect(response.statusCode).toBe(400);
    expect(response.headers.location).toBeUndefined();
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(response.body).toContain('This link does not work');
    expect(response.body).not.toContain('id="exit-button"');
  });

  // RFC 9700 2.1 and 4.1.3: the comparison is of exact strings.
  test.each([
    'https://example.com/auth/',
    'https://example.com/auth?x=1',
    'https://example.com/auth#x',
    'https://example.com:443/auth',
    'https://EXAMPLE.com/auth',
    'https://example.com/auth/../auth',
    'https://example.com.evil.example/auth',
    'https://example.com@evil.example/auth',
    'http://example.com/auth',
    'https://javascript-sdk.smartcar.com/v2/redirect?app_origin=https://evil.example',
    'javascript:alert(1)',
    '//evil.example',
  ])('the redirect URI %s is not a registered one', async (redirect_uri) => {
    const response = await get(authorizeUrl({ clientId, redirect_uri }));
    expect(response.statusCode).toBe(400);
    expect(response.headers.location).toBeUndefined();
    expect(response.body).not.toContain('evil.example');
  });
});

describe('finds the way back', () => {
  const leadsTo = async (url: string): Promise<string> => {
    const { statusCode, headers } = await get(url);
    expect(statusCode).toBe(302);
    return String(headers.location);
  };
  const broken = { response_type: 'token' };

  test('the first registered URI when none is given, or the text that an SDK sends for none', async () => {
    for (const redirect_uri of ['', 'undefined']) {
      const url = authorizeUrl({ clientId, ...broken, redirect_uri });
      expect(await leadsTo(url)).toMatch(/^https:\/\/example\.com\/auth\?error=/);
    }
  });

  test('behind a query that the URI has already', async () => {
    const redirect_uri =
      'https://javascript-sdk.smartcar.com/v2/redirect?app_origin=https://myapp.com';
    const url = new URL(await leadsTo(authorizeUrl({ clientId, ...broken, redirect_uri })));
    expect(url.searchParams.get('app_origin')).toBe('https://myapp.com');
    expect(url.searchParams.get('error')).toBe('unsupported_response_type');
  });

  test('in an app’s own scheme', async () => {
    const redirect_uri = `sc${clientId}://callback`;
    const url = authorizeUrl({ clientId, ...broken, redirect_uri });
    expect(await leadsTo(url)).toMatch(new RegExp(`^${redirect_uri}\\?error=`));
  });

  test.each([
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_request', { response_type: '' }],
    ['invalid_scope', { scope: 'read_minds' }],
    ['invalid_request', { mode: 'sideways' }],
    ['invalid_request', { code_challenge: 'x', code_challenge_method: 'plain' }],
  ])('%s for %j, with the state', async (error, changes) => {
    const { searchParams } = new URL(await leadsTo(authorizeUrl({ clientId, ...changes })));
    expect(searchParams.get('error')).toBe(error);
    expect(searchParams.get('error_description')).toBeTruthy();
    expect(searchParams.get('state')).toBe('s-1');
    expect(searchParams.get('iss')).toBe(platform.config.publicUrl);
  });

  test('state goes back byte for byte, in whichever encoding it came', async () => {
    // As the browser SDK sends it: base64 with nothing escaped.
    const state = 'eyJpbnN0YW5jZUlkIjoiYSs+In0=/+';
    const url = `${authorizeUrl({ clientId, ...broken, state: '' })}&state=${state}`;
    expect(await leadsTo(url)).toMatch(new RegExp(`&state=${state.replaceAll('+', '\\+')}$`));
  });

  test('a state that was given twice is not chosen from', async () => {
    const location = await leadsTo(`${authorizeUrl({ clientId })}&state=other`);
    expect(location).toContain('error=invalid_request');
    expect(location).not.toContain('state=s-1');
  });
});

describe('pages with an exit to the app', () => {
  test.each([
    ['a make that nobody knows', { make: 'TRABANT' }, 'We do not know this brand'],
    [
      'a test VIN in live mode',
      { mode: 'live', single_select: 'true', single_select_vin: '0SCAUDI037A5ADB1C' },
      'This is a test car',
    ],
    [
      'a VIN that is none',
      { single_select: 'true', single_select_vin: 'abc' },
      'We cannot look for this car',
    ],
  ])('%s', async (_name, changes, heading) => {
    const { statusCode, body } = await get(authorizeUrl({ clientId, ...changes }));
    expect(statusCode).toBe(400);
    expect(body).toContain(heading);
    const exit = /id="exit-button" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { searchParams } = new URL(exit);
    expect(searchParams.get('error')).toBe('configuration_error');
    expect(searchParams.get('status_code')).toBe('400');
    expect(searchParams.get('error_message')).toBeTruthy();
    expect(searchParams.get('state')).toBe('s-1');
  });
});

describe('starts a session', () => {
  test('for client_id, application_id, or both', async () => {
    const application = authorizeUrl({ clientId, client_id: '', application_id: clientId });
    const both = authorizeUrl({ clientId, application_id: clientId });
    const shouted = authorizeUrl({ clientId: clientId.toUpperCase() });
    for (const url of [authorizeUrl({ clientId }), application, both, shouted]) {
      const { statusCode, headers } = await get(url);
      expect(statusCode).toBe(302);
      expect(headers.location).toMatch(/^\/connect\/[0-9a-f-]{36}\/preamble$/);
    }
  });

  test('the API description names every parameter and is not what checks them', async () => {
    const { body } = await get('/openapi.json');
    const { parameters } = JSON.parse(body).paths['/oauth/authorize'].get;
    const names = parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['response_type', 'scope', 'state', 'mode']));
  });
});
