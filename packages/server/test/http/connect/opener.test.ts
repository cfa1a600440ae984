import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEXTS } from '../../../src/http/connect/texts/texts.js';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser, type Page } from './browser.js';
import { ALLOW, type Asking, authorizeUrl, signInAs } from './consents.js';

/** Apps of the JavaScript SDK, which open Connect in a window of its own. */
let platform: TestPlatform;
let clientId: string;
let browser: Browser;

beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform, 'Voltwise')).application.id;
  await platform.platform.applications.setRedirectUris(clientId, [
    'https://example.com/auth',
    'https://example.com:8443/auth?from=connect',
    `sc${clientId}://callback`,
    openersPage('https://registered.example'),
  ]);
});
afterAll(() => platform.close());
beforeEach(() => {
  browser = createBrowser(platform.app);
});

const openersPage = (origin: string): string =>
  `${platform.config.publicUrl}/v2/redirect?app_origin=${origin}`;

const APP = 'https://app.example';

/** As the SDK asks for it, when it has been given no redirect URI. */
const asking = (more: Partial<Asking> = {}): Asking => ({
  ...{ clientId, response_type: 'none', redirect_uri: '', app_origin: APP },
  ...more,
});

const goingBackTo = ({ html }: Page): string | undefined =>
  /Either way, you go back to ([^<]+)\.</.exec(html)?.[1];

describe('app_origin', () => {
  test('ends on the page that tells the opener, without a code, its state as it came', async () => {
    const review = await signInAs(browser, asking({ make: 'FORD', state: 'eyJp+/=' }));
    expect(goingBackTo(review)).toBe('app.example');
    const { left } = await browser.submit(review, ALLOW);
    expect(left?.href).toMatch(new RegExp(`^${openersPage(APP).replace('?', '\\?')}&user_id=`));
    expect([...(left?.searchParams.keys() ?? [])]).toEqual([
      ...['app_origin', 'user_id', 'iss', 'state'],
    ]);
    expect(left?.searchParams.get('state')).toBe('eyJp+/=');
  });

  test('hears of a no', async () => {
    const review = await signInAs(browser, asking({ make: 'FORD' }), 'no@example.com');
    const { left } = await browser.submit(review, { decision: 'deny' });
    expect(left?.href.startsWith(openersPage(APP))).toBe(true);
    expect(left?.searchParams.get('error')).toBe('access_denied');
  });

  test.each([
    ['http://localhost:3000', 302],
    ['http://127.0.0.1', 302],
    ['https://app.example', 302],
    ['http://app.example', 400],
    ['https://app.example/', 400],
    ['https://app.example/path', 400],
    ['https://user@app.example', 400],
    ['app.example', 400],
    ['*', 400],
    ['null', 400],
    ['javascript:alert(1)', 400],
  ])('%s: %i', async (app_origin, status) => {
    const { statusCode, body } = await platform.app.inject({
      url: authorizeUrl(asking({ app_origin })),
    });
    expect(statusCode).toBe(status);
    if (status === 400) expect(body).toContain('app_origin must be an https origin');
  });

  test('given twice is not chosen from', async () => {
    const url = `${authorizeUrl(asking())}&app_origin=https://evil.example`;
    const { statusCode, body } = await platform.app.inject({ url });
    expect(statusCode).toBe(400);
    expect(body).toContain('app_origin is given more than once.');
  });

  test('means nothing beside a redirect URI, or with a code', async () => {
    for (const more of [
      { redirect_uri: 'https://example.com/auth' },
      { response_type: 'code', approval_prompt: 'force' },
    ]) {
      const review = await signInAs(
        browser,
        asking({ make: 'FORD', ...more }),
        'beside@example.com',
      );
      const { left } = await browser.submit(review, ALLOW);
      expect(left?.origin).toBe('https://example.com');
    }
  });

  test('that is not registered never gets an answer unseen', async () => {
    const owner = 'known@example.com';
    const registered = asking({ make: 'FORD', app_origin: 'https://registered.example' });
    const first = await signInAs(browser, registered, owner);
    await browser.submit(first, ALLOW);
    const again = await signInAs(browser, registered, owner);
    expect(again.heading).toBe(TEXTS.en.returning.heading);
    const elsewhere = await signInAs(browser, asking({ make: 'FORD' }), owner);
    expect(goingBackTo(elsewhere)).toBe('app.example');
  });

  test('leaves the other ways back as they were', async () => {
    for (const [redirect_uri, host] of [
      ['https://example.com:8443/auth?from=connect', 'example.com:8443'],
      [`sc${clientId}://callback`, 'Voltwise'],
      [openersPage('https://registered.example'), 'registered.example'],
    ] as const) {
      const asked = asking({ make: 'FORD', redirect_uri, approval_prompt: 'force' });
      expect(goingBackTo(await signInAs(browser, asked, 'ways@example.com'))).toBe(host);
    }
  });
});

