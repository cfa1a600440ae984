import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../browser/accessibility.js';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { useConsentDesk } from '../browser/consent-desk.js';
import { arriveAt, goTo, signIn } from '../browser/owner.js';

const HOUR = 60 * 60 * 1_000;
const EVERYTHING = 'required:read_vehicle_info read_vin read_odometer read_battery read_charge';
const CONTROLS = 'read_location read_security control_charge control_security';

describeInBrowser('every page of Connect is for everybody', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  test('the steps', async () => {
    const page = await chromium.open();
    const authorize = desk().authorizeUrl({ scope: `${EVERYTHING} ${CONTROLS}` });
    await page.goto(authorize);
    await expectAccessible(page, 'connect-1-preamble');
    await page.click('#continue-button');
    await arriveAt(page, 'brand');
    await expectAccessible(page, 'connect-2-brand');
    await page.click('#VOLVO');
    await arriveAt(page, 'sign-in');
    await expectAccessible(page, 'connect-3-sign-in');
    await signIn(page, '40-vehicles@example.com');
    await arriveAt(page, 'vehicles');
    await expectAccessible(page, 'connect-4-vehicles');
    await page.click('#vehicles-button');
    await arriveAt(page, 'permissions');
    await expectAccessible(page, 'connect-5-permissions');
  });

  test('the steps when something is to be put right', async () => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl({ scope: 'read_vin read_fuel' }), 'brand');
    await page.goto(`${page.url()}?q=skoda`);
    await expectAccessible(page, 'connect-6-brand-elsewhere');
    await page.goto(page.url().replace('skoda', 'vw'));
    await page.click('#VOLKSWAGEN');
    await arriveAt(page, 'sign-in');
    await signIn(page, '   ');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'connect-7-sign-in-problem');
    await signIn(page, `${crypto.randomUUID()}@example.com`);
    await arriveAt(page, 'permissions');
    for (const box of await page.locator('input[type=checkbox]').all()) await box.uncheck();
    await page.click('#approval-button');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'connect-8-nothing-allowed');
  });

  test('the ends', async () => {
    const page = await chromium.open();
    await page.goto(desk().authorizeUrl({ client_id: 'nobody' }));
    await expectAccessible(page, 'connect-9-refused');
    await goTo(page, desk().authorizeUrl(), 'sign-in');
    await signIn(page, 'smartcar@invalid-subscription.com');
    await arriveAt(page, 'stopped');
    await expectAccessible(page, 'connect-10-stopped');
    await page.goto(page.url().replace('stopped', 'permissions'));
    await expectAccessible(page, 'connect-11-too-early');
    desk().carport.clock.advance(HOUR);
    await page.reload();
    await expectAccessible(page, 'connect-12-expired');
  });

  test.each(['00819D', 'FFDD00', '000F60'])('in the app’s colour, %s', async (color) => {
    const page = await chromium.open();
    const authorize = desk().authorizeUrl({ flags: `country:US color:${color}` });
    await page.goto(authorize);
    await expectAccessible(page, `connect-colour-${color}-preamble`);
    const button = page.locator('#continue-button');
    const fill = await button.evaluate((element) => getComputedStyle(element).backgroundColor);
    const channels = color
      .match(/../g)
      ?.map((pair) => Number.parseInt(pair, 16))
      .join(', ');
    expect(fill).toBe(`rgb(${channels})`);
    await goTo(page, authorize, 'permissions');
    await expectAccessible(page, `connect-colour-${color}-permissions`);
  });

  test('the welcome back', async () => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl(), 'permissions', { username: 'again@example.com' });
    await page.click('#approval-button');
    await desk().comeBack(page);
    await goTo(page, desk().authorizeUrl(), 'sign-in');
    // The page goes on by itself; an answer without content leaves it on the screen.
    await page.route(`${desk().app.redirectUri}?*`, (route) => route.fulfill({ status: 204 }));
    await signIn(page, 'again@example.com');
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await expectAccessible(page, 'connect-13-returning');
  });
});

describeInBrowser('Connect at night', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  const lightness = (page: Page): Promise<number> =>
    page.evaluate(() => {
      const channels = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? [];
      return Math.max(...channels.slice(0, 3).map(Number));
    });

  test('is dark, and light by day', async () => {
    const night = await chromium.open({ colorScheme: 'dark' });
    const day = await chromium.open({ colorScheme: 'light' });
    for (const page of [night, day]) await page.goto(desk().authorizeUrl());
    expect(await lightness(night)).toBeLessThan(40);
    expect(await lightness(day)).toBeGreaterThan(220);
  });
});
