import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chromiumPath, launchChromium } from './support/chromium.js';
import { stateEvent } from './support/events.js';
import { apiError, electricCar, petrolCar, pluginHybrid } from './support/fake-car.js';
import { type Harness, onCleanUp, startHarness } from './support/harness.js';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'aaaaaaaa-0000-4000-8000-000000000002';
const C = 'aaaaaaaa-0000-4000-8000-000000000003';
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}

// A browser beside a busy test run takes its time.
describe.skipIf(chromiumPath === undefined)('in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  let axeSource = '';
  beforeAll(async () => {
    browser = await launchChromium();
    axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  });
  afterAll(() => browser.close());

  const visit = async (
    options: BrowserContextOptions = {},
    env: Record<string, string> = { DEMO_POLL_SECONDS: '3600' },
  ): Promise<Harness & { page: Page; mistakes: string[] }> => {
    const harness = await startHarness({
      cars: [electricCar(A), pluginHybrid(B), petrolCar(C)],
      env,
    });
    const context = await browser.newContext({ viewport: DESKTOP, ...options });
    onCleanUp(() => context.close());
    const page = await context.newPage();
    const mistakes: string[] = [];
    page.on('pageerror', ({ message }) => mistakes.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') mistakes.push(message.text());
    });
    await vi.waitUntil(() => harness.carport.webhooks[0]?.verified, { timeout: 10_000 });
    await page.goto(harness.url);
    return Object.assign(harness, { page, mistakes });
  };

  const connect = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'Connect your car' }).click();
    await page.getByRole('heading', { name: 'Tesla Model 3' }).waitFor();
  };

  const violations = async (page: Page): Promise<string[]> => {
    await page.evaluate(axeSource);
    const result: AxeResult = await page.evaluate('axe.run()');
    return result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  };

  it('shows a webhook as it arrives, and the car with it', async () => {
    const { page, carport, mistakes } = await visit();
    await connect(page);
    await page.getByText('Quiet so far').waitFor();
    carport.cars[0]?.paths.set('/battery', { body: { percentRemaining: 0.81, range: 330 } });
    await carport.deliver(
      stateEvent(A, {
        code: 'tractionbattery-stateofcharge',
        body: { unit: 'percent', value: 81 },
      }),
    );
    await page.locator('#feed').getByText('81 %').waitFor();
    await page.getByRole('img', { name: 'Battery 81 percent, 330 kilometres of range' }).waitFor();
    expect(await page.getByText('Quiet so far').isVisible()).toBe(false);
    expect(mistakes).toEqual([]);
  });

  it('locks and unlocks in place, by keyboard, without losing the focus', async () => {
    const { page, mistakes } = await visit();
    await connect(page);
    await page.getByRole('button', { name: 'Unlock' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Unlocked.').waitFor();
    const lock = page.getByRole('button', { name: 'Lock it' });
    expect(await lock.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Locked.', { exact: true }).waitFor();
    expect(page.url()).toContain(`/car?id=${A}`);
    expect(mistakes).toEqual([]);
  });

  it('does not repeat a command that is under way', async () => {
    const { page, carport } = await visit();
    await connect(page);
    const release = carport.hold();
    const unlock = page.getByRole('button', { name: 'Unlock' });
    await unlock.click();
    await unlock.dispatchEvent('click');
    expect(await unlock.getAttribute('aria-disabled')).toBe('true');
    release();
    await page.getByText('Unlocked.').waitFor();
    const commands = carport.calls.filter((call) => call === `POST /v2.0/vehicles/${A}/security`);
    expect(commands).toHaveLength(1);
  });

  it('keeps bad news until it is dismissed, with a way to read on', async () => {
    const { page, carport } = await visit();
    carport.cars[0]?.paths.set('UNLOCK /security', apiError('VEHICLE_STATE', 'IN_MOTION', 409));
    await connect(page);
    await page.getByRole('button', { name: 'Unlock' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('VEHICLE_STATE happened.').waitFor();
    expect(await alert.getByRole('link').getAttribute('href')).toBe(
      'https://docs.test/VEHICLE_STATE#IN_MOTION',
    );
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    expect(await alert.count()).toBe(0);
  });

  it('lets time fly until it is told not to', async () => {
    const { page, carport } = await visit();
    await connect(page);
    const button = page.getByRole('button', { name: 'Let time fly' });
    await button.click();
    await vi.waitUntil(() => carport.advances.length >= 2, { timeout: 10_000 });
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    expect(carport.advances.every(({ seconds }) => seconds === 60)).toBe(true);
  });

  /** The page is there before its script is, and without that nobody listens. */
  const connectAndListen = async (page: Page): Promise<void> => {
    const listening = page.waitForResponse('**/events');
    await connect(page);
    await listening;
  };

  it('says that the line is down, and catches up when it is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'driveway-'));
    onCleanUp(() => rm(folder, { recursive: true, force: true }));
    const harness = await visit({}, { DEMO_POLL_SECONDS: '3600', DEMO_DATA_DIR: folder });
    await connectAndListen(harness.page);
    await harness.demo.stop();
    const lost = harness.page.getByText('The line to Driveway is down.');
    await lost.waitFor();
    await harness.restart();
    await lost.waitFor({ state: 'hidden' });
    await harness.carport.deliver(stateEvent(A));
    await harness.page.locator('#feed').getByText('unlocked').waitFor();
  });

  it('asks again when a server that is about to end sends it away', async () => {
    const { page, carport } = await visit();
    let refused = 0;
    await page.route('**/events', (route) => {
      refused += 1;
      return refused <= 2 ? route.fulfill({ status: 503, body: '{}' }) : route.fallback();
    });
    await connect(page);
    const lost = page.getByText('The line to Driveway is down.');
    await lost.waitFor();
    await lost.waitFor({ state: 'hidden' });
    expect(page.url()).toContain(`/car?id=${A}`);
    await carport.deliver(stateEvent(A));
    await page.locator('#feed').getByText('unlocked').waitFor();
  });

  it('goes home when the app has forgotten the visitor', async () => {
    const harness = await visit();
    await connectAndListen(harness.page);
    await harness.restart();
    await harness.page.getByRole('link', { name: 'Connect your car' }).waitFor();
    expect(new URL(harness.page.url()).pathname).toBe('/');
  });

  it('works without JavaScript', async () => {
    const { page } = await visit({ javaScriptEnabled: false });
    await connect(page);
    // The hint to look again is in place, and does not push the car aside.
    const hint = await page.locator('noscript').boundingBox();
    const car = await page.locator('#live').boundingBox();
    expect(hint?.height).toBeGreaterThan(20);
    expect(car?.x).toBe(hint?.x);
    expect(car?.width).toBeGreaterThan(700);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('Unlocked.').waitFor();
    await page.getByRole('button', { name: '2 hours' }).click();
    await page.getByText('Two hours later.').waitFor();
    expect(await page.getByRole('button', { name: 'Let time fly' }).count()).toBe(0);
    await page.getByText('Disconnect this car').click();
    await page.getByRole('button', { name: 'Yes, disconnect' }).click();
    await page.getByText('Driveway has forgotten the car.').waitFor();
    await page.getByRole('heading', { name: 'BMW 330e' }).waitFor();
  });

  it.each([
    ['a phone by day', { viewport: PHONE, colorScheme: 'light' }],
    ['a phone at night', { viewport: PHONE, colorScheme: 'dark' }],
    ['a desk by day', { viewport: DESKTOP, colorScheme: 'light' }],
    ['a desk at night', { viewport: DESKTOP, colorScheme: 'dark' }],
  ] as const)('fits %s and excludes nobody', async (_name, options) => {
    const { page, carport, mistakes } = await visit({ ...options, reducedMotion: 'reduce' });
    const check = async (): Promise<void> => {
      expect(await violations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(options.viewport.width);
    };
    await check();
    await connect(page);
    for (let index = 0; index < 12; index += 1) await carport.deliver(stateEvent(A));
    await page.locator('#feed > li').nth(11).waitFor();
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('Unlocked.').waitFor();
    await check();
    await page.getByRole('link', { name: 'BMW 330e' }).click();
    await page.getByRole('heading', { name: 'BMW 330e' }).waitFor();
    await check();
    expect(mistakes).toEqual([]);
  });

  it('keeps still for who asked for it', async () => {
    const { page } = await visit({ reducedMotion: 'reduce' });
    await connect(page);
    await page.getByRole('button', { name: 'Start charging' }).click();
    await page.getByText('Charging has started.').waitFor();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
