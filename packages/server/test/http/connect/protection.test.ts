import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser, type Page } from './browser.js';
import { ALLOW, authorizeUrl, credentials, signInAs } from './consents.js';

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

const policyOf = (page: Page): string => String(page.headers['content-security-policy']);

describe('headers', () => {
  test('every page is unframeable, unscripted, unkept and tells nobody where it was', async () => {
    const preamble = await browser.open(authorizeUrl({ clientId }));
    const pages = [
      preamble,
      await browser.submit(preamble, { country: 'US' }),
      await signInAs(browser, { clientId }),
      await browser.open('/oauth/authorize'),
      await browser.open('/connect/nothing'),
    ];
    for (const page of pages) {
      const policy = policyOf(page);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(page.headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'content-type': 'text/html; charset=utf-8',
      });
      expect(page.headers).not.toHaveProperty('cross-origin-opener-policy');
      expect(page.html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=/);
    }
  });

  test('the page with the password sends its form here only', async () => {
    const preamble = await browser.open(authorizeUrl({ clientId, make: 'FORD' }));
    const signIn = await browser.submit(preamble, {});
    expect(policyOf(signIn)).toContain("form-action 'self'");
  });

  // Chromium holds form-action against each redirect after the form, those that the app makes included.
  test('the page whose form ends at the app does not hold the app’s own redirects up', async () => {
    expect(policyOf(await signInAs(browser, { clientId }))).not.toContain('form-action');
  });

  test('every redirect after a form is a 303 (RFC 9700 4.12)', async () => {
    const review = await signInAs(browser, { clientId });
    expect(browser.redirects.map(({ status }) => status)).toEqual([303]);
    await browser.submit(review, ALLOW);
    expect(browser.redirects.map(({ status }) => status)).toEqual([303]);
  });
});

