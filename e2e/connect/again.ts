import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../browser/accessibility.js';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { useConsentDesk } from '../browser/consent-desk.js';
import { arriveAt, goTo, signIn } from '../browser/owner.js';

const SIGNED_OUT = 'CONNECTED_SERVICES_ACCOUNT.AUTHENTICATION_FAILED@smartcar.com';

describeInBrowser('an owner whose sign-in has ended', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();

  const read = async (accessToken: string, path: string) => {
    const response = await fetch(`${desk().carport.origin}/v2.0/${path}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };

  /** Connects a car that cannot be read; answers with how to read it and where its error leads. */
  const connectFailing = async (page: Page) => {
    await goTo(page, desk().authorizeUrl({ approval_prompt: 'force' }), 'permissions', {
      username: SIGNED_OUT,
    });
    await page.click('#approval-button');
    const { accessToken } = await desk().exchange(
      (await desk().comeBack(page)).searchParams.get('code'),
    );
    const { body } = await read(accessToken, 'vehicles');
    // What was read before is no answer any more.
    desk().carport.clock.advance(60_000);
    const odometer = () => read(accessToken, `vehicles/${body.vehicles[0]}/odometer`);
    const error = await odometer();
    expect(error.status).toBe(400);
    const link = new URL(error.body.resolution.url);
    return {
      odometer,
      vehicleId: body.vehicles[0],
      link: `${desk().carport.origin}${link.pathname}${link.search}`,
    };
  };

  test('follows the link of the error, and the car works again', async () => {
    const page = await chromium.open();
    const { odometer, vehicleId, link } = await connectFailing(page);
    const back = new URLSearchParams({ redirect_uri: desk().app.redirectUri, state: 'st' });
    await page.goto(`${link}&${back}`);
    await expectAccessible(page, 'connect-again-1-preamble');
    await page.click('#continue-button');
    await arriveAt(page, 'sign-in');
    await signIn(page, 'neighbour@example.com');
    await arriveAt(page, 'stopped');
    await expectAccessible(page, 'connect-again-2-other-account');
    await page.getByRole('link', { name: 'Use another account' }).click();
    await arriveAt(page, 'sign-in');
    await signIn(page, SIGNED_OUT);
    const returned = await desk().comeBack(page);
    expect(returned.searchParams.get('vehicle_id')).toBe(vehicleId);
    expect(returned.searchParams.get('state')).toBe('st');
    expect((await odometer()).status).toBe(200);
  });

  test('without an app to go back to ends on a page that says so', async () => {
    const page = await chromium.open();
    const { odometer, link } = await connectFailing(page);
    await goTo(page, link, 'sign-in');
    await signIn(page, SIGNED_OUT);
    await arriveAt(page, 'done');
    await expectAccessible(page, 'connect-again-3-done');
    expect((await odometer()).status).toBe(200);
  });

  test('may cancel, and the app is told', async () => {
    const page = await chromium.open();
    const { link } = await connectFailing(page);
    const back = new URLSearchParams({ redirect_uri: desk().app.redirectUri });
    await goTo(page, `${link}&${back}`, 'sign-in');
    await page.click('#cancel-button');
    await arriveAt(page, 'stopped');
    await page.click('#exit-button');
    const returned = await desk().comeBack(page);
    expect(returned.searchParams.get('error')).toBe('oem_cancelled_login');
  });
});
