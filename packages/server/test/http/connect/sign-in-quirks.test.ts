import { LANGUAGES } from '@carport/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEXTS } from '../../../src/http/connect/texts/texts.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser, type Page } from './browser.js';
import { authorizeUrl, credentials } from './consents.js';

/** Makes whose sign-in is unlike the others', as the catalogue's rows have it. */
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

const signInPage = async (make: string, scope: string, country = 'FR'): Promise<Page> => {
  const preamble = await browser.open(authorizeUrl({ clientId, make, scope }));
  return browser.submit(preamble, { country });
};

const signIn = async (make: string, scope: string, username: string): Promise<Page> =>
  browser.submit(await signInPage(make, scope), credentials(username));

const CHARGING = 'required:read_vehicle_info control_charge';
const READING = 'required:read_vehicle_info read_odometer';
const RIGHT = { pin: '1234', code: '123 456' };

describe.each(['CITROEN', 'DS', 'OPEL', 'PEUGEOT', 'VAUXHALL'])('%s', (make) => {
  test('asks for PIN and code when an app wants to control charging, and then connects', async () => {
    const page = await signIn(make, CHARGING, 'bev@example.com');
    expect(page.url).toMatch(/\/verify$/);
    expect(page.heading).toBe('One more step');
    expect(page.html).toMatch(/<input[^>]* id="pin"[^>]*type="password"/);
    expect(page.html).toMatch(/<input[^>]* id="code"[^>]*autocomplete="one-time-code"/);
    const review = await browser.submit(page, RIGHT);
    expect(review.url).toMatch(/\/permissions$/);
    const { left } = await browser.submit(review, {
      decision: 'allow',
      permission: ['control_charge'],
    });
    expect(left?.searchParams.get('code')).toBeTruthy();
  });

  test('asks for neither when it does not', async () => {
    expect((await signIn(make, READING, 'bev-1@example.com')).url).toMatch(/\/permissions$/);
  });
});