describe('the redirect page', () => {
  const open = (query: string, headers = {}) =>
    platform.app.inject({ url: `/v2/redirect${query}`, headers });

  test('says in words how it went, for owners without a script or an opener', async () => {
    const done = await open(`?app_origin=${APP}&code=1&state=2`, { 'accept-language': 'de' });
    expect(done.statusCode).toBe(200);
    expect(done.body).toContain(TEXTS.de.handOver.done.title);
    const stopped = await open(`?app_origin=${APP}&error=access_denied`);
    expect(stopped.body).toContain(TEXTS.en.handOver.stopped.title);
  });

  test('has its script in a file of its own, and nothing else may run', async () => {
    const { headers, body } = await open(
      `?app_origin=${APP}&code=%3Cscript%3Ealert(1)%3C/script%3E`,
    );
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(body).not.toContain('alert(1)');
    expect(body.replaceAll(/<script src="[^"]+" defer><\/script>/g, '')).not.toContain('<script');
    const src = /<script src="(\/assets\/hand-over\.[0-9a-f]+\.js)"/.exec(body)?.[1] ?? '';
    const script = await platform.app.inject({ url: src });
    expect(script.statusCode).toBe(200);
    // The same for apps that serve a page of their own.
    const stable = await open('.js');
    expect(stable.headers['content-type']).toContain('text/javascript');
    expect(stable.body).toBe(script.body);
  });

  test.each(['', '?app_origin=', '?app_origin=http://app.example', '?app_origin=x'])(
    'tells nobody without a good origin: %j',
    async (query) => {
      const { statusCode, body } = await open(query);
      expect(statusCode).toBe(400);
      expect(body).not.toContain('hand-over');
    },
  );
});

describe('/grant, the deep link of old', () => {
  test('before its turn: the page that says so, with the way on and the way out', async () => {
    const preamble = await browser.open(authorizeUrl({ clientId }));
    const page = await browser.open('/grant');
    expect(page.status).toBe(400);
    expect(page.heading).toBe(TEXTS.en.refusal['step-ahead'].title);
    expect(page.html).toContain(`href="${preamble.url}"`);
    const exit = /id="exit-button" href="([^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&');
    expect(Object.fromEntries(new URL(exit ?? '').searchParams)).toEqual({
      error: 'configuration_error',
      error_description: 'There has been an error in the configuration of your application.',
      status_code: '400',
      error_message: 'You have opened a step that you have not reached yet.',
      iss: platform.config.publicUrl,
      state: 's-1',
    });
  });

  test('in its turn: the permissions', async () => {
    const review = await signInAs(browser, { clientId, make: 'FORD' }, 'in-turn@example.com');
    expect((await browser.open('/grant')).url).toBe(review.url);
  });

  test.each([undefined, 'x', 'A'.repeat(43)])('of nobody’s session: %s', async (secret) => {
    const page = await browser.open(
      '/grant',
      secret === undefined ? {} : { cookie: `carport-connect=${secret}` },
    );
    expect(page.status).toBe(400);
    expect(page.heading).toBe(TEXTS.en.refusal['step-ahead'].title);
    expect(page.html).not.toContain('exit-button');
  });

  test('of another browser’s session is nobody’s', async () => {
    await signInAs(browser, { clientId, make: 'FORD' }, 'theirs@example.com');
    expect((await createBrowser(platform.app).open('/grant')).html).not.toContain('exit-button');
  });
});
