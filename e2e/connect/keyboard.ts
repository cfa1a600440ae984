import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { grantedTo, useConsentDesk } from '../browser/consent-desk.js';
import { focusOf } from '../browser/focus.js';
import { arriveAt } from '../browser/owner.js';

const MOST_STOPS = 90;

/** Presses Tab until it gets there; at each stop the focus must be seen, and nothing may lie on it. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page, selector);
    expect(focus, focus.element).toMatchObject({ isOutlined: true, isUncovered: true });
    if (focus.isThere) return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
};

describeInBrowser('with the keyboard alone', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  test.each([
    ['a phone', { width: 390, height: 700 }],
    ['a desk', { width: 1280, height: 800 }],
  ])('an owner at %s gets through Connect and sees where they are', async (_name, viewport) => {
    const page = await chromium.open({ viewport });
    await page.goto(
      desk().authorizeUrl({ scope: 'read_odometer read_fuel read_location control_security' }),
    );
    await tabTo(page, '#country');
    await page.keyboard.type('Canada');
    await tabTo(page, '#continue-button');
    await page.keyboard.press('Enter');

    await arriveAt(page, 'brand');
    await tabTo(page, '#VOLVO');
    await page.keyboard.press('Space');

    await arriveAt(page, 'sign-in');
    await tabTo(page, '#username');
    await page.keyboard.type(`3-vehicles@${viewport.width}.com`);
    await tabTo(page, '#password');
    await page.keyboard.type('password');
    await page.keyboard.press('Enter');

    await arriveAt(page, 'vehicles');
    await tabTo(page, '.choices li:nth-child(2) input');
    await page.keyboard.press('Space');
    await tabTo(page, '#vehicles-button');
    await page.keyboard.press('Enter');

    await arriveAt(page, 'permissions');
    await tabTo(page, 'input[value=read_location]');
    await page.keyboard.press('Space');
    await tabTo(page, '#approval-button');
    await page.keyboard.press('Enter');

    const granted = await grantedTo(desk(), await desk().comeBack(page));
    expect(granted.vehicles).toHaveLength(2);
    expect(granted.permissions.sort()).toEqual(['control_security', 'read_fuel', 'read_odometer']);
  });

  test('the way past the header is the first stop', async () => {
    const page = await chromium.open();
    await page.goto(desk().authorizeUrl());
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await tabTo(page, '#country');
  });

  test('a password can be looked at, and what was wrong leads to its field', async () => {
    const page = await chromium.open();
    await page.goto(desk().authorizeUrl({ make: 'FORD' }));
    await page.click('#continue-button');
    await arriveAt(page, 'sign-in');
    await tabTo(page, '#password');
    await page.keyboard.type('tall ship');
    await tabTo(page, '[data-reveals=password]');
    await page.keyboard.press('Space');
    expect(await page.getAttribute('#password', 'type')).toBe('text');
    await page.keyboard.press('Space');
    expect(await page.getAttribute('#password', 'type')).toBe('password');

    await page.fill('#username', '   ');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await tabTo(page, '[role=alert] a');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('username');
  });
});
