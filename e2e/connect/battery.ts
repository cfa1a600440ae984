import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../browser/accessibility.js';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { grantedTo, useConsentDesk } from '../browser/consent-desk.js';
import { goTo } from '../browser/owner.js';

const SCOPE = 'required:read_vehicle_info read_battery';

describeInBrowser('a car whose battery the carmaker does not tell', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  const ask = (page: Page, account: string): Promise<void> =>
    goTo(page, desk().authorizeUrl({ scope: SCOPE }), 'battery', {
      username: `${account}+unknown-battery@${crypto.randomUUID()}.example`,
    });

  const nominalOf = async (page: Page) => {
    const back = await desk().comeBack(page);
    const { accessToken } = await desk().exchange(back.searchParams.get('code'));
    const headers = { authorization: `Bearer ${accessToken}` };
    const get = async (path: string) =>
      (await fetch(`${desk().carport.origin}/v2.0/${path}`, { headers })).json();
    const { vehicles } = (await get('vehicles')) as { vehicles: string[] };
    const { capacity } = (await get(`vehicles/${vehicles[0]}/battery/nominal_capacity`)) as {
      capacity: { nominal: number } | null;
    };
    return capacity?.nominal ?? null;
  };

  test.each([true, false])('is asked about on the last page, JavaScript: %s', async (script) => {
    const page = await chromium.open({ javaScriptEnabled: script });
    await ask(page, 'bev');
    const second = page.locator('input[name=capacity]').nth(1);
    const kwh = Number(await second.getAttribute('value'));
    await second.check();
    await page.click('#save-button');
    expect(await nominalOf(page)).toBe(kwh);
  });

  test('is connected by who does not know, with the keyboard', async () => {
    const page = await chromium.open();
    await ask(page, 'bev');
    await page.locator('#unsure-button').press('Enter');
    expect(await nominalOf(page)).toBeNull();
  });

  test('is a choice to be put right when a browser sends none', async () => {
    const page = await chromium.open();
    await ask(page, 'bev');
    await expectAccessible(page, 'connect-14-battery');
    await page.locator('input[name=capacity]').evaluateAll((inputs) => {
      for (const input of inputs) input.removeAttribute('required');
    });
    await page.click('#save-button');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'connect-15-battery-problem');
    await page.click('.trail__back');
    await page.waitForURL((url) => url.pathname.endsWith('/permissions'));
  });

  test('with others in the account is asked about by itself, and all can be skipped', async () => {
    const page = await chromium.open();
    await ask(page, '3-vehicles');
    const first = await page.locator('input[name=vin]').getAttribute('value');
    await page.locator('input[name=capacity]').first().check();
    await page.click('#save-button');
    await page.waitForFunction(
      (vin) => document.querySelector<HTMLInputElement>('input[name=vin]')?.value !== vin,
      first,
    );
    await expectAccessible(page, 'connect-16-battery-several');
    await page.click('#skip-button');
    const { vehicles } = await grantedTo(desk(), await desk().comeBack(page));
    expect(vehicles).toHaveLength(3);
  });
});
