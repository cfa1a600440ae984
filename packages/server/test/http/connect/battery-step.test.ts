import { LANGUAGES } from '@carport/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEXTS } from '../../../src/http/connect/texts/texts.js';
import {
  createTestApplication,
  createTestPlatform,
  TEST_REDIRECT_URI,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser, type Page } from './browser.js';
import { authorizeUrl, credentials } from './consents.js';

const SCOPE = 'required:read_vehicle_info read_battery';
const ALLOW = { decision: 'allow', permission: 'read_battery' };
const QUESTION = 'Which battery does your car have?';

let platform: TestPlatform;
let clientId: string;
let browser: Browser;
let owners = 0;

beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform, 'Voltwise')).application.id;
});
afterAll(() => platform.close());
beforeEach(() => {
  browser = createBrowser(platform.app);
  owners += 1;
});

const untold = (name = 'bev'): string => `${name}+unknown-battery@owner-${owners}.example`;

/** Goes as far as the page after the sign-in, with a Volkswagen in Germany. */
const review = async (username: string, changes: object = {}, language = 'en'): Promise<Page> => {
  const asking = { clientId, scope: SCOPE, make: 'VOLKSWAGEN', flags: 'country:DE', ...changes };
  const url = authorizeUrl({ ...asking, redirect_uri: TEST_REDIRECT_URI });
  const preamble = await browser.open(url, { 'accept-language': language });
  const signIn = await browser.submit(preamble, { country: 'DE' });
  return browser.submit(signIn, credentials(username));
};

const allowed = async (username: string, changes: object = {}): Promise<Page> =>
  browser.submit(await review(username, changes), ALLOW);

const capacitiesOn = ({ html }: Page): string[] =>
  [...html.matchAll(/name="capacity"[^>]*value="([^"]+)"/g)].map(([, kwh = '']) => kwh);

/** What the app reads with the code that the owner has come back with, car by car. */
const capacitiesReadBy = async ({ left }: Page): Promise<unknown[]> => {
  const { tokens } = platform.platform;
  const exchanged = await tokens.exchangeCode({
    ...{ applicationId: clientId, code: left?.searchParams.get('code') ?? '' },
    ...{ redirectUri: TEST_REDIRECT_URI, codeVerifier: undefined },
  });
  if (!exchanged.ok) throw new Error(exchanged.description);
  const { accessToken } = exchanged.value;
  const grant = await tokens.authenticate(accessToken);
  if (grant?.kind !== 'connection') throw new Error('not a connection');
  const cars = [...grant.vehicles.values()].sort((one, other) => (one.vin < other.vin ? -1 : 1));
  const read = async (id: string) => {
    const answer = await platform.app.inject({
      url: `/v2.0/vehicles/${id}/battery/nominal_capacity`,
      headers: { authorization: `Bearer ${accessToken}` },
    });
    return answer.json().capacity;
  };
  return Promise.all(cars.map(({ id }) => read(id)));
};

describe('after the permissions, a car that could have several batteries', () => {
  test('is asked about before anything is shared, and the app reads the answer', async () => {
    const page = await allowed(untold(), { state: 'a b+c' });
    expect([page.status, page.heading]).toEqual([200, QUESTION]);
    expect(page.url).toMatch(/\/connect\/[0-9a-f-]+\/battery$/);
    expect(page.html).toMatch(/class="car-chip">.*Volkswagen/s);
    expect(await platform.platform.connections.count(clientId, {})).toBe(0);

    const [, second = ''] = capacitiesOn(page);
    const back = await browser.submit(page, { capacity: second });
    const names = [...(back.left?.searchParams.keys() ?? [])];
    expect(names.sort()).toEqual(['code', 'iss', 'state', 'user_id']);
    expect(back.left?.searchParams.get('state')).toBe('a b+c');
    expect(await capacitiesReadBy(back)).toEqual([
      { nominal: Number(second), source: 'USER_SELECTED' },
    ]);
  });

  test('is connected without an answer too', async () => {
    const back = await browser.submit(await allowed(untold()), { unsure: 'yes' });
    expect(await capacitiesReadBy(back)).toEqual([null]);
  });

  test.each([
    ['nothing', {}],
    ['what is no candidate', { capacity: '1000' }],
    ['what is no number', { capacity: 'big' }],
    ['another car’s', { capacity: '1', vin: '0SCAUDI037A5ADB1C' }],
  ])('is asked about again after choosing %s', async (_what, fields) => {
    const again = await browser.submit(await allowed(untold()), fields);
    expect(again.heading).toBe(QUESTION);
    expect(again.html).toMatch(/role="alert".*Choose a battery/s);
    const [first = ''] = capacitiesOn(again);
    expect((await browser.submit(again, { capacity: first })).left).not.toBeNull();
  });

  test('is asked about again on the next visit, until it is known', async () => {
    const [username, force] = [untold(), { approval_prompt: 'force' }];
    await browser.submit(await allowed(username), { unsure: 'yes' });
    const second = await allowed(username, force);
    expect(second.heading).toBe(QUESTION);
    const [first = ''] = capacitiesOn(second);
    await browser.submit(second, { capacity: first });
    const third = await allowed(username, force);
    expect(await capacitiesReadBy(third)).toMatchObject([{ nominal: Number(first) }]);
  });

  test('is no question for owners who have allowed the same before', async () => {
    const username = untold();
    await browser.submit(await allowed(username), { unsure: 'yes' });
    expect((await review(username)).heading).toBe('Welcome back');
  });

  test('ends on a page of Connect where there is no app to go back to', async () => {
    const page = await review(untold());
    const url = authorizeUrl({ clientId, scope: SCOPE, make: 'VOLKSWAGEN', redirect_uri: '' });
    expect(page.heading).toBe('Voltwise would like to');
    const preamble = await browser.open(url.replace('=code&', '=none&'));
    const signIn = await browser.submit(preamble, { country: 'DE' });
    const permissions = await browser.submit(signIn, credentials(untold('other')));
    const question = await browser.submit(permissions, ALLOW);
    expect(question.heading).toBe(QUESTION);
    const [first = ''] = capacitiesOn(question);
    const done = await browser.submit(question, { capacity: first });
    expect(done.heading).toBe('Your car is connected');
  });
});

