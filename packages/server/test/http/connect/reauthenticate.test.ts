import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';
import { startReceiver } from '../../support/receiver.js';
import { smartcar } from '../../support/smartcar.js';
import { type Browser, createBrowser, type Page } from './browser.js';
import { credentials } from './consents.js';

const FAILING = 'CONNECTED_SERVICES_ACCOUNT.AUTHENTICATION_FAILED@smartcar.com';
const BACK = 'https://example.com/auth';

let platform: TestPlatform;
let app: TestApplication;
let clientId: string;
let browser: Browser;

beforeAll(async () => {
  platform = await createTestPlatform();
  app = await createTestApplication(platform, 'Voltwise');
  clientId = app.application.id;
});
afterAll(() => platform.close());
beforeEach(() => {
  browser = createBrowser(platform.app);
});

const connect = (username: string, make = 'FORD'): Promise<TestConnection> =>
  connectCar(platform, app, { username, make });

const read = async (car: TestConnection, path = '/odometer', headers: object = {}) => {
  const answer = await platform.app.inject({
    url: `/v2.0/vehicles/${car.vehicleIds[0]}${path}`,
    headers: { authorization: `Bearer ${car.accessToken}`, ...headers },
  });
  return { status: answer.statusCode, body: answer.json() };
};

/** The path of the link in the error, with what the app adds to it. */
const linkOf = async (car: TestConnection, more: Record<string, string>): Promise<string> => {
  const { body } = await read(car);
  const url = new URL(body.resolution.url);
  expect(url.origin).toBe(platform.config.publicUrl);
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
};

const urlFor = (more: Record<string, string>): string => {
  const parameters = { response_type: 'vehicle_id', client_id: clientId, ...more };
  return `/oauth/reauthenticate?${new URLSearchParams(parameters)}`;
};

/** From the first page to wherever the sign-in leads. */
const signIn = async (url: string, username: string): Promise<Page> => {
  const preamble = await browser.open(url);
  const page = await browser.submit(preamble, { country: 'US' });
  return browser.submit(page, credentials(username));
};

const returnOf = ({ html }: Page): URL =>
  new URL(
    (/id="(?:return-link|exit-button)" href="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll(
      '&amp;',
      '&',
    ),
  );

describe('from the error to a car that works', () => {
  test('with the link that the error carries', async () => {
    const car = await connect(FAILING);
    expect((await read(car)).status).toBe(400);
    const url = await linkOf(car, { redirect_uri: BACK, state: 'a b+c' });

    const preamble = await browser.open(url);
    expect(preamble.heading).toBe('Reconnect your car to Voltwise');
    expect(preamble.html).toMatch(/class="car-chip">.*Ford/s);
    const page = await browser.submit(preamble, { country: 'US' });
    expect(page.heading).toBe('Sign in to FordPass');
    const done = await browser.submit(page, credentials(FAILING));
    expect(done.heading).toBe('Your car is connected again');

    const back = returnOf(done);
    expect(`${back.origin}${back.pathname}`).toBe(BACK);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      ...{ vehicle_id: car.vehicleIds[0], state: 'a b+c', iss: platform.config.publicUrl },
    });
    expect(done.html).toContain('http-equiv="refresh"');
    expect((await read(car)).status).toBe(200);
  });

  test('as it stands, without a redirect URI, it ends on a page that says so', async () => {
    const car = await connect(FAILING.replace('AUTHENTICATION_FAILED', 'PERMISSION'));
    const done = await signIn(
      await linkOf(car, {}),
      FAILING.replace('AUTHENTICATION_FAILED', 'PERMISSION'),
    );
    expect(done.url).toMatch(/\/done$/);
    expect(done.heading).toBe('Your car is connected again');
    expect(done.html).toContain('You can close this page.');
    expect(done.html).not.toContain('http-equiv="refresh"');
    expect((await read(car)).status).toBe(200);
    expect((await browser.open(done.url)).heading).toBe(done.heading);
  });

  test('and webhooks are told of both', async () => {
    const receiver = await startReceiver();
    const { webhooks } = platform.platform;
    const key = app.credentials.managementToken;
    const definition = {
      ...{ name: 'Errors', callbackUri: receiver.url, autoSubscribe: true },
      triggers: ['odometer-traveleddistance'] as const,
      signals: ['odometer-traveleddistance'] as const,
    };
    const webhook = await webhooks.create(clientId, definition);
    receiver.script((response, { body }) => {
      const challenge = smartcar.hashChallenge(key, body.data.challenge);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ challenge }));
    });
    expect((await webhooks.verify(clientId, webhook.id))?.verified).toBe(true);

    const name = FAILING.replace('AUTHENTICATION_FAILED', 'PERMISSION');
    const car = await connect(name, 'KIA');
    const settle = async () => {
      await platform.services.poller.tick();
      await platform.services.dispatcher.tick();
      return receiver.received
        .filter(({ body }) => body.vehicleId === car.vehicleIds[0])
        .map(({ body }) => body.data.errors?.[0].state ?? body.eventType);
    };
    expect(await settle()).toEqual(['ERROR']);
    platform.clock.advance(60_000);
    expect(await settle()).toEqual(['ERROR']);
    await signIn(await linkOf(car, { redirect_uri: BACK }), name);
    expect((await settle()).sort()).toEqual(['ERROR', 'RESOLVED', 'VEHICLE_STATE']);
    for (const { headers, body } of receiver.received) {
      expect(smartcar.verifyPayload(key, headers['sc-signature'], body)).toBe(true);
    }
    await webhooks.remove(clientId, webhook.id);
    await receiver.close();
  });
});

