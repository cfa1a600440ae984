import { LANGUAGES } from '@carport/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEXTS } from '../../../src/http/connect/texts/texts.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser, type Page } from './browser.js';

const BACK = 'https://example.com/auth';
const DAY = 24 * 60 * 60 * 1000;

let platform: TestPlatform;
let app: TestApplication;
let browser: Browser;
let owners = 0;

beforeAll(async () => {
  platform = await createTestPlatform();
  app = await createTestApplication(platform, 'Voltwise');
});
afterAll(() => platform.close());
beforeEach(() => {
  browser = createBrowser(platform.app);
});

/** A car whose carmaker does not tell which of the model's batteries it has. */
const connect = (more: object = {}): Promise<TestConnection> => {
  owners += 1;
  const username = `bev-${owners}+unknown-battery@example.com`;
  return connectCar(platform, app, { username, make: 'VOLKSWAGEN', country: 'DE', ...more });
};

const read = async (car: TestConnection, path = '/battery/nominal_capacity') => {
  const answer = await platform.app.inject({
    url: `/v2.0/vehicles/${car.vehicleIds[0]}${path}`,
    headers: { authorization: `Bearer ${car.accessToken}` },
  });
  return { status: answer.statusCode, body: answer.json() };
};

const signal = async (car: TestConnection) => {
  const { accessToken } = await platform.platform.tokens.issueApplicationToken(app.application.id);
  const answer = await platform.app.inject({
    url: `/v3/vehicles/${car.vehicleIds[0]}/signals/tractionbattery-nominalcapacity`,
    headers: { authorization: `Bearer ${accessToken}`, 'sc-user-id': car.userId },
  });
  const body = answer.json();
  return (body.data ?? body).attributes.body;
};

/** The link of the answer, with what the app puts at its end. */
const linkOf = async (car: TestConnection, end = encodeURIComponent(BACK)): Promise<string> => {
  const { body } = await read(car);
  const { origin, pathname, search } = new URL(body.url);
  expect(origin).toBe(platform.config.publicUrl);
  return `${pathname}${search}${end}`;
};

const candidates = async (car: TestConnection): Promise<number[]> =>
  (await read(car)).body.availableCapacities.map(({ capacity }: { capacity: number }) => capacity);

