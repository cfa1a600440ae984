import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser } from './browser.js';
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

const exchange = async (left: URL | null, codeVerifier?: string) => {
  const result = await platform.platform.tokens.exchangeCode({
    applicationId: clientId,
    code: left?.searchParams.get('code') ?? '',
    redirectUri: 'https://example.com/auth',
    codeVerifier,
  });
  if (!result.ok) return result.error;
  const grant = await platform.platform.tokens.authenticate(result.value.accessToken);
  if (grant?.kind !== 'connection') throw new Error('not a connection');
  return grant;
};

const grantOf = async (left: URL | null) => {
  const grant = await exchange(left);
  if (typeof grant === 'string') throw new Error(grant);
  return grant;
};

test('from the first page to a code that is good for what was allowed', async () => {
  const preamble = await browser.open(authorizeUrl({ clientId, state: 'a b+c' }));
  expect(preamble.heading).toBe('Connect your car to Voltwise');
  const brands = await browser.submit(preamble, { country: 'US' });
  expect(brands.heading).toBe('Which brand is your car?');
  const signIn = await browser.submit(brands, { make: 'FORD' });
  expect(signIn.heading).toBe('Sign in to FordPass');
  const review = await browser.submit(signIn, credentials('owner@example.com'));
  expect(review.heading).toBe('Voltwise would like to');
  const { left } = await browser.submit(review, { decision: 'allow', permission: 'read_odometer' });

  expect(`${left?.origin}${left?.pathname}`).toBe('https://example.com/auth');
  expect(left?.searchParams.get('state')).toBe('a b+c');
  expect(left?.searchParams.get('iss')).toBe(platform.config.publicUrl);
  const grant = await grantOf(left);
  expect([...grant.permissions].sort()).toEqual(['read_odometer', 'read_vehicle_info']);
  expect(grant.userId).toBe(left?.searchParams.get('user_id'));
  expect([...grant.vehicles.values()]).toMatchObject([{ make: 'FORD', mode: 'test' }]);
});

test('deny goes back with access_denied, and leaves nothing behind', async () => {
  const review = await signInAs(browser, { clientId }, 'denier@example.com');
  const { left } = await browser.submit(review, { decision: 'deny' });
  expect(Object.fromEntries(left?.searchParams ?? [])).toEqual({
    error: 'access_denied',
    error_description: 'User denied access to application.',
    iss: platform.config.publicUrl,
    state: 's-1',
  });
  const before = await platform.platform.connections.count(clientId, {});
  await browser.submit(review, { decision: 'nonsense' });
  expect(await platform.platform.connections.count(clientId, {})).toBe(before);
});

describe('an account with several cars', () => {
  test('three of them, one unticked', async () => {
    const list = await signInAs(browser, { clientId }, '3-vehicles@example.com');
    expect(list.heading).toBe('Which cars do you want to connect?');
    const vins = vinsOn(list.html);
    expect(vins).toHaveLength(3);
    const review = await browser.submit(list, { shown: vins, vin: vins.slice(1), go: 'done' });
    const grant = await grantOf((await browser.submit(review, ALLOW)).left);
    expect([...grant.vehicles.values()].map(({ vin }) => vin).sort()).toEqual(vins.slice(1).sort());
  });

  test('999 of them, page by page', async () => {
    let list = await signInAs(browser, { clientId }, '999-vehicles@example.com', 'KIA');
    expect(list.html).toContain('999 of 999 selected');
    list = await browser.submit(list, { every: 'no' });
    expect(list.html).toContain('0 of 999 selected');
    const first = vinsOn(list.html);
    list = await browser.submit(list, { shown: first, vin: first[0] ?? '', page: '1', go: 'next' });
    expect(list.url).toMatch(/\/vehicles\?page=2$/);
    const second = vinsOn(list.html);
    expect(second).not.toEqual(first);
    const review = await browser.submit(list, { shown: second, vin: second[1] ?? '', go: 'done' });
    expect(review.html).toContain('2 cars');
    const grant = await grantOf((await browser.submit(review, ALLOW)).left);
    expect(new Set([...grant.vehicles.values()].map(({ vin }) => vin))).toEqual(
      new Set([first[0], second[1]]),
    );
  });

  test.each(['-5', '0', '84', '1e9', 'x'])(
    'page %s of the list is one that exists',
    async (page) => {
      const list = await signInAs(browser, { clientId }, '999-vehicles@example.com', 'KIA');
      const other = await browser.open(`${list.url.split('?')[0]}?page=${page}`);
      expect(other.status).toBe(200);
      expect(vinsOn(other.html).length).toBeGreaterThan(0);
    },
  );

  test('single select offers one choice', async () => {
    const asking = { clientId, single_select: 'true' };
    const list = await signInAs(browser, asking, '3-vehicles@single.example');
    expect(list.html).toContain('type="radio"');
    expect(list.html).not.toContain('type="checkbox"');
    const vins = vinsOn(list.html);
    const none = await browser.submit(list, { shown: vins });
    expect(none.html).toContain('Choose a car.');
    const review = await browser.submit(none, { shown: vins, vin: vins[2] ?? '' });
    const grant = await grantOf((await browser.submit(review, ALLOW)).left);
    expect([...grant.vehicles.values()].map(({ vin }) => vin)).toEqual([vins[2]]);
  });
});

