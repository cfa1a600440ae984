import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { grantedTo, useConsentDesk } from '../browser/consent-desk.js';
import { arriveAt, goTo, signIn } from '../browser/owner.js';

const HOUR = 60 * 60 * 1_000;

describeInBrowser('a consent that does not go straight through', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();
  const heading = (page: Page) => page.locator('h1').innerText();

  test('back to another brand, and on with it', async () => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl(), 'permissions', { make: 'FORD' });
    await page.goBack();
    await arriveAt(page, 'sign-in');
    await page.goBack();
    await arriveAt(page, 'brand');
    await page.click('#KIA');
    await arriveAt(page, 'sign-in');
    expect(await heading(page)).toContain('Kia');
    await signIn(page, 'kia@example.com');
    await page.getByText('Kia').waitFor();
    await page.click('#approval-button');
    await grantedTo(desk(), await desk().comeBack(page));
  });

  test('the page’s own Back link leads the same way', async () => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl(), 'permissions');
    for (const place of ['sign-in', 'brand', 'preamble'] as const) {
      await page.getByRole('link', { name: 'Back' }).click();
      await arriveAt(page, place);
    }
    expect(await page.getByRole('link', { name: 'Back' }).count()).toBe(0);
  });

  test('every step can be loaded again, a refused sign-in included', async () => {
    const page = await chromium.open();
    const steps = [
      ['preamble', () => page.click('#continue-button')],
      ['brand', () => page.click('#FORD')],
      ['sign-in', () => signIn(page, '   ')],
      ['sign-in', () => signIn(page, '2-vehicles@example.com')],
      ['vehicles', () => page.click('#vehicles-button')],
      ['permissions', () => page.click('#approval-button')],
    ] as const;
    await page.goto(desk().authorizeUrl());
    for (const [place, leave] of steps) {
      await arriveAt(page, place);
      const before = await heading(page);
      await page.reload();
      expect(await heading(page)).toBe(before);
      await leave();
    }
    await grantedTo(desk(), await desk().comeBack(page));
  });

  test('back from the app to Allow: the owner may decide again', async () => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl(), 'permissions');
    await page.click('#approval-button');
    const first = await desk().comeBack(page);
    await page.goBack();
    await arriveAt(page, 'permissions');
    await page.click('#approval-button');
    const second = await desk().comeBack(page);
    expect(second.searchParams.get('code')).not.toBe(first.searchParams.get('code'));
    await grantedTo(desk(), second);
  });

  test('a double click on Allow is one consent', async () => {
    const page = await chromium.open();
    const approvals: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') approvals.push(new URL(request.url()).pathname);
    });
    await goTo(page, desk().authorizeUrl({ state: 'double' }), 'permissions');
    await page.dblclick('#approval-button', { noWaitAfter: true });
    const back = await desk().comeBack(page);
    expect(approvals.filter((path) => path.endsWith('/permissions'))).toHaveLength(1);
    const returns = desk().app.returns.filter(
      ({ searchParams }) => searchParams.get('state') === 'double',
    );
    expect(returns).toHaveLength(1);
    await grantedTo(desk(), back);
  });

  test('after an hour the page says that it has expired, and leads nowhere', async () => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl(), 'sign-in');
    desk().carport.clock.advance(HOUR);
    await signIn(page, 'late@example.com');
    await page.getByText('This page has expired').waitFor();
    await page.reload();
    expect(await heading(page)).toBe('This page has expired');
  });

  test('two tabs of one browser are two consents', async () => {
    const page = await chromium.open();
    const other = await page.context().newPage();
    await goTo(page, desk().authorizeUrl({ state: 'one' }), 'permissions', { make: 'FORD' });
    await goTo(other, desk().authorizeUrl({ state: 'two' }), 'permissions', { make: 'KIA' });
    await page.click('#approval-button');
    expect((await desk().comeBack(page)).searchParams.get('state')).toBe('one');
    await other.click('#approval-button');
    expect((await desk().comeBack(other)).searchParams.get('state')).toBe('two');
  });

  test('a step that comes later leads back to where the owner is', async () => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl(), 'brand');
    await page.goto(page.url().replace(/brand$/, 'permissions'));
    await page.getByRole('link', { name: 'Carry on where you were' }).click();
    await arriveAt(page, 'brand');
  });
});

describeInBrowser('the way back to the app', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  test.each([
    ['encoded', encodeURIComponent(' a+b/c=d&e?f#g"h\'i<j>%25\\k^l`m{n|o}~ü🚗')],
    ['base64', 'eyJhIjoiYj8+In0=+/=='],
    ['as it is', "a;b:c@d,e'f(g)h*i!j$k-l_m.n~o"],
  ])('has the state unchanged: %s', async (_name, state) => {
    const page = await chromium.open();
    await goTo(page, `${desk().authorizeUrl()}&state=${state}`, 'permissions');
    await page.click('#deny-button');
    const { search } = await desk().comeBack(page);
    const given = new URL(`${desk().app.redirectUri}?state=${state}`).search;
    expect(search).toContain(given.slice(1));
  });

  describe('into an app on the phone', () => {
    test('is a 303 to its own scheme', async () => {
      const { clientId } = desk().credentials;
      const scheme = `sc${clientId}://exchange`;
      const { applications } = desk().carport.platform;
      await applications.setRedirectUris(clientId, [desk().app.redirectUri, scheme]);
      const page = await chromium.open();
      await goTo(page, desk().authorizeUrl({ redirect_uri: scheme, state: 's' }), 'permissions');
      const [response] = await Promise.all([
        page.waitForResponse((answer) => answer.request().method() === 'POST'),
        page.click('#approval-button', { noWaitAfter: true }),
      ]);
      const location = await response.headerValue('location');
      expect(response.status()).toBe(303);
      expect(location).toMatch(new RegExp(`^${scheme}\\?code=[0-9a-f-]{36}&`));
      expect(location).toContain('state=s');
    });
  });
});
