import { expect, test } from 'vitest';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { grantedTo, useConsentDesk } from '../browser/consent-desk.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describeInBrowser('the way that the official SDKs’ own browser suites take', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  test.each(['CHEVROLET', 'FORD', 'KIA'])('ends at the app with a code for a %s', async (brand) => {
    const page = await chromium.open();
    await page.goto(desk().authorizeUrl());

    await page.click('button#continue-button');
    if (brand === 'KIA') await page.fill('input[id=brand-search]', brand);
    await page.click(`button#${brand}.brand-list-item`);
    await page.waitForSelector('#sign-in-button');
    await page.fill('input[id=username]', `${crypto.randomUUID()}@email.com`);
    await page.fill('input[id=password]', 'password');
    await page.click('#sign-in-button');
    await page.waitForSelector('.page-content');
    await page.click('button#approval-button');

    const back = await desk().comeBack(page);
    expect(back.searchParams.get('code')).toMatch(UUID);
    expect(back.searchParams.get('user_id')).toMatch(UUID);
    expect(back.searchParams.has('error')).toBe(false);
    const granted = await grantedTo(desk(), back);
    expect(granted.vehicles).toHaveLength(1);
    expect(granted.permissions.sort()).toEqual([
      'control_security',
      'read_odometer',
      'read_vehicle_info',
    ]);
  });
});
