import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { APP_NAME, grantedTo, useConsentDesk } from '../browser/consent-desk.js';
import { arriveAt, goTo } from '../browser/owner.js';

describeInBrowser('what an owner can choose', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  /** A page on the given step. */
  const at = async (
    place: 'brand' | 'vehicles' | 'permissions',
    { username, ...changes }: Record<string, string> = {},
  ): Promise<Page> => {
    const page = await chromium.open();
    await goTo(page, desk().authorizeUrl(changes), place, username ? { username } : {});
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
  const tickBoxes = (page: Page) => page.locator('input[type=checkbox]');
  const alertOn = (page: Page) => page.getByRole('alert').innerText();

  test('to deny: the app is told, and nothing else', async () => {
    const page = await at('permissions', { state: 's-1' });
    await press(page, 'Deny access');
    const back = await desk().comeBack(page);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'User denied access to application.',
      state: 's-1',
      iss: desk().carport.origin,
    });
  });

  describe('the brand', () => {
    const shown = (page: Page) => page.locator('.brand-list-item:visible').allInnerTexts();

    test('by another name, found while typing and chosen with Enter', async () => {
      const page = await at('brand');
      await page.type('#brand-search', 'vw');
      expect(await shown(page)).toEqual([expect.stringContaining('Volkswagen')]);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await arriveAt(page, 'sign-in');
      await page.getByText('Volkswagen’s own app').waitFor();
    });

    test('of another country: the search says so, and the country can be changed', async () => {
      const page = await at('brand');
      await page.fill('#brand-search', 'skoda');
      expect(await page.getByRole('status').innerText()).toContain('No brand');
      await press(page, 'Search');
      const elsewhere = page.getByText('Not available in your country (United States): Škoda.');
      await elsewhere.waitFor();
      await page.getByRole('link', { name: 'Change the country' }).click();
      await page.selectOption('#country', { label: 'Austria' });
      await page.click('#continue-button');
      await page.click('#SKODA');
      await arriveAt(page, 'sign-in');
    });

    test('that is missing: the app hears of an incompatible car', async () => {
      const page = await at('brand');
      await press(page, 'I don’t see my brand');
      await arriveAt(page, 'stopped');
      await page.getByRole('link', { name: `Return to ${APP_NAME}` }).click();
      const back = await desk().comeBack(page);
      expect(back.searchParams.get('error')).toBe('vehicle_incompatible');
    });
  });

  describe('the cars', () => {
    test('some of three', async () => {
      const page = await at('vehicles', { username: '3-vehicles@example.com' });
      expect(await tickBoxes(page).count()).toBe(3);
      await tickBoxes(page).nth(1).uncheck();
      await page.click('#vehicles-button');
      await arriveAt(page, 'permissions');
      expect(await page.locator('.car-chip').innerText()).toBe('2 cars');
      await page.click('#approval-button');
      const granted = await grantedTo(desk(), await desk().comeBack(page));
      expect(granted.vehicles).toHaveLength(2);
    });

    test('none: at least one has to be ticked', async () => {
      const page = await at('vehicles', { username: '3-vehicles@none.com' });
      await press(page, 'Select none');
      await page.getByText('0 of 3 selected').waitFor();
      await page.click('#vehicles-button');
      expect(await alertOn(page)).toContain('At least one has to be selected.');
    });

    test('across the pages of forty, ticks kept while turning them', async () => {
      const page = await at('vehicles', { username: '40-vehicles@example.com' });
      await tickBoxes(page).nth(0).uncheck();
      await press(page, 'Next');
      await page.getByText('Page 2 of 4').waitFor();
      await tickBoxes(page).nth(5).uncheck();
      await press(page, 'Previous');
      await page.getByText('Page 1 of 4').waitFor();
      expect(await tickBoxes(page).nth(0).isChecked()).toBe(false);
      await page.getByText('38 of 40 selected').waitFor();
      await page.click('#vehicles-button');
      await page.click('#approval-button');
      const granted = await grantedTo(desk(), await desk().comeBack(page));
      expect(granted.vehicles).toHaveLength(38);
    });

    test('just one where the app wants one', async () => {
      const page = await at('vehicles', {
        username: '3-vehicles@one-of-them.com',
        single_select: 'true',
      });
      expect(await tickBoxes(page).count()).toBe(0);
      await page.click('#vehicles-button');
      expect(await alertOn(page)).toContain('Choose a car.');
      const wanted = page.locator('input[type=radio]').nth(2);
      await wanted.check();
      await page.click('#vehicles-button');
      await page.click('#approval-button');
      const granted = await grantedTo(desk(), await desk().comeBack(page));
      expect(granted.vehicles).toHaveLength(1);
    });
  });

  describe('the permissions', () => {
    test('what the app needs stays ticked, the rest is the owner’s', async () => {
      const page = await at('permissions');
      const fixed = page.locator('input[value=read_vehicle_info]');
      expect(await fixed.isChecked()).toBe(true);
      expect(await fixed.isDisabled()).toBe(true);
      await page.getByText(`${APP_NAME} needs this to work`).waitFor();
      await page.uncheck('input[value=read_odometer]');
      await page.uncheck('input[value=control_security]');
      await page.click('#approval-button');
      const granted = await grantedTo(desk(), await desk().comeBack(page));
      expect(granted.permissions).toEqual(['read_vehicle_info']);
    });

    test('one that this car has no use for is granted all the same when the app needs it', async () => {
      const page = await at('permissions', {
        username: 'ice@example.com',
        scope: 'required:read_battery read_odometer',
      });
      expect(await page.locator('input[value=read_battery]').isDisabled()).toBe(true);
      await page.click('#approval-button');
      const granted = await grantedTo(desk(), await desk().comeBack(page));
      expect(granted.permissions).toContain('read_battery');
    });

    test('none at all: the owner is asked for one, and the boxes stay as they were left', async () => {
      const page = await at('permissions', { scope: 'read_odometer read_fuel' });
      for (const box of await tickBoxes(page).all()) await box.uncheck();
      await page.click('#approval-button');
      expect(await alertOn(page)).toContain('Allow at least one thing, or deny access.');
      expect(await page.locator('input:checked').count()).toBe(0);
      expect(desk().app.returns).not.toContainEqual(
        expect.objectContaining({ search: expect.stringContaining('read_fuel') }),
      );
      await page.check('input[value=read_fuel]');
      await page.click('#approval-button');
      const granted = await grantedTo(desk(), await desk().comeBack(page));
      expect(granted.permissions).toEqual(['read_fuel']);
    });

    test.each([true, false])('Enter on a box is no consent, script: %s', async (script) => {
      const state = `enter-${script}`;
      const page = await chromium.open({ javaScriptEnabled: script });
      await goTo(page, desk().authorizeUrl({ state }), 'permissions');
      await page.focus('input[value=read_odometer]');
      await page.keyboard.press('Enter');
      await page.uncheck('input[value=read_odometer]');
      await page.click('#approval-button');
      const granted = await grantedTo(desk(), await desk().comeBack(page));
      expect(granted.permissions).not.toContain('read_odometer');
      const returns = desk().app.returns.filter((url) => url.searchParams.get('state') === state);
      expect(returns).toHaveLength(1);
    });
  });
});
