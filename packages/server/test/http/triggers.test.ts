import {
  CONNECT_TRIGGERS,
  ERROR_TRIGGERS,
  type ErrorTrigger,
  errorInV3,
  V3_ERROR_REQUESTS,
} from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  TEST_REDIRECT_URI,
  type TestPlatform,
} from '../support/platform.js';
import { type Browser, createBrowser, type Page } from './connect/browser.js';
import { ALLOW, authorizeUrl, credentials } from './connect/consents.js';

/** Every way in which errors are met on purpose, from the sign-in in Connect to the answer of the API. */
let platform: TestPlatform;
let clientId: string;
let applicationToken: string;

beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform, 'Voltwise')).application.id;
  const token = await platform.platform.tokens.issueApplicationToken(clientId);
  applicationToken = token.accessToken;
});
afterAll(() => platform.close());

interface Connected {
  readonly vehicleId: string;
  readonly userId: string;
  readonly accessToken: string;
}

/** Goes through Connect with the brand chosen by the URL, allows everything, and exchanges the code. */
const connectAs = async (
  username: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Connected> => {
  const browser = createBrowser(platform.app);
  const review = await signInAs(browser, username, parameters);
  const { left } = await browser.submit(review, ALLOW);
  expect(left?.searchParams.get('error')).toBeNull();
  const exchanged = await platform.platform.tokens.exchangeCode({
    ...{ applicationId: clientId, code: left?.searchParams.get('code') ?? '' },
    ...{ redirectUri: TEST_REDIRECT_URI, codeVerifier: undefined },
  });
  if (!exchanged.ok) throw new Error(exchanged.description);
  const { accessToken } = exchanged.value;
  const grant = await platform.platform.tokens.authenticate(accessToken);
  if (grant?.kind !== 'connection') throw new Error('not a connection');
  const [vehicleId = ''] = grant.vehicles.keys();
  return { vehicleId, userId: grant.userId, accessToken };
};

const SCOPE = 'required:read_vehicle_info required:read_vin read_odometer control_security';

const signInAs = async (
  browser: Browser,
  username: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Page> => {
  const preamble = await browser.open(authorizeUrl({ clientId, scope: SCOPE, ...parameters }));
  const signIn = await browser.submit(preamble, { country: 'US' });
  return browser.submit(signIn, credentials(username));
};

const v2 = async (car: Connected, path: string, payload?: object) => {
  const answer = await platform.app.inject({
    method: payload ? 'POST' : 'GET',
    url: `/v2.0/vehicles/${car.vehicleId}${path}`,
    headers: { authorization: `Bearer ${car.accessToken}` },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
};

const v3Signals = async (car: Connected) => {
  const answer = await platform.app.inject({
    url: `/v3/vehicles/${car.vehicleId}/signals`,
    headers: { authorization: `Bearer ${applicationToken}`, 'sc-user-id': car.userId },
  });
  return { status: answer.statusCode, body: answer.json() };
};

const inV2 = ({ row }: ErrorTrigger) => ({
  type: row.type,
  code: row.code,
  statusCode: row.status,
  description: row.description,
  resolution: { type: row.resolution },
});

describe.each(ERROR_TRIGGERS)('$username', (trigger) => {
  const { row, username } = trigger;
  let car: Connected;
  beforeAll(async () => {
    car = await connectAs(username, { make: 'FORD' });
  });

  test('connects, and then reading fails on v2.0', async () => {
    const { status, body } = await v2(car, '/odometer');
    expect(status).toBe(row.status);
    expect(body).toMatchObject(inV2(trigger));
  });

  test('fails commands and the items of a batch', async () => {
    const command = await v2(car, '/security', { action: 'LOCK' });
    expect(command.body).toMatchObject(inV2(trigger));
    const batch = await v2(car, '/batch', { requests: [{ path: '/odometer' }, { path: '/' }] });
    expect(batch.status).toBe(200);
    expect(batch.body.responses).toMatchObject([
      { path: '/odometer', code: row.status, body: inV2(trigger) },
      { path: '/', code: 200, body: { make: 'FORD' } },
    ]);
  });

  test('fails on v3, in its own form', async () => {
    const { status, body } = await v3Signals(car);
    expect(status).toBe(row.status);
    expect(body.errors).toMatchObject([{ ...errorInV3(row), status: String(row.status) }]);
  });

  test('says when to try again, and what goes with it, where that is documented', async () => {
    const { headers, body } = await v2(car, '/odometer');
    expect('retry-after' in headers).toBe(row.type === 'RATE_LIMIT');
    expect('detail' in body).toBe(row.code === 'MULTIPLE_RECORDS_FOUND');
    expect('url' in body.resolution).toBe(row.link !== undefined);
  });
});

describe('asked for by its VIN, with any name', () => {
  test.each(ERROR_TRIGGERS)('$vin is the car of $username', async (trigger) => {
    const car = await connectAs('somebody@example.com', {
      single_select: 'true',
      single_select_vin: trigger.vin,
    });
    expect((await v2(car, '/odometer')).body).toMatchObject(inV2(trigger));
  });
});

describe('how Connect ends', () => {
  const refusals = CONNECT_TRIGGERS.filter(({ error }) => error !== null);

  const exitOf = (page: Page): URLSearchParams => {
    expect(page.url).toMatch(/\/stopped$/);
    const href = /id="exit-button" href="([^"]+)"/.exec(page.html)?.[1] ?? '';
    return new URL(href.replaceAll('&amp;', '&')).searchParams;
  };

  test.each(refusals)('$username goes back with $error', async ({ username, error }) => {
    const stopped = await signInAs(createBrowser(platform.app), username, { make: 'KIA' });
    expect(exitOf(stopped).get('error')).toBe(error);
    expect(exitOf(stopped).get('state')).toBe('s-1');
  });

  test.each(refusals.filter(({ vin }) => vin !== null))(
    'the VIN $vin goes back with $error',
    async ({ vin, error }) => {
      const asking = { single_select: 'true', single_select_vin: vin ?? '' };
      const stopped = await signInAs(createBrowser(platform.app), 'any@example.com', asking);
      expect(exitOf(stopped).get('error')).toBe(error);
    },
  );

  test('the documented good account has the documented car', async () => {
    const car = await connectAs('smartcar@successful-request.com', { make: 'AUDI' });
    expect((await v2(car, '/vin')).body).toMatchObject({ vin: '0SCAUDI037A5ADB1C' });
  });

  test('cancelling the sign-in goes back with oem_cancelled_login', async () => {
    const browser = createBrowser(platform.app);
    const preamble = await browser.open(authorizeUrl({ clientId, make: 'KIA' }));
    const signIn = await browser.submit(preamble, { country: 'US' });
    const page = await browser.submit(signIn, { cancel: 'yes' });
    expect(page.heading).toBe('You did not sign in');
    expect(exitOf(page).get('error')).toBe('oem_cancelled_login');
  });
});

test('the errors of v3 alone come from the requests that the documentation tells', async () => {
  const car = await connectAs('bev@example.com', { make: 'FORD' });
  const bearer = { authorization: `Bearer ${applicationToken}` };
  const nobody = '00000000-0000-4000-8000-000000000000';
  const user = { ...bearer, 'sc-user-id': car.userId };
  const requests: Record<string, { url: string; method?: 'GET' | 'DELETE'; headers: object }> = {
    'RESOURCE_NOT_FOUND:VEHICLE_NOT_FOUND': {
      url: `/v3/vehicles/${nobody}/signals`,
      headers: user,
    },
    'RESOURCE_NOT_FOUND:SIGNAL_NOT_FOUND': {
      ...{ url: `/v3/vehicles/${car.vehicleId}/signals/odometer-nothing`, headers: user },
    },
    'RESOURCE_NOT_FOUND:CONNECTION_NOT_FOUND': {
      url: `/v3/connections/${nobody}`,
      headers: bearer,
    },
    'VALIDATION:MISSING_PARAMETER': {
      ...{ url: `/v3/vehicles/${car.vehicleId}/signals`, headers: bearer },
    },
  };
  for (const [key, { method = 'GET', url, headers }] of Object.entries(requests)) {
    expect(V3_ERROR_REQUESTS, key).toHaveProperty([key]);
    const answer = await platform.app.inject({ method, url, headers: { ...headers } });
    expect(answer.json().errors[0].code, key).toBe(key.split(':')[1]);
  }
});
