import { expect, test } from 'vitest';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { APP_NAME, grantedTo, useConsentDesk } from '../browser/consent-desk.js';
import { arriveAt, goTo, signIn } from '../browser/owner.js';

describeInBrowser('with JavaScript off', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();
  const openPage = () => chromium.open({ javaScriptEnabled: false });

  test('the whole way: country, search, a refused sign-in, pages of cars, permissions', async () => {
    const page = await openPage();
    await page.goto(desk().authorizeUrl());
    await page.click('#continue-button');

    await page.fill('#brand-search', 'renault');
    await page.click('search button');
    await page.getByText('Not available in your country (United States): Renault.').waitFor();
    await page.click('text=Change the country');
    await page.selectOption('#country', 'FR');
    await page.click('#continue-button');
    await page.fill('#brand-search', 'vw');
    await page.click('search button');
    await page.getByText('1 brand', { exact: true }).waitFor();
    await page.click('text=Show all brands');
    await page.fill('#brand-search', 'renault');
    await page.keyboard.press('Enter');
    await page.click('#RENAULT');

    await arriveAt(page, 'sign-in');
    await signIn(page, '   ');
    await page.getByText('Fill in both fields to sign in.').waitFor();
    await signIn(page, '14-vehicles@example.com');

    await arriveAt(page, 'vehicles');
    await page.click('text=Select none');
    await page.getByText('0 of 14 selected').waitFor();
    await page.locator('input[name=vin]').first().check();
    await page.click('button:text("Next")');
    await page.getByText('Page 2 of 2').waitFor();
    await page.locator('input[name=vin]').last().check();
    await page.click('#vehicles-button');

    await arriveAt(page, 'permissions');
    await page.uncheck('input[value=read_odometer]');
    await page.click('#approval-button');
    const granted = await grantedTo(desk(), await desk().comeBack(page));
    expect(granted.vehicles).toHaveLength(2);
    expect(granted.permissions.sort()).toEqual(['control_security', 'read_vehicle_info']);
  });

  test('who has allowed the same before is brought back by the page itself', async () => {
    const page = await openPage();
    const wishes = { username: 'returning@example.com' };
    await goTo(page, desk().authorizeUrl(), 'permissions', wishes);
    await page.click('#approval-button');
    const first = await desk().comeBack(page);
    await goTo(page, desk().authorizeUrl({ state: 'a"b<c>&d' }), 'sign-in');
    await signIn(page, wishes.username);
    await page.waitForURL((url) => url.searchParams.has('code') && url.searchParams.has('state'));
    const second = new URL(page.url());
    expect(second.searchParams.get('user_id')).toBe(first.searchParams.get('user_id'));
    expect(second.searchParams.get('state')).toBe('a"b<c>&d');
    await grantedTo(desk(), second);
  });

  test('an impatient double click on Allow still ends at the app with a code that works', async () => {
    const page = await openPage();
    await goTo(page, desk().authorizeUrl(), 'permissions');
    await page.dblclick('#approval-button', { noWaitAfter: true });
    await grantedTo(desk(), await desk().comeBack(page));
  });

  test('buttons that need a script are not shown', async () => {
    const page = await openPage();
    await goTo(page, desk().authorizeUrl(), 'sign-in');
    expect(await page.locator('[data-reveals]').isVisible()).toBe(false);
    expect(await page.title()).toContain('Sign in');
    expect(await page.getByText(`${APP_NAME} never sees it`).isVisible()).toBe(true);
  });
});