describe('signing in goes wrong', () => {
  test('to an account without the car: a page that names the car, and another try', async () => {
    const car = await connect('owner-1@example.com');
    const { body } = await read(car, '/');
    const asking = urlFor({ vehicle_id: car.vehicleIds[0] ?? '', redirect_uri: BACK, state: 's' });
    const stopped = await signIn(asking, 'neighbour@example.com');
    expect(stopped.heading).toBe('Your car isn’t in this account');
    expect(stopped.html).toContain(`${body.year} Ford ${body.model.replace('Ford ', '')}`);
    expect(returnOf(stopped).searchParams.get('error')).toBe('no_vehicles');
    expect(returnOf(stopped).searchParams.get('state')).toBe('s');
    const again = await browser.open(stopped.url.replace('stopped', 'sign-in'));
    const done = await browser.submit(again, credentials('owner-1@example.com'));
    expect(returnOf(done).searchParams.get('vehicle_id')).toBe(car.vehicleIds[0]);
  });

  test('cancelled: the documented error', async () => {
    const car = await connect('owner-2@example.com');
    const asking = urlFor({ vehicle_id: car.vehicleIds[0] ?? '', redirect_uri: BACK });
    const page = await browser.submit(await browser.open(asking), { country: 'US' });
    const stopped = await browser.submit(page, { cancel: 'yes' });
    expect(returnOf(stopped).searchParams.get('error')).toBe('oem_cancelled_login');
  });

  test('for a car that is disconnected meanwhile: the owner is told', async () => {
    const car = await connect('owner-3@example.com');
    const asking = urlFor({ vehicle_id: car.vehicleIds[0] ?? '', redirect_uri: BACK });
    const page = await browser.submit(await browser.open(asking), { country: 'US' });
    await platform.platform.connections.remove(clientId, { vehicleId: car.vehicleIds[0] ?? '' });
    const stopped = await browser.submit(page, credentials('owner-3@example.com'));
    expect(stopped.heading).toBe('This car isn’t connected any more');
    expect(returnOf(stopped).searchParams.get('error')).toBe('no_vehicles');
  });

  test('nobody gets to the steps that only a consent has', async () => {
    const car = await connect('owner-4@example.com');
    const preamble = await browser.open(urlFor({ vehicle_id: car.vehicleIds[0] ?? '' }));
    for (const step of ['brand', 'vehicles', 'permissions', 'done', 'returning']) {
      const page = await browser.open(preamble.url.replace('preamble', step));
      expect(page.heading, step).not.toMatch(/would like to|Which/);
      expect(page.html, step).not.toContain('vehicle_id=');
    }
  });
});

