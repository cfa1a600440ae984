import { LANGUAGES } from '@carport/catalog';
import { expect, test } from 'vitest';
import { expectAccessible, tooWide } from '../browser/accessibility.js';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { useConsentDesk } from '../browser/consent-desk.js';
import { arriveAt, goTo, signIn } from '../browser/owner.js';

const SCOPE =
  'required:read_vehicle_info read_battery read_odometer read_charge_locations control_charge control_trunk';

describeInBrowser('Connect in the owner’s language', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  const langOf = (page: Awaited<ReturnType<typeof chromium.open>>) =>
    page.evaluate(() => document.documentElement.lang);

  test('is picked on the first page, with the mouse or the keyboard', async () => {
    const page = await chromium.open();
    await page.goto(desk().authorizeUrl());
    expect(await langOf(page)).toBe('en');
    await page.click('summary');
    await expectAccessible(page, 'connect-language-1-open');
    await page.click('button[lang=fr]');
    await page.waitForFunction(() => document.documentElement.lang === 'fr');
    await page.locator('summary').press('Enter');
    await page.locator('button[lang=de]').press('Enter');
    await page.waitForFunction(() => document.documentElement.lang === 'de');
    await page.click('#continue-button');
    await arriveAt(page, 'brand');
    expect(await langOf(page)).toBe('de');
  });

  test.each(LANGUAGES.map(({ code }) => code).filter((code) => code !== 'en'))(
    'the longest words of %s find room on every page',
    async (code) => {
      const page = await chromium.open({ locale: code });
      await page.goto(desk().authorizeUrl({ scope: SCOPE }));
      expect(await langOf(page)).toBe(code);
      await expectAccessible(page, `connect-${code}-1-preamble`);
      await page.click('#continue-button');
      await arriveAt(page, 'brand');
      await page.click('#FORD');
      await arriveAt(page, 'sign-in');
      await expectAccessible(page, `connect-${code}-2-sign-in`);
      await signIn(page, `3-vehicles+unknown-battery@${crypto.randomUUID()}.example`);
      await arriveAt(page, 'vehicles');
      await expectAccessible(page, `connect-${code}-3-vehicles`);
      await page.click('#vehicles-button');
      await arriveAt(page, 'permissions');
      await expectAccessible(page, `connect-${code}-4-permissions`);
      await page.click('#approval-button');
      await arriveAt(page, 'battery');
      await expectAccessible(page, `connect-${code}-5-battery`);
    },
  );

  test('breaks no name of a brand, however narrow the telephone', async () => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl({ flags: 'country:DE' }), 'brand');
    for (const width of [390, 360, 320]) {
      await page.setViewportSize({ width, height: 640 });
      const broken = await page.locator('.brand-list__name').evaluateAll((names) =>
        (names as HTMLElement[])
          .filter((name) => {
            name.style.overflowWrap = 'normal';
            return name.scrollWidth > name.clientWidth;
          })
          .map(({ innerText }) => innerText),
      );
      expect(broken, `${width} px`).toEqual([]);
    }
  });

  test.each(LANGUAGES)('fits the narrowest telephone, in $name', async ({ code }) => {
    const page = await chromium.open({ locale: code, viewport: { width: 320, height: 640 } });
    await page.goto(desk().authorizeUrl());
    expect(await tooWide(page)).toEqual([]);
    await page.click('#continue-button');
    await arriveAt(page, 'brand');
    expect(await tooWide(page)).toEqual([]);
  });
});