describe('what the carmaker asks for after the password', () => {
  const ask = () => signIn('PEUGEOT', CHARGING, 'bev@example.com');

  test.each([
    ['nothing', {}, 'Something is missing'],
    ['a PIN alone', { pin: '1234' }, 'Something is missing'],
    ['letters', { pin: 'abcd', code: '123456' }, 'Something is missing'],
    ['what is wrong', { pin: '0000', code: '123456' }, 'That was not accepted'],
    ['a code that is wrong', { pin: '1234', code: '000000' }, 'That was not accepted'],
  ])('is asked again after %s', async (_what, answers, title) => {
    const again = await browser.submit(await ask(), answers);
    expect(again.url).toMatch(/\/verify$/);
    expect(again.html).toMatch(new RegExp(`role="alert".*${title}`, 's'));
    expect(again.html).not.toContain('1234');
    expect((await browser.submit(again, RIGHT)).url).toMatch(/\/(permissions|returning)$/);
  });

  test('is not asked of an owner without a plug', async () => {
    expect((await signIn('CITROEN', CHARGING, 'ice@example.com')).url).toMatch(/\/permissions$/);
  });

  test('can be left, with oem_cancelled_login', async () => {
    const stopped = await browser.submit(await ask(), { cancel: 'yes' });
    expect(stopped.html).toMatch(/id="exit-button" href="[^"]+error=oem_cancelled_login/);
  });

  test('cannot be skipped, and opens for nobody who was not asked', async () => {
    const page = await ask();
    const ahead = await browser.open(page.url.replace('verify', 'permissions'));
    expect([ahead.status, ahead.heading]).toEqual([400, 'This page comes later']);
    const other = await signInPage('FORD', CHARGING);
    const early = await browser.open(other.url.replace('sign-in', 'verify'));
    expect(early.status).toBe(400);
    const forced = await browser.submit({ ...other, url: early.url }, RIGHT);
    expect(forced.url).toMatch(/\/sign-in$/);
  });

  test('keeps no password and no answer in the database', async () => {
    const page = await browser.submit(await ask(), { pin: '8642', code: '000000' });
    const session = page.url.split('/')[2] ?? '';
    const row = await platform.store.db
      .selectFrom('connect_sessions')
      .select('state')
      .where('id', '=', session)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(row.state)).toContain('"challenge"');
    expect(JSON.stringify(row.state)).not.toMatch(/8642|000000|"password"/);
  });

  test('is also asked when the owner signs in again for a car whose charging may be controlled', async () => {
    const car = await connectCar(platform, app, {
      ...{ username: 'bev-again@example.com', make: 'PEUGEOT', country: 'FR' },
      permissions: ['read_odometer', 'control_charge'],
    });
    const url = `/oauth/reauthenticate?${new URLSearchParams({
      response_type: 'vehicle_id',
      client_id: clientId,
      vehicle_id: car.vehicleIds[0] ?? '',
    })}`;
    const page = await browser.submit(await browser.open(url), { country: 'FR' });
    const asked = await browser.submit(page, credentials('bev-again@example.com'));
    expect(asked.url).toMatch(/\/verify$/);
    expect((await browser.submit(asked, RIGHT)).heading).toBe('Your car is connected again');
  });

  test('an owner who has not set a PIN up is told to do so first', async () => {
    const page = await signIn('PEUGEOT', CHARGING, 'bev+no-pin@example.com');
    expect(page.url).toMatch(/\/sign-in$/);
    expect(page.html).toContain('Your account needs you first.');
    expect((await signIn('PEUGEOT', READING, 'bev+no-pin@example.com')).url).toMatch(
      /\/permissions$/,
    );
  });

  test('a Rivian account with a second factor is asked for its code alone', async () => {
    const page = await signIn('RIVIAN', READING, 'bev+second-factor@example.com');
    expect(page.html).toContain('id="code"');
    expect(page.html).not.toContain('id="pin"');
    expect((await browser.submit(page, { code: '123456' })).url).toMatch(/\/permissions$/);
  });

  test.each(LANGUAGES)('speaks $code', async ({ code }) => {
    const asking = authorizeUrl({ clientId, make: 'OPEL', scope: CHARGING });
    const preamble = await browser.open(asking, { 'accept-language': code });
    const page = await browser.submit(preamble, { country: 'FR' });
    const asked = await browser.submit(page, credentials('bev@example.com'));
    expect(asked.heading).toBe(TEXTS[code].verify.heading.replaceAll("'", '&#39;'));
  });
});

describe('Volvo', () => {
  test('takes an e-mail address alone, and says so before', async () => {
    const page = await signInPage('VOLVO', READING, 'SE');
    expect(page.html).toContain('a phone number does not work here');
    const refused = await browser.submit(page, credentials('+46 70 123 45 67'));
    expect(refused.url).toMatch(/\/sign-in$/);
    expect(refused.html).toMatch(/role="alert".*An e-mail address is needed/s);
    expect(refused.html).toContain('value="+46 70 123 45 67"');
    expect((await browser.submit(refused, credentials('owner@example.com'))).url).toMatch(
      /\/(permissions|stopped)$/,
    );
  });

  test('as its row says, and no other make', async () => {
    const page = await signIn('FORD', READING, '+46 70 123 45 67');
    expect(page.url).toMatch(/\/permissions$/);
  });
});

describe('what owners do well to know before they sign in', () => {
  test.each([
    ['BYD', READING, 'BYD keeps one sign-in per account'],
    ['AUDI', READING, 'the account that Audi lists as the car’s main user'],
    ['VOLKSWAGEN', READING, 'the account that Volkswagen lists'],
    ['TESLA', 'read_charge_records', 'Use the account that owns the car'],
  ])('%s, asked for %s: %s', async (make, scope, words) => {
    expect((await signInPage(make, scope)).html).toContain(words);
  });

  test('is not said where it does not matter', async () => {
    expect((await signInPage('TESLA', READING)).html).not.toContain('the account that owns');
    expect((await signInPage('FORD', READING)).html).not.toContain('class="notice"');
  });
});