describe('the session', () => {
  test('belongs to the browser that started it', async () => {
    const review = await signInAs(browser, { clientId });
    const stranger = createBrowser(platform.app);
    const seen = await stranger.open(review.url);
    expect(seen).toMatchObject({ status: 404, heading: 'This page has expired' });
    expect(await stranger.submit({ ...review }, ALLOW)).toMatchObject({ status: 404, left: null });

    // Not even with a session of the stranger's own.
    await signInAs(stranger, { clientId });
    expect((await stranger.open(review.url)).html).toBe(seen.html);
    expect((await stranger.open(`/connect/${crypto.randomUUID()}/preamble`)).html).toBe(seen.html);
  });

  test('ends after an hour', async () => {
    const preamble = await browser.open(authorizeUrl({ clientId }));
    platform.clock.advance(60 * 60 * 1000 - 1);
    expect((await browser.open(preamble.url)).status).toBe(200);
    platform.clock.advance(1);
    expect((await browser.open(preamble.url)).status).toBe(404);
    expect((await browser.submit(preamble, { country: 'US' })).status).toBe(404);
  });

  test('shares its cookie with the browser’s other sessions', async () => {
    const one = await browser.open(authorizeUrl({ clientId }));
    const two = await browser.open(authorizeUrl({ clientId }));
    expect(two.url).not.toBe(one.url);
    expect((await browser.open(one.url)).status).toBe(200);
    expect((await browser.open(two.url)).status).toBe(200);
  });

  test.each(['', 'x', 'å'.repeat(43), `${'a'.repeat(42)};`])(
    'a cookie that the server never made is replaced: %j',
    async (value) => {
      browser.cookies.set('carport-connect', value);
      const page = await browser.open(authorizeUrl({ clientId }));
      expect(page.status).toBe(200);
      expect(browser.cookies.get('carport-connect')).toMatch(/^[\w-]{43}$/);
    },
  );

  test('its cookie is out of reach of scripts and of other sites’ forms', async () => {
    const { headers } = await platform.app.inject({ url: authorizeUrl({ clientId }) });
    expect(headers['set-cookie']).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('keeps no password, and nothing of the account in the clear', async () => {
    const signIn = await signInAs(browser, { clientId }, '   ');
    const brand = await browser.open(signIn.url.replace('sign-in', 'brand'));
    const again = await browser.submit(brand, { make: 'FORD' });
    await browser.submit(again, { username: 'secret.name@example.com', password: '' });
    const held = async (): Promise<string> =>
      JSON.stringify(await platform.store.db.selectFrom('connect_sessions').selectAll().execute());
    expect(await held()).not.toContain('secret.name');
    await browser.submit(again, {
      username: 'secret.name@example.com',
      password: 'hunter2-hunter2',
    });
    const rows = await held();
    expect(rows).toContain('sealed');
    expect(rows).not.toContain('hunter2');
    expect(rows).not.toContain('secret.name');
    expect(rows).not.toContain(browser.cookies.get('carport-connect'));
  });
});

describe('forms (RFC 9700 4.7)', () => {
  test.each([
    ['no token', ''],
    ['a wrong token', 'A'.repeat(43)],
  ])('with %s change nothing', async (_name, token) => {
    const review = await signInAs(browser, { clientId }, 'csrf@example.com');
    const answer = await browser.submit(review, { ...ALLOW, token });
    expect(answer).toMatchObject({ status: 403, left: null, heading: 'Please try that again' });
  });

  test('of one session are not good for another of the same browser', async () => {
    const one = await browser.open(authorizeUrl({ clientId }));
    const two = await browser.open(authorizeUrl({ clientId }));
    const token = /name="token" value="([^"]+)"/.exec(one.html)?.[1] ?? '';
    expect((await browser.submit(two, { token, country: 'US' })).status).toBe(403);
    expect((await browser.submit(two, { country: 'US' })).status).toBe(200);
  });

  test.each([
    ['text/plain', 'token=x'],
    ['application/json', '{"token":"x"}'],
  ])('as %s are turned away with a page', async (type, payload) => {
    const page = await browser.open(authorizeUrl({ clientId }));
    const response = await platform.app.inject({
      ...{ method: 'POST', url: page.url, payload },
      headers: { 'content-type': type },
    });
    expect(response.statusCode).toBe(415);
    expect(response.body).toContain('That did not work');
  });

  test('that are too long are turned away with a page', async () => {
    const page = await browser.open(authorizeUrl({ clientId }));
    const answer = await browser.submit(page, { country: 'x'.repeat(70_000) });
    expect(answer).toMatchObject({ status: 413, heading: 'That did not work' });
  });
});

describe('a step that was not reached yet', () => {
  test.each(['brand', 'sign-in', 'vehicles', 'permissions'])(
    '%s: configuration_error',
    async (step) => {
      const preamble = await browser.open(authorizeUrl({ clientId }));
      const page = await browser.open(preamble.url.replace('preamble', step));
      expect(page).toMatchObject({ status: 400, heading: 'This page comes later' });
      const exit = /id="exit-button" href="([^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&');
      expect(Object.fromEntries(new URL(exit ?? '').searchParams)).toEqual({
        error: 'configuration_error',
        error_description: 'There has been an error in the configuration of your application.',
        status_code: '400',
        error_message: 'You have opened a step that you have not reached yet.',
        iss: platform.config.publicUrl,
        state: 's-1',
      });
      expect(page.html).toContain(`href="${preamble.url}"`);
    },
  );

  test('takes no form', async () => {
    const preamble = await browser.open(authorizeUrl({ clientId }));
    const ahead = { ...preamble, url: preamble.url.replace('preamble', 'permissions') };
    const answer = await browser.submit(ahead, ALLOW);
    expect(answer.left).toBeNull();
    expect(answer.url).toBe(preamble.url);
    const signIn = { ...preamble, url: preamble.url.replace('preamble', 'sign-in') };
    expect((await browser.submit(signIn, credentials('x@example.com'))).url).toBe(preamble.url);
  });

  test('places that do not exist lead to where the owner is', async () => {
    const preamble = await browser.open(authorizeUrl({ clientId }));
    for (const place of ['', '/nowhere', '/stopped', '/returning']) {
      const url = preamble.url.replace('/preamble', place);
      expect((await browser.open(url)).url).toBe(preamble.url);
    }
  });
});
