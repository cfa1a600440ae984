import { LANGUAGES } from '@carport/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEXTS } from '../../../src/http/connect/texts/texts.js';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser, type Page } from './browser.js';
import { authorizeUrl, credentials } from './consents.js';
import { keylessTeslaOwner } from './keyless.js';

const ALLOW = { decision: 'allow', permission: 'control_charge' };
const HEADING = 'Add a virtual key for Voltwise';

let platform: TestPlatform;
let clientId: string;
let browser: Browser;
let owner: string;

beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform, 'Voltwise')).application.id;
  owner = await keylessTeslaOwner(platform);
});
afterAll(() => platform.close());
beforeEach(() => {
  browser = createBrowser(platform.app);
});

/** Goes as far as the page after the sign-in. */
const review = async (changes: object = {}, username = owner, language = 'en'): Promise<Page> => {
  const scope = 'required:read_vehicle_info control_charge';
  const url = authorizeUrl({
    clientId,
    scope,
    make: 'TESLA',
    approval_prompt: 'force',
    ...changes,
  });
  const preamble = await browser.open(url, { 'accept-language': language });
  return browser.submit(await browser.submit(preamble, { country: 'US' }), credentials(username));
};

describe('after commands are allowed, a Tesla that takes none without a key', () => {
  test('leads to the page of Tesla, and nothing is shared before the owner goes on', async () => {
    const before = await platform.platform.connections.count(clientId, {});
    const page = await browser.submit(await review({ state: 'a b+c' }), ALLOW);
    expect([page.status, page.heading]).toEqual([200, HEADING]);
    expect(page.url).toMatch(/\/connect\/[0-9a-f-]+\/virtual-key$/);
    const { hostname } = new URL(platform.config.publicUrl);
    expect(page.html).toContain(`href="https://www.tesla.com/_ak/${hostname}"`);
    expect(page.html).toMatch(/class="car-chip">.*Tesla/s);
    expect(await platform.platform.connections.count(clientId, {})).toBe(before);

    const { left } = await browser.submit(page, {});
    expect(left?.searchParams.get('code')).toMatch(/./);
    expect(left?.searchParams.get('state')).toBe('a b+c');
    expect(left?.searchParams.get('virtual_key_url')).toBe(`https://www.tesla.com/_ak/${hostname}`);
    expect(await platform.platform.connections.count(clientId, {})).toBe(before + 1);
  });

  test('ends on a page of Connect where there is no app to go back to', async () => {
    const page = await review({ response_type: 'none', redirect_uri: '' });
    const key = await browser.submit(page, ALLOW);
    expect(key.heading).toBe(HEADING);
    expect((await browser.submit(key, {})).heading).toBe('Your car is connected');
  });

  test('is no page for owners who have allowed the same before', async () => {
    const username = await keylessTeslaOwner(platform, 'bev-again');
    await browser.submit(await browser.submit(await review({}, username), ALLOW), {});
    const back = await review({ approval_prompt: 'auto' }, username);
    expect(back.heading).toBe('Welcome back');
    expect(back.html).toContain('virtual_key_url=');
  });
});

describe('the page is left out', () => {
  test.each([
    ['where the owner allows no commands', { decision: 'allow' }, {}],
    ['where the app asks for none', ALLOW, { scope: 'required:read_vehicle_info' }],
  ])('%s', async (_where, answer, changes) => {
    const { left } = await browser.submit(await review(changes), answer);
    expect(left?.searchParams.get('code')).toMatch(/./);
  });

  test('where the key is there', async () => {
    const { left } = await browser.submit(await review({}, 'bev-key@example.com'), ALLOW);
    expect(left?.searchParams.get('code')).toMatch(/./);
  });

  test('and cannot be opened before', async () => {
    const page = await review();
    const early = await browser.open(page.url.replace('permissions', 'virtual-key'));
    expect([early.status, early.heading]).toEqual([400, 'This page comes later']);
  });
});

test.each(LANGUAGES)('it speaks $name', async ({ code }) => {
  const page = await browser.submit(await review({}, owner, code), ALLOW);
  expect(page.html).toContain(`<html lang="${code}"`);
  const { heading, add } = TEXTS[code].virtualKey;
  expect(page.heading).toBe(heading('Voltwise').replaceAll("'", '&#39;'));
  expect(page.html).toContain(add('Tesla'));
});
