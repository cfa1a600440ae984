import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../browser/accessibility.js';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { type DemoServer, startDemoServer } from '../browser/demo-server.js';
import { arriveAt, signIn } from '../browser/owner.js';
import { type DemoAppProcess, startDemoApp } from '../browser/process-of-demo-app.js';

describeInBrowser('from the landing page to a live car', () => {
  const chromium = useChromium();
  let server: DemoServer;
  let demoApp: DemoAppProcess;

  beforeAll(async () => {
    server = await startDemoServer();
    demoApp = await startDemoApp(server.environment);
    await demoApp.said('webhook registered and verified');
  });
  afterAll(async () => {
    await demoApp?.stop();
    await server?.close();
  });

  const charge = async (page: Page): Promise<number> => {
    const label = await page.getByRole('img', { name: /^Battery / }).getAttribute('aria-label');
    return Number(/\d+/.exec(label ?? '')?.[0]);
  };

  test('with nothing typed but made-up credentials', async () => {
    const page = await chromium.open();
    await page.goto(server.origin);
    await page.click('#open-demo');
    await page.getByRole('link', { name: 'Connect your car' }).waitFor();
    await expectAccessible(page, 'demo-1-landing');

    await page.getByRole('link', { name: 'Connect your car' }).click();
    await page.click('#continue-button');
    await page.click('#POLESTAR');
    await signIn(page, 'made-up@example.com', 'made up');
    await arriveAt(page, 'permissions');
    await page.click('#approval-button');

    await page.getByRole('heading', { name: 'Polestar 2', exact: true }).waitFor();
    const before = await charge(page);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(90);
    await page.getByText('Listening for webhooks').waitFor();

    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('Unlocked.').waitFor();
    await page.locator('.lock[data-locked=no]').waitFor();
    await page
      .locator('#feed > li')
      .getByText(/unlocked/i)
      .first()
      .waitFor();

    await page.getByRole('button', { name: '2 hours' }).click();
    await page.getByText('Two hours later.').waitFor();
    expect(await charge(page)).toBeGreaterThan(before + 5);
    await expectAccessible(page, 'demo-2-car');

    await page.getByText('Disconnect this car').click();
    await page.getByRole('button', { name: 'Yes, disconnect' }).click();
    await page.getByText('Driveway has forgotten the car.').waitFor();
  });

  test('whoever denies comes home to the app with nothing shared', async () => {
    const page = await chromium.open();
    await page.goto(`${server.appUrl}/connect`);
    await page.click('#continue-button');
    await page.click('#POLESTAR');
    await signIn(page, 'no@example.com');
    await page.click('#deny-button');
    await page.getByText('nothing was shared').waitFor();
    await page.getByRole('link', { name: 'Connect your car' }).waitFor();
  });
});
