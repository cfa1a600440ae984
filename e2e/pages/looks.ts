import { docPage } from '@carport/catalog';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../browser/accessibility.js';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { type DemoServer, startDemoServer } from '../browser/demo-server.js';
import { type Carport, startCarport } from '../support/carport.js';

describeInBrowser('the landing page and the documentation are for everybody', () => {
  const chromium = useChromium();
  let server: DemoServer;
  let bare: Carport;
  beforeAll(async () => {
    server = await startDemoServer();
    bare = await startCarport();
  });
  afterAll(async () => {
    await server?.close();
    await bare?.close();
  });

  test.each([
    ['site-1-landing', '/'],
    ['site-2-errors', '/docs/errors'],
    ['site-3-error-page', docPage('VEHICLE_STATE')],
    ['site-4-connect-errors', '/docs/errors/connect-errors'],
    ['site-5-permissions', '/docs/permissions'],
    ['site-6-signals', '/docs/signals'],
    ['site-7-lost', '/docs/nowhere'],
    ['site-8-reference', '/docs'],
    ['site-9-testing-errors', '/docs/testing-errors'],
  ])('%s', async (name, path) => {
    const page = await chromium.open();
    await page.goto(`${server.origin}${path}`);
    expect(await page.locator('h1').count()).toBe(1);
    await expectAccessible(page, name);
  });

  test('the landing page of a server without a demo', async () => {
    const page = await chromium.open();
    await page.goto(bare.origin);
    await page.getByText(`export SMARTCAR_API_ORIGIN=${bare.origin}`).waitFor();
    await expectAccessible(page, 'site-9-landing-without-demo');
  });

  test('a credential is copied with one press', async () => {
    const page = await chromium.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(server.origin);
    await page.getByRole('button', { name: 'Copy Client ID' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(server.environment.SMARTCAR_CLIENT_ID);
  });
});
