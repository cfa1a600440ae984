import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser, type Page } from './browser.js';
import { type Asking, authorizeUrl, signInAs } from './consents.js';
import { keylessTeslaOwner } from './keyless.js';

/** What Connect goes back with besides `code`, `error` and `state`, and when. */
let platform: TestPlatform;
let clientId: string;
let browser: Browser;

beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform, 'Voltwise')).application.id;
});
afterAll(() => platform.close());
beforeEach(() => {
  browser = createBrowser(platform.app);
});

const linkTo = ({ html }: Page, id: string): URLSearchParams => {
  const href = new RegExp(`id="${id}" href="([^"]+)"`).exec(html)?.[1] ?? '';
  return new URL(href.replaceAll('&amp;', '&')).searchParams;
};

describe('vehicle_incompatible', () => {
  test('tells which car it is when the owner wants it to, and not otherwise', async () => {
    const stopped = await signInAs(
      browser,
      { clientId, make: 'AUDI' },
      'smartcar@vehicle-incompatible.com',
    );
    expect(Object.fromEntries(linkTo(stopped, 'exit-button'))).toEqual({
      error: 'vehicle_incompatible',
      error_description: "The user's vehicle is not compatible.",
      state: 's-1',
      iss: platform.config.publicUrl,
    });
    const told = Object.fromEntries(linkTo(stopped, 'telling-button'));
    expect(told).toMatchObject({
      ...{ error: 'vehicle_incompatible', vin: '0SCAUDI012FE3B132', make: 'AUDI', state: 's-1' },
      year: expect.stringMatching(/^20\d\d$/),
    });
    expect(told.model).toBeTruthy();
    expect(stopped.html).toMatch(/class="car-chip">.*Audi/s);
    expect(stopped.html).toContain('Return and tell Voltwise which car it is');
  });

  test('names the car that the account spells out', async () => {
    const name = 'WAUZZZ4G6BN123456@incompatible.smartcar.com';
    const stopped = await signInAs(browser, { clientId, make: 'AUDI' }, name);
    expect(linkTo(stopped, 'telling-button').get('vin')).toBe('WAUZZZ4G6BN123456');
  });

  test('has nothing to tell of a brand that is not there', async () => {
    const preamble = await browser.open(authorizeUrl({ clientId }));
    const brands = await browser.submit(preamble, { country: 'US' });
    const stopped = await browser.submit(brands, { missing: 'yes' });
    expect(stopped.html).not.toContain('telling-button');
  });
});

describe('virtual_key_url', () => {
  const connect = async (
    username: string,
    more: Partial<Asking> = {},
  ): Promise<URLSearchParams> => {
    const asking = {
      ...{ clientId, make: 'TESLA', approval_prompt: 'force' },
      ...{ scope: 'required:read_vehicle_info required:control_charge', ...more },
    };
    const review = await signInAs(browser, asking, username);
    const next = await browser.submit(review, { decision: 'allow' });
    const { left } = next.left === null ? await browser.submit(next, {}) : next;
    return left?.searchParams ?? new URLSearchParams();
  };
  const keyless = () => keylessTeslaOwner(platform);

  test('comes along for a Tesla that takes no commands without the key', async () => {
    const back = await connect(await keyless());
    expect(back.get('code')).toBeTruthy();
    const { hostname } = new URL(platform.config.publicUrl);
    expect(back.get('virtual_key_url')).toBe(`https://www.tesla.com/_ak/${hostname}`);
  });

  test('does not where no command is to be sent, or the key is there', async () => {
    const reading = await connect(await keyless(), { scope: 'required:read_vehicle_info' });
    expect(reading.get('code')).toBeTruthy();
    expect(reading.has('virtual_key_url')).toBe(false);
    expect((await connect('bev-key@example.com')).has('virtual_key_url')).toBe(false);
  });
});

test('a test VIN that no documented account has is a mistake of the app', async () => {
  const page = await browser.open(
    authorizeUrl({ clientId, single_select: 'true', single_select_vin: '0SCAUDI0AAAAAAAAA' }),
  );
  expect(page.status).toBe(400);
  expect(Object.fromEntries(linkTo(page, 'exit-button'))).toMatchObject({
    ...{ error: 'configuration_error', status_code: '400', state: 's-1' },
    error_message: 'The app asked for a car by a VIN that is not valid.',
  });
});
