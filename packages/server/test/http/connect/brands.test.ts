import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { type Browser, createBrowser, type Page } from './browser.js';
import { authorizeUrl, credentials, signInAs } from './consents.js';

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

const brandPage = async (country = 'US', changes: Record<string, string> = {}): Promise<Page> =>
  browser.submit(await browser.open(authorizeUrl({ clientId, ...changes })), { country });

const idsOn = ({ html }: Page): string[] =>
  [...html.matchAll(/<button class="brand-list-item" id="(\w+)"/g)].map(([, id = '']) => id);

describe('choosing a brand', () => {
  test('the list is that of the country', async () => {
    expect(idsOn(await brandPage('US'))).toContain('CHEVROLET');
    const german = idsOn(await brandPage('DE'));
    expect(german).toContain('RENAULT');
    expect(german).not.toContain('CHEVROLET');
  });

  test('the search works as a plain form, with what people call their cars', async () => {
    const { url } = await brandPage();
    expect(idsOn(await browser.open(`${url}?q=VW`))).toEqual(['VOLKSWAGEN']);
    expect(idsOn(await browser.open(`${url}?q=chevy`))).toEqual(['CHEVROLET']);
  });

  test('a brand of elsewhere is named, with the way to another country', async () => {
    const { url } = await brandPage();
    const { html } = await browser.open(`${url}?q=renault`);
    expect(html).toContain('Not available in your country (United States): Renault.');
    expect(html).toContain('Change the country');
  });

  test('what was searched for is shown as text', async () => {
    const { url } = await brandPage();
    const { html } = await browser.open(`${url}?q=${encodeURIComponent('"><script>x</script>')}`);
    expect(html).not.toContain('<script>x');
    expect(html).toContain('No brand here matches your search.');
  });

  test('a brand that does not exist cannot be chosen', async () => {
    const page = await browser.submit(await brandPage(), { make: 'TRABANT' });
    expect(page.html).toContain('Choose a brand.');
    expect(page.url).toMatch(/\/brand$/);
  });

  test('a brand without a connection says so, and the list stays', async () => {
    const page = await browser.submit(await brandPage('US', { mode: 'live' }), { make: 'FORD' });
    expect(page.html).toContain('Ford isn’t available on this server yet.');
    expect(idsOn(page)).toContain('FORD');
  });

  test('the sign-in page names the service as the country does', async () => {
    const american = await browser.submit(await brandPage('US'), { make: 'AUDI' });
    expect(american.heading).toBe('Sign in to myAudi');
    const german = await browser.submit(await brandPage('DE'), { make: 'AUDI' });
    expect(german.heading).toBe('Sign in to Audi Connect');
  });
});

describe('make', () => {
  test('skips the list in any case', async () => {
    const page = await brandPage('US', { make: 'tesla' });
    expect(page.heading).toBe('Sign in to Tesla');
    const list = await browser.open(page.url.replace('sign-in', 'brand'));
    expect(list.url).toBe(page.url);
  });

  test('without a connection ends with the way back to the app', async () => {
    const page = await brandPage('US', { make: 'TESLA', mode: 'live' });
    expect(page.heading).toBe('Tesla isn’t available here');
    expect(exitOf(page).searchParams.get('error')).toBe('vehicle_incompatible');
  });
});

describe('the country', () => {
  const presetCountry = async (
    changes: Record<string, string>,
    languages = '',
  ): Promise<string> => {
    const headers = languages === '' ? undefined : { 'accept-language': languages };
    const { headers: answer } = await platform.app.inject({
      url: authorizeUrl({ clientId, ...changes }),
      ...(headers && { headers }),
    });
    browser.cookies.set(...cookieOf(String(answer['set-cookie'])));
    const { html } = await browser.open(String(answer.location));
    return /<option[^>]*\bselected[^>]*>([^<]+)</.exec(html)?.[1] ?? '';
  };

  test('comes from the flag, then from the browser, then from the server', async () => {
    expect(await presetCountry({ flags: 'country:GB' }, 'de-DE')).toBe('Vereinigtes Königreich');
    expect(await presetCountry({}, 'de-DE,en;q=0.5')).toBe('Deutschland');
    expect(await presetCountry({}, 'ja-JP')).toBe('United States');
  });

  test('that nobody can pick is not taken', async () => {
    const preamble = await browser.open(authorizeUrl({ clientId, flags: 'country:DE' }));
    expect(idsOn(await browser.submit(preamble, { country: 'JP' }))).toContain('RENAULT');
  });
});

const cookieOf = (header: string): [string, string] => {
  const [pair = ''] = header.split(';');
  return [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
};

const exitOf = ({ html }: Page): URL =>
  new URL((/id="exit-button" href="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&'));

describe('documented ways to fail', () => {
  test.each([
    ['smartcar@invalid-subscription.com', 'invalid_subscription', 'Your subscription isn’t active'],
    ['smartcar@vehicle-incompatible.com', 'vehicle_incompatible', 'This car can’t be connected'],
    [
      'ABCDEFGH123456789@incompatible.smartcar.com',
      'vehicle_incompatible',
      'This car can’t be connected',
    ],
  ])('%s', async (username, error, heading) => {
    const page = await signInAs(browser, { clientId, state: 'x/y' }, username);
    expect(page).toMatchObject({ heading, status: 200 });
    const exit = exitOf(page);
    expect(exit.searchParams.get('error')).toBe(error);
    expect(exit.searchParams.get('state')).toBe('x/y');
    const again = await browser.open(page.url.replace('stopped', 'sign-in'));
    const review = await browser.submit(again, credentials('good@example.com'));
    expect(review.heading).toBe('Voltwise would like to');
  });

  test('I don’t see my brand', async () => {
    const page = await browser.submit(await brandPage(), { missing: 'yes' });
    expect(exitOf(page).searchParams.get('error')).toBe('vehicle_incompatible');
    expect(exitOf(page).searchParams.get('error_description')).toBe(
      "The user's vehicle is not compatible.",
    );
  });

  test('a car by its VIN that the account does not have', async () => {
    const asking = { clientId, single_select: 'true', single_select_vin: 'WAUZZZ4G0BN000001' };
    const preamble = await browser.open(authorizeUrl(asking));
    const signIn = await browser.submit(preamble, { country: 'US' });
    expect(signIn.heading).toBe('Sign in to myAudi');
    const stopped = await browser.submit(signIn, credentials('someone@example.com'));
    expect(exitOf(stopped).searchParams.get('error')).toBe('no_vehicles');
    const again = await browser.open(stopped.url.replace('stopped', 'sign-in'));
    const found = await browser.submit(again, credentials('WAUZZZ4G0BN000001@bev.smartcar.com'));
    expect(found.heading).toBe('Voltwise would like to');
  });
});

describe('signing in', () => {
  test('both fields are needed, and what was typed stays, but for the password', async () => {
    const page = await signInAs(browser, { clientId }, '   ');
    expect(page.html).toContain('Something is missing.');
    const brand = await browser.open(page.url.replace('sign-in', 'brand'));
    const signIn = await browser.submit(brand, { make: 'FORD' });
    const again = await browser.submit(signIn, { username: 'me@example.com', password: '' });
    expect(again.html).toContain('value="me@example.com"');
    expect(again.html).toMatch(/<input[^>]*id="username"[^>]*aria-invalid="true"/);
  });

  test('a name that is too long to be one is turned down', async () => {
    const page = await signInAs(browser, { clientId }, 'x'.repeat(300));
    expect(page.html).toContain('Something is missing.');
  });
});