describe('a link with a mistake', () => {
  const nobody = '00000000-0000-4000-8000-000000000000';

  test.each([
    [{ vehicle_id: nobody }, 'We do not know this car'],
    [{ vehicle_id: 'no id' }, 'We do not know this car'],
    [{ make: 'TRABANT' }, 'We do not know this brand'],
    [{ redirect_uri: 'https://evil.example/' }, 'This link does not work'],
    [{ client_id: nobody }, 'This link does not work'],
  ])('%j gets a page: %s', async (parameters, heading) => {
    const page = await browser.open(urlFor({ redirect_uri: BACK, ...parameters }));
    expect(page.status).toBe(400);
    expect(page.heading).toBe(heading);
  });

  test('leaving such a page tells the app configuration_error', async () => {
    const page = await browser.open(urlFor({ vehicle_id: nobody, redirect_uri: BACK, state: 'x' }));
    const { searchParams } = returnOf(page);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ error: 'configuration_error', status_code: '400', state: 'x' },
      error_message: 'The app asked for a car that is not connected to it.',
    });
  });

  test.each([
    [{}, 'invalid_request', 'vehicle_id is missing'],
    [{ response_type: 'code' }, 'unsupported_response_type', 'must be vehicle_id or none'],
    [{ response_type: '' }, 'invalid_request', 'response_type is missing'],
    [{ make: 'TESLA', mode: 'dream' }, 'invalid_request', 'mode must be'],
    [{ vehicle_id: nobody, external_id: '\u0007' }, '', ''],
  ])('%j is told to the app', async (parameters, error, description) => {
    const { left, status } = await browser.open(urlFor({ redirect_uri: BACK, ...parameters }));
    if (error === '') return expect(status).toBe(400);
    expect(left?.searchParams.get('error')).toBe(error);
    expect(left?.searchParams.get('error_description')).toContain(description);
  });

  test('and with nobody to tell, it is told on the page, for the developer', async () => {
    const page = await browser.open(urlFor({}));
    expect(page.status).toBe(400);
    expect(page.html).toContain('<p lang="en">vehicle_id is missing.');
    expect(page.html).not.toContain('id="exit-button"');
  });

  test('a car of another application is not known either', async () => {
    const other = await createTestApplication(platform, 'Other');
    const car = await connectCar(platform, other, { username: 'them@example.com', make: 'FORD' });
    const page = await browser.open(urlFor({ vehicle_id: car.vehicleIds[0] ?? '' }));
    expect(page.heading).toBe('We do not know this car');
  });
});

describe('without a vehicle', () => {
  const asking = (more = {}) =>
    urlFor({ make: 'KIA', mode: 'simulated', scope: 'read_odometer control_security', ...more });

  test('an account that the app knows is renewed, and the owner ends here', async () => {
    await connect('kia-owner@example.com', 'KIA');
    const done = await signIn(asking(), 'kia-owner@example.com');
    expect(done.heading).toBe('Your car is connected again');
  });

  test('is never sent back, and gets no new code', async () => {
    await connect('tesla-owner@example.com', 'TESLA');
    const link = asking({ make: 'TESLA', redirect_uri: BACK, state: 'x' });
    const done = await signIn(link, 'tesla-owner@example.com');
    expect(done.left).toBeNull();
    expect(done.heading).toBe('Your car is connected again');
    expect(done.html).not.toContain(BACK);
  });

  test.each(['LAND_ROVER', 'land rover', 'Land-Rover'])('its make is known as %s', async (make) => {
    const page = await browser.open(asking({ make }));
    expect(page.heading).toBe('Reconnect your car to Voltwise');
  });

  test('a scope is of permissions that there are', async () => {
    const page = await browser.open(asking({ scope: 'read_odometer read_minds' }));
    expect(page.status).toBe(400);
    expect(page.html).toContain('scope has unknown permissions: read_minds.');
  });

  test('one that it does not know is told so, and the owner can use another', async () => {
    await connect('known-kia-owner@example.com', 'KIA');
    const stopped = await signIn(asking({ redirect_uri: BACK }), 'new-kia-owner@example.com');
    expect(stopped.heading).toBe('No car of this account is connected');
    const link = /href="(\/connect\/[^"]+\/sign-in)">Use another account/.exec(stopped.html)?.[1];
    const again = await browser.open(link ?? '');
    const done = await browser.submit(again, credentials('known-kia-owner@example.com'));
    expect(done.heading).toBe('Your car is connected again');
  });
});

