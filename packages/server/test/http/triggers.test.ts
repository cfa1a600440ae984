import {
  CONNECT_ERRORS,
  CONNECT_TRIGGERS,
  type ConnectErrorCode,
  ERROR_TRIGGERS,
  type ErrorTrigger,
  errorInV3,
  errorRowOf,
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
  const { left } = await withoutBattery(browser, await browser.submit(review, ALLOW));
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

/** Says nothing of the battery, where that is asked before the way back. */
const withoutBattery = (browser: Browser, page: Page): Page | Promise<Page> =>
  page.left ? page : browser.submit(page, { unsure: 'yes' });

const NOTHING = new URLSearchParams();
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

test('the page lists exactly what there is', async () => {
  const { body } = await platform.app.inject('/docs/testing-errors');
  const section = (id: string): string => body.split(`<section class="stack" id="${id}"`)[1] ?? '';
  const ids = (html: string) =>
    [...(html.split('</section>')[0] ?? '').matchAll(/<tr id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids(section('vehicle-errors'))).toEqual(
    ERROR_TRIGGERS.map(({ username }) => username.split('@')[0]),
  );
  expect(ids(section('connect-endings'))).toEqual(
    CONNECT_ERRORS.map(({ error }) => error.replaceAll('_', '-')),
  );
  expect(ids(section('v3-only'))).toEqual(
    Object.keys(V3_ERROR_REQUESTS).map((key) => key.replace(':', '.')),
  );
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

  const open = (parameters: Readonly<Record<string, string>>): Promise<Page> =>
    createBrowser(platform.app).open(authorizeUrl({ clientId, ...parameters }));
  const exitOfRefusal = ({ html }: Page): URLSearchParams => {
    const href = /id="exit-button" href="([^"]+)"/.exec(html)?.[1] ?? '';
    return new URL(href.replaceAll('&amp;', '&')).searchParams;
  };

  /** What the page says to do, and what the app gets then. */
  const endings: Readonly<Record<ConnectErrorCode, () => Promise<URLSearchParams>>> = {
    access_denied: async () => {
      const browser = createBrowser(platform.app);
      const review = await signInAs(browser, 'any@example.com', {
        ...{ make: 'KIA', approval_prompt: 'force' },
      });
      return (await browser.submit(review, { decision: 'deny' })).left?.searchParams ?? NOTHING;
    },
    invalid_subscription: () => endingOf('smartcar@invalid-subscription.com'),
    no_vehicles: () => endingOf('smartcar@no-vehicles.com'),
    vehicle_incompatible: async () => {
      const browser = createBrowser(platform.app);
      const preamble = await browser.open(authorizeUrl({ clientId }));
      const brands = await browser.submit(preamble, { country: 'US' });
      expect(exitOf(await browser.submit(brands, { missing: 'yes' })).get('error')).toBe(
        'vehicle_incompatible',
      );
      return endingOf('smartcar@vehicle-incompatible.com');
    },
    configuration_error: async () => {
      const live = await open({
        ...{ mode: 'live', single_select: 'true', single_select_vin: '0SCAUDI037A5ADB1C' },
      });
      expect(Object.fromEntries(exitOfRefusal(live))).toMatchObject({
        error: 'configuration_error',
        status_code: '400',
        error_message:
          'You have entered a test mode VIN. Please enter a VIN that belongs to a real vehicle.',
      });
      return exitOfRefusal(await open({ make: 'TRABANT' }));
    },
    oem_cancelled_login: async () => {
      const browser = createBrowser(platform.app);
      const preamble = await browser.open(authorizeUrl({ clientId, make: 'KIA' }));
      const signIn = await browser.submit(preamble, { country: 'US' });
      return exitOf(await browser.submit(signIn, { cancel: 'yes' }));
    },
    server_error: () => endingOf('smartcar@server-error.com'),
    battery_capacity_no_selection: async () => {
      const car = await connectAs('owner+unknown-battery@example.com', {
        ...{ make: 'VOLKSWAGEN', scope: `${SCOPE} required:read_battery` },
      });
      const { body } = await v2(car, '/battery/nominal_capacity');
      const { pathname, search } = new URL(`${body.url}${encodeURIComponent(TEST_REDIRECT_URI)}`);
      const answer = await platform.app.inject({
        ...{ method: 'POST', url: `${pathname}${search}`, payload: 'unsure=yes' },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      return new URL(answer.headers.location ?? '').searchParams;
    },
  };
  const endingOf = async (username: string) =>
    exitOf(await signInAs(createBrowser(platform.app), username, { make: 'KIA' }));

  test.each(CONNECT_ERRORS)('$error comes from what the page says, as documented', async (row) => {
    const parameters = await endings[row.error]();
    expect(parameters.get('error')).toBe(row.error);
    expect(parameters.get('error_description')).toBe(row.description);
    const own = ['error', 'error_description', 'state', 'iss'];
    const more = [...parameters.keys()].filter((name) => !own.includes(name));
    expect(row.parameters).toEqual(expect.arrayContaining(more));
  });

  test('the documented good account has the documented car', async () => {
    const car = await connectAs('smartcar@successful-request.com', { make: 'AUDI' });
    expect((await v2(car, '/vin')).body).toMatchObject({ vin: '0SCAUDI037A5ADB1C' });
  });
});

describe('the errors of v3 alone', () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  const watched = ['odometer-traveleddistance'];
  const pulled = { name: 'Pulled', deliveryMethod: 'pull', triggers: watched };
  let car: Connected;
  let webhookId: string;
  beforeAll(async () => {
    car = await connectAs('bev@example.com', {
      make: 'TESLA',
      scope: `${SCOPE} required:control_charge`,
    });
    const made = await ask('POST', '/webhooks', { body: { data: { attributes: pulled } } });
    webhookId = made.data.id;
  });

  interface Sent {
    readonly body?: object;
    readonly user?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, sent: Sent = {}) => {
    const answer = await platform.app.inject({
      ...{ method, url: `/v3${path}` },
      headers: {
        authorization: `Bearer ${applicationToken}`,
        ...(sent.user === undefined ? {} : { 'sc-user-id': sent.user }),
        ...sent.headers,
      },
      ...(sent.body === undefined ? {} : { payload: sent.body }),
    });
    return answer.json();
  };
  const subscribe = () =>
    ask('POST', '/subscriptions', {
      body: { data: { attributes: { webhookId, vehicleId: car.vehicleId, userId: car.userId } } },
    });

  /** What the documentation says to do, for each of them. */
  const requests: Readonly<Record<string, () => ReturnType<typeof ask>>> = {
    'CONFLICT:SUBSCRIPTION_EXISTS': async () => {
      await subscribe();
      return subscribe();
    },
    'CONFLICT:WEBHOOK_PULLED': () => ask('POST', `/webhooks/${webhookId}/verify`),
    'CONFLICT:WEBHOOK_INACTIVE': async () => {
      const off = { ...pulled, name: 'Off', isEnabled: false };
      const made = await ask('POST', '/webhooks', { body: { data: { attributes: off } } });
      return ask('POST', `/webhooks/${made.data.id}/test`);
    },
    'CONFLICT:STANDARD_WEBHOOKS_OFF': () =>
      ask('POST', `/webhooks/${webhookId}/keys/rotate`, { body: { data: { attributes: {} } } }),
    'RESOURCE_NOT_FOUND:VEHICLE_NOT_FOUND': () =>
      ask('GET', `/vehicles/${nobody}/signals`, { user: car.userId }),
    'RESOURCE_NOT_FOUND:SIGNAL_NOT_FOUND': () =>
      ask('GET', `/vehicles/${car.vehicleId}/signals/odometer-nothing`, { user: car.userId }),
    'RESOURCE_NOT_FOUND:CONNECTION_NOT_FOUND': () => ask('GET', `/connections/${nobody}`),
    'RESOURCE_NOT_FOUND:EXECUTION_NOT_FOUND': () =>
      ask('GET', `/vehicles/${car.vehicleId}/command-executions/${nobody}`, { user: car.userId }),
    'RESOURCE_NOT_FOUND:SCHEDULE_NOT_FOUND': () =>
      ask('DELETE', `/vehicles/${car.vehicleId}/charge-schedules/${nobody}`, { user: car.userId }),
    'RESOURCE_NOT_FOUND:USER_NOT_FOUND': () => ask('DELETE', `/users/${nobody}`),
    'RESOURCE_NOT_FOUND:APPLICATION_NOT_FOUND': () => ask('GET', `/applications/${nobody}`),
    'RESOURCE_NOT_FOUND:WEBHOOK_RECORD_NOT_FOUND': () =>
      ask('GET', `/webhooks/${webhookId}/events/${nobody}`),
    'CONFLICT:IDEMPOTENCY_KEY_REUSED': async () => {
      const repair = (attributes: object) =>
        ask('POST', `/webhooks/${webhookId}/repairs`, {
          body: { data: { attributes } },
          headers: { 'idempotency-key': 'the-same' },
        });
      await repair({ kind: 'replay' });
      return repair({ kind: 'snapshot' });
    },
    'RESOURCE_NOT_FOUND:WEBHOOK_NOT_FOUND': () => ask('GET', `/webhooks/${nobody}`),
    'RESOURCE_NOT_FOUND:SUBSCRIPTION_NOT_FOUND': () => ask('DELETE', `/subscriptions/${nobody}`),
    'VALIDATION:CURSOR_EXPIRED': () => {
      const [, cursor = ''] =
        /cursor `(\w+)`/.exec(V3_ERROR_REQUESTS['VALIDATION:CURSOR_EXPIRED'] ?? '') ?? [];
      return ask('GET', `/webhooks/${webhookId}/feed?cursor=${cursor}`);
    },
    'VALIDATION:MISSING_PARAMETER': () => ask('GET', `/vehicles/${car.vehicleId}/signals`),
  };

  test.each(Object.keys(V3_ERROR_REQUESTS))('%s comes from what the page says', async (key) => {
    const { errors } = (await requests[key]?.()) ?? {};
    expect(`${errors?.[0].type}:${errors?.[0].code}`).toBe(key);
    expect(errors[0].status).toBe(String(errorRowOf(key)?.status));
  });
});