describe('nothing is asked', () => {
  const leavesAtOnce = async (page: Page) => {
    expect(page.left?.searchParams.get('code')).toMatch(/./);
    return page;
  };

  test('where the carmaker tells', async () => {
    const back = await leavesAtOnce(await allowed(`bev@told-${owners}.example`));
    expect(await capacitiesReadBy(back)).toMatchObject([{ source: 'SMARTCAR' }]);
  });

  test('where the app may not read the battery', async () => {
    const page = await review(untold());
    await leavesAtOnce(await browser.submit(page, { decision: 'allow' }));
    await leavesAtOnce(await allowed(untold('other'), { scope: 'required:read_vehicle_info' }));
  });

  test('of an owner who denies, or who opens the page too early', async () => {
    const page = await review(untold());
    const early = await browser.open(page.url.replace('permissions', 'battery'));
    expect([early.status, early.heading]).toEqual([400, 'This page comes later']);
    const { left } = await browser.submit(page, { decision: 'deny' });
    expect(left?.searchParams.get('error')).toBe('access_denied');
  });
});

test('several cars are asked about one by one', async () => {
  const list = await review(untold('3-vehicles'));
  const page = await browser.submit(await browser.submit(list, { vin: shown(list) }), ALLOW);
  const [one = ''] = capacitiesOn(page);
  const second = await browser.submit(page, { capacity: one });
  const third = await browser.submit(second, { unsure: 'yes' });
  expect([page, second, third].map(({ heading }) => heading)).toEqual(Array(3).fill(QUESTION));
  expect(new Set([page, second, third].map(carOn)).size).toBe(3);
  const [last = ''] = capacitiesOn(third);
  const read = await capacitiesReadBy(await browser.submit(third, { capacity: last }));
  const said = new Map([
    [carOn(page), { nominal: Number(one), source: 'USER_SELECTED' }],
    [carOn(second), null],
    [carOn(third), { nominal: Number(last), source: 'USER_SELECTED' }],
  ]);
  expect(read).toEqual([...said].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, body]) => body));
});

test('skipping keeps what was said of the cars before', async () => {
  const list = await review(untold('3-vehicles'));
  const page = await browser.submit(await browser.submit(list, { vin: shown(list) }), ALLOW);
  const [one = ''] = capacitiesOn(page);
  const second = await browser.submit(page, { capacity: one });
  const read = await capacitiesReadBy(await browser.submit(second, { skip: 'yes' }));
  expect(read.filter((capacity) => capacity !== null)).toMatchObject([{ nominal: Number(one) }]);
});

test.each(LANGUAGES)('it asks in $name', async ({ code }) => {
  const list = await review(untold('2-vehicles'), {}, code);
  const question = await browser.submit(await browser.submit(list, { vin: shown(list) }), ALLOW);
  expect(question.html).toContain(`<html lang="${code}"`);
  const { heading, skip } = TEXTS[code].battery;
  expect(question.heading).toBe(heading.replaceAll("'", '&#39;'));
  expect(question.html).toContain(skip);
});

const shown = ({ html }: Page): string[] =>
  [...html.matchAll(/name="shown" value="([^"]+)"/g)].map(([, vin = '']) => vin);

const carOn = ({ html }: Page): string => /name="vin" value="([^"]+)"/.exec(html)?.[1] ?? '';