const answer = async (
  address: string,
  fields: Readonly<Record<string, string>>,
): Promise<Page & { answeredWith: number }> => {
  const page = await browser.open(address);
  const action = /<form class="connect__form" method="post" action="([^"]+)"/.exec(page.html)?.[1];
  const response = await platform.app.inject({
    method: 'POST',
    url: (action ?? address).replaceAll('&amp;', '&'),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  const { location = '' } = response.headers;
  const left = location.startsWith('/') ? null : new URL(location);
  const next = left ? page : await browser.open(location);
  return { ...next, left, answeredWith: response.statusCode };
};

test('a carmaker that does not tell leaves it open, and the link is as documented', async () => {
  const car = await connect();
  const { body } = await read(car);
  expect(body.capacity).toBeNull();
  expect(body.availableCapacities.length).toBeGreaterThan(1);
  expect(body.availableCapacities[0].description).toMatch(/^BEV:\w/);
  const url = new URL(body.url);
  expect([...url.searchParams.keys()]).toEqual([
    ...['vehicle_id', 'client_id', 'token', 'response_type', 'redirect_uri'],
  ]);
  expect(url.searchParams.get('response_type')).toBe('vehicle_id');
  expect(body.url).toMatch(/redirect_uri=$/);
  const older = await read(car, '/battery/capacity');
  expect(older.body).toMatchObject({ type: 'SERVER', code: 'MULTIPLE_RECORDS_FOUND' });
  expect(older.body.detail).toEqual([{ capacities: await candidates(car) }]);
});

test('a carmaker that tells leaves nothing open', async () => {
  const car = await connect({ username: 'bev-told@example.com' });
  const { body } = await read(car);
  expect(body).toMatchObject({ capacity: { source: 'SMARTCAR' }, url: null });
  expect(body.availableCapacities).toHaveLength(1);
});

describe('an owner who says which it is', () => {
  test('goes back with it, and v2.0 and v3 say it from then on, with the source', async () => {
    const car = await connect();
    const [wanted = 0] = await candidates(car);
    const address = `${await linkOf(car)}&state=a%20b+c`;
    const page = await browser.open(address);
    expect(page.status).toBe(200);
    expect(page.heading).toBe('Which battery does your car have?');
    expect(page.html).toMatch(/class="car-chip">.*Volkswagen/s);
    expect(page.html).not.toContain('checked');

    const { left, answeredWith } = await answer(address, { capacity: String(wanted) });
    expect(answeredWith).toBe(303);
    expect(`${left?.origin}${left?.pathname}`).toBe(BACK);
    expect(left?.search).toContain('state=a%20b+c');
    expect(Object.fromEntries(left?.searchParams ?? [])).toEqual({
      vehicle_id: car.vehicleIds[0],
      selected_capacity: String(wanted),
      reason: 'battery_capacity',
      state: 'a b c',
      iss: platform.config.publicUrl,
    });

    const { body } = await read(car);
    expect(body.capacity).toEqual({ nominal: wanted, source: 'USER_SELECTED' });
    expect(body.url).not.toBeNull();
    expect((await read(car, '/battery/capacity')).body).toEqual({ capacity: wanted });
    expect(await signal(car)).toMatchObject({ source: 'USER_SELECTED', capacity: wanted });
  });

  test('is believed for as long as the carmaker knows no better', async () => {
    const car = await connect();
    const [wanted = 0] = await candidates(car);
    await answer(await linkOf(car), { capacity: String(wanted) });
    for (const days of [1, 40]) {
      platform.clock.advance(days * DAY);
      const access = await platform.platform.connections.access(
        app.application.id,
        car.vehicleIds[0] ?? '',
        car.userId,
      );
      if (!access) throw new Error('the car is connected');
      await platform.platform.vehicles.refresh(access.vehicle);
      expect(await signal(car)).toMatchObject({ source: 'USER_SELECTED', capacity: wanted });
    }
  });

  test('may say otherwise later, with what was said before ticked', async () => {
    const car = await connect();
    const [first = 0, second = 0] = await candidates(car);
    await answer(await linkOf(car), { capacity: String(first) });
    const again = await browser.open(await linkOf(car));
    expect(/value="([^"]+)" checked/.exec(again.html)?.[1]).toBe(String(first));
    await answer(await linkOf(car), { capacity: String(second) });
    expect((await read(car)).body.capacity.nominal).toBe(second);
  });

  test('without an app to go back to ends on a page that says so', async () => {
    const car = await connect();
    const [wanted = 0] = await candidates(car);
    const page = await answer(await linkOf(car, ''), { capacity: String(wanted) });
    expect(page.heading).toBe('Thank you');
    expect(page.html).toContain('Voltwise knows your battery now.');
    expect((await read(car)).body.capacity.source).toBe('USER_SELECTED');
  });
});

describe('an owner who does not', () => {
  test('goes back with battery_capacity_no_selection', async () => {
    const car = await connect();
    const { left } = await answer(`${await linkOf(car)}&state=s-1`, { unsure: 'yes' });
    expect(Object.fromEntries(left?.searchParams ?? [])).toEqual({
      error: 'battery_capacity_no_selection',
      error_description: 'user did not know battery capacity',
      vehicle_id: car.vehicleIds[0],
      state: 's-1',
      iss: platform.config.publicUrl,
    });
    expect((await read(car)).body.capacity).toBeNull();
  });

  test('finds a page that lets them change their mind where there is no app', async () => {
    const car = await connect();
    const page = await answer(await linkOf(car, ''), { unsure: 'yes' });
    expect(page.heading).toBe('That is all right');
    expect(page.html).toMatch(/href="\/battery-capacity\?[^"]+">Try again/);
  });

  test.each([
    ['nothing', {}],
    ['what is no candidate', { capacity: '1000' }],
    ['what is no number', { capacity: 'big' }],
  ])('is asked again after choosing %s', async (_what, fields) => {
    const car = await connect();
    const page = await answer(await linkOf(car), fields);
    expect(page.html).toMatch(/role="alert".*Choose a battery/s);
    expect(page.html).toContain('aria-invalid');
    expect((await read(car)).body.capacity).toBeNull();
  });
});

