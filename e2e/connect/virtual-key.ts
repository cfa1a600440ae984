import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { keylessTeslaOwner } from '../../packages/server/test/http/connect/keyless.js';
import { expectAccessible } from '../browser/accessibility.js';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { grantedTo, useConsentDesk } from '../browser/consent-desk.js';
import { goTo } from '../browser/owner.js';

const TESLA = 'https://www.tesla.com/';

describeInBrowser('a Tesla that takes no commands without a key', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  const arrive = async (page: Page): Promise<void> => {
    const url = desk().authorizeUrl({ make: 'TESLA', approval_prompt: 'force' });
    const username = await keylessTeslaOwner(desk().carport);
    await goTo(page, url, 'virtual-key', { username });
  };

  test('its owner adds the key beside Connect, and goes on from there', async () => {
    const page = await chromium.open();
    await page.context().route(`${TESLA}**`, (route) => route.fulfill({ body: 'Tesla' }));
    await arrive(page);
    await expectAccessible(page, 'connect-17-virtual-key');
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      page.click('#key-link'),
    ]);
    await beside.waitForURL(`${TESLA}_ak/*`);
    expect(await beside.evaluate(() => window.opener)).toBeNull();
    await page.click('#key-told-button');
    const back = await desk().comeBack(page);
    expect(back.searchParams.get('virtual_key_url')).toBe(beside.url());
    expect((await grantedTo(desk(), back)).permissions).toContain('control_security');
  });

  test('and may leave it for later, without JavaScript', async () => {
    const page = await chromium.open({ javaScriptEnabled: false });
    await arrive(page);
    await page.click('#key-told-button');
    const back = await desk().comeBack(page);
    expect(back.searchParams.get('code')).toMatch(/./);
  });
});