describe('the developer’s own id of the owner', () => {
  const authorize = (more: Record<string, string>): string => {
    const parameters = { client_id: clientId, mode: 'test', make: 'FORD', scope: 'read_odometer' };
    return `/oauth/authorize?${new URLSearchParams({ response_type: 'code', ...parameters, ...more })}`;
  };
  const consent = async (more: Record<string, string>): Promise<Page> => {
    const review = await signIn(
      authorize({ approval_prompt: 'force', ...more }),
      'ext@example.com',
    );
    return browser.submit(review, { decision: 'allow', permission: 'read_odometer' });
  };

  test('comes back with the consent, and stays until it is taken away', async () => {
    const given = await consent({ external_id: 'customer 7' });
    expect(given.left?.searchParams.get('external_id')).toBe('customer 7');
    const userId = given.left?.searchParams.get('user_id') ?? '';
    const kept = await consent({});
    expect(kept.left?.searchParams.get('external_id')).toBe('customer 7');
    expect(kept.left?.searchParams.get('user_id')).toBe(userId);

    const { accessToken } = await platform.platform.tokens.issueApplicationToken(clientId);
    const answer = await platform.app.inject({
      url: `/v3/connections?filter[userId]=${userId}&filter[vehicle.mode]=simulated`,
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(answer.body).toContain('customer 7');

    const gone = await consent({ external_id: 'null' });
    expect(gone.left?.searchParams.has('external_id')).toBe(false);
  });

  test('must be printable', async () => {
    const { left } = await browser.open(authorize({ external_id: 'a\nb' }));
    expect(left?.searchParams.get('error')).toBe('invalid_request');
  });

  test('can come with signing in again', async () => {
    const car = await connect('again@example.com');
    const vehicleId = car.vehicleIds[0] ?? '';
    const url = urlFor({ vehicle_id: vehicleId, redirect_uri: BACK, external_id: 'e-1' });
    const done = await signIn(url, 'again@example.com');
    expect(returnOf(done).searchParams.get('external_id')).toBe('e-1');
  });
});

describe('a consent without a code', () => {
  const authorize = (more: Record<string, string> = {}): string => {
    const parameters = { client_id: clientId, mode: 'test', make: 'KIA', scope: 'read_odometer' };
    return `/oauth/authorize?${new URLSearchParams({ response_type: 'none', ...parameters, ...more })}`;
  };
  const ALLOW = { decision: 'allow', permission: 'read_odometer' };

  test('goes back with the user alone', async () => {
    const review = await signIn(authorize({ redirect_uri: BACK, state: 'z' }), 'none@example.com');
    const { left } = await browser.submit(review, ALLOW);
    expect([...(left?.searchParams.keys() ?? [])].sort()).toEqual(['iss', 'state', 'user_id']);
    const userId = left?.searchParams.get('user_id') ?? '';
    expect(await platform.platform.connections.count(clientId, { userId })).toBe(1);
  });

  test('without a redirect URI ends here, allowed or denied', async () => {
    const review = await signIn(authorize(), 'none-2@example.com');
    const done = await browser.submit(review, ALLOW);
    expect(done.heading).toBe('Your car is connected');
    const other = await signIn(authorize(), 'none-3@example.com');
    const denied = await browser.submit(other, { decision: 'deny' });
    expect(denied.heading).toBe('You denied access');
    expect(denied.html).not.toContain('id="exit-button"');
  });
});