const vinsOn = (html: string): string[] =>
  [...html.matchAll(/name="shown" value="(\w+)"/g)].map(([, vin = '']) => vin);

describe('the review', () => {
  test('locks what the app cannot do without, and lists the rest to untick', async () => {
    const { html } = await signInAs(browser, { clientId });
    expect(html).toMatch(/<input[^>]*value="read_vehicle_info"[^>]* disabled/);
    expect(html).not.toMatch(/<input[^>]*value="read_odometer"[^>]* disabled/);
    expect(html).toContain('See how far your car has been driven');
    expect(html).toContain('Lock and unlock your car');
  });

  test('does not let everything be unticked', async () => {
    const review = await signInAs(browser, { clientId, scope: 'read_odometer read_vin' });
    const again = await browser.submit(review, { decision: 'allow' });
    expect(again.html).toContain('Nothing is ticked.');
    const { left } = await browser.submit(again, { decision: 'allow', permission: 'read_vin' });
    expect([...(await grantOf(left)).permissions]).toEqual(['read_vin']);
  });

  test('is skipped for an owner who has allowed the same before', async () => {
    const asking = { clientId, scope: 'read_odometer' };
    const first = await signInAs(browser, asking, 'again@example.com');
    const { left } = await browser.submit(first, {
      decision: 'allow',
      permission: 'read_odometer',
    });
    const back = await signInAs(browser, asking, 'again@example.com');
    expect(back.heading).toBe('Welcome back');
    const target = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(back.html)?.[1] ?? '';
    const again = new URL(target.replaceAll('&amp;', '&'));
    expect(again.searchParams.get('user_id')).toBe(left?.searchParams.get('user_id'));
    expect([...(await grantOf(again)).permissions]).toEqual(['read_odometer']);

    const wider = await signInAs(browser, { clientId }, 'again@example.com');
    expect(wider.heading).toBe('Voltwise would like to');
    const forced = { ...asking, approval_prompt: 'force' };
    expect((await signInAs(browser, forced, 'again@example.com')).heading).toBe(wider.heading);
  });
});

describe('sending a form twice', () => {
  test('a second approval gets a code of its own, and both work', async () => {
    const review = await signInAs(browser, { clientId }, 'twice@example.com');
    const [one, two] = await Promise.all([
      browser.submit(review, ALLOW),
      browser.submit(review, ALLOW),
    ]);
    expect(one.left?.searchParams.get('code')).not.toBe(two.left?.searchParams.get('code'));
    expect((await grantOf(one.left)).userId).toBe((await grantOf(two.left)).userId);
  });

  test('but not for long', async () => {
    const review = await signInAs(browser, { clientId }, 'late@example.com');
    await browser.submit(review, ALLOW);
    platform.clock.advance(121_000);
    const late = await browser.submit(review, ALLOW);
    expect(late).toMatchObject({ status: 404, left: null, heading: 'This page has expired' });
  });
});

describe('PKCE', () => {
  const verifier = 'v'.repeat(43);
  const code_challenge = createHash('sha256').update(verifier).digest('base64url');

  test('the code needs the verifier of the challenge', async () => {
    const asking = { clientId, code_challenge, code_challenge_method: 'S256' };
    const first = await signInAs(browser, asking, 'pkce@example.com');
    expect(await exchange((await browser.submit(first, ALLOW)).left, 'w'.repeat(43))).toBe(
      'invalid_grant',
    );
    const second = await signInAs(
      browser,
      { ...asking, approval_prompt: 'force' },
      'pkce@example.com',
    );
    const { left } = await browser.submit(second, ALLOW);
    expect(await exchange(left, verifier)).toMatchObject({ kind: 'connection' });
  });
});