describe('a link that is not right', () => {
  const refusal = async (address: string): Promise<[number, string]> => {
    const page = await browser.open(address);
    return [page.status, page.heading];
  };
  const expired = [400, 'This link has expired'];

  test('names no other car, application or owner, and no older day', async () => {
    const [car, other] = [await connect(), await connect()];
    const address = await linkOf(car);
    const swapped = (name: string, value: string) => {
      const [path, query] = address.split('?');
      const parameters = new URLSearchParams(query);
      parameters.set(name, value);
      return `${path}?${parameters}`;
    };
    const stranger = await createTestApplication(platform, 'Stranger');
    expect(await refusal(swapped('vehicle_id', other.vehicleIds[0] ?? ''))).toEqual(expired);
    expect(await refusal(swapped('client_id', stranger.application.id))).toEqual(expired);
    expect(await refusal(swapped('token', 'made-up'))).toEqual(expired);
    expect(await refusal(swapped('token', ''))).toEqual(expired);
    const response = await platform.app.inject({
      method: 'POST',
      url: swapped('vehicle_id', other.vehicleIds[0] ?? ''),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `capacity=${(await candidates(other))[0]}`,
    });
    expect(response.statusCode).toBe(400);
    expect((await read(other)).body.capacity).toBeNull();

    platform.clock.advance(30 * DAY - 1000);
    expect((await browser.open(address)).status).toBe(200);
    platform.clock.advance(1000);
    const page = await browser.open(address);
    expect(page.heading).toBe('This link has expired');
    expect(page.html).toMatch(/id="exit-button" href="[^"]+error=configuration_error/);
  });

  test('sends nobody to an address that is not registered', async () => {
    const address = await linkOf(await connect(), encodeURIComponent('https://evil.example'));
    const page = await browser.open(address);
    expect([page.status, page.heading]).toEqual([400, 'This link does not work']);
    expect(page.html).not.toContain('evil.example');
  });

  test('is told to the app where another response is wanted', async () => {
    const address = (await linkOf(await connect())).replace('=vehicle_id&', '=code&');
    const { left } = await browser.open(address);
    expect(left?.searchParams.get('error')).toBe('unsupported_response_type');
  });

  test('ends with the connection', async () => {
    const car = await connect();
    const address = await linkOf(car);
    await platform.platform.connections.removeUser(app.application.id, car.userId);
    expect((await browser.open(address)).heading).toBe('We do not know this car');
  });
});

test('a battery that the carmaker has told since is nothing to choose', async () => {
  const car = await connect({ username: 'bev-told-since@example.com' });
  const other = await connect();
  const { battery } = platform.platform.connect;
  const access = await platform.platform.connections.access(
    app.application.id,
    car.vehicleIds[0] ?? '',
    car.userId,
  );
  if (!access) throw new Error('the car is connected');
  const { pathname, search } = new URL(battery.link(access));
  const page = await browser.open(`${pathname}${search}`);
  expect(page.heading).toBe('Nothing left to choose');
  const { body } = await read(other);
  const { chooseBattery } = platform.platform.vehicles;
  const [{ capacity }] = body.availableCapacities;
  expect(await chooseBattery(access.vehicle, capacity)).toBe(false);
});

describe.each(LANGUAGES)('in $code', ({ code }) => {
  test('it asks in the words of that language, as the browser or the owner wants it', async () => {
    const address = await linkOf(await connect());
    const byBrowser = await browser.open(address, { 'accept-language': code });
    expect(byBrowser.heading).toBe(TEXTS[code].battery.heading.replaceAll("'", '&#39;'));
    expect(byBrowser.html).toContain(`<html lang="${code}"`);
    const chosen = await answer(address, { language: code });
    expect(chosen.heading).toBe(byBrowser.heading);
  });
});
