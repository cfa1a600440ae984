import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../browser/accessibility.js';
import { type CallbackApp, startCallbackApp } from '../browser/callback-app.js';
import { describeInBrowser, useChromium } from '../browser/chromium.js';
import { useConsentDesk } from '../browser/consent-desk.js';
import { goTo } from '../browser/owner.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Base64 with everything in it that the SDK does not escape. */
const STATE = 'eyJpbnN0YW5jZUlkIjoiYSs+In0=/+';

interface Told {
  readonly origin: string;
  readonly data: Readonly<Record<string, unknown>>;
}

describeInBrowser('an app that opens Connect in a window of its own', () => {
  const chromium = useChromium();
  const desk = useConsentDesk();
  let elsewhere: CallbackApp;
  beforeAll(async () => {
    elsewhere = await startCallbackApp();
  });
  afterAll(() => elsewhere?.close());

  const originOf = (app: CallbackApp): string => new URL(app.redirectUri).origin;

  /** As the SDK makes it; the state with nothing escaped. */
  const link = (changes: Readonly<Record<string, string>> = {}): string =>
    `${desk().authorizeUrl({
      ...{ response_type: 'none', redirect_uri: '', make: 'FORD' },
      app_origin: originOf(desk().app),
      ...changes,
    })}&state=${STATE}`;

  /** A page of the app that has opened a window, which the owner then goes through Connect in. */
  const openFrom = async (app: CallbackApp): Promise<{ opener: Page; popup: Page }> => {
    const opener = await chromium.open();
    await opener.goto(app.redirectUri);
    await opener.evaluate(() => {
      Object.assign(window, { told: [] });
      window.addEventListener('message', ({ origin, data }) => {
        (window as unknown as { told: Told[] }).told.push({ origin, data });
      });
    });
    const opened = opener.waitForEvent('popup');
    await opener.evaluate(() => void window.open('about:blank', 'Connect your car'));
    return { opener, popup: await opened };
  };

  const toldTo = (opener: Page): Promise<Told[]> =>
    opener.evaluate(() => (window as unknown as { told: Told[] }).told);

  /** Does what ends Connect, and waits until its window has closed itself. */
  const closing = async (popup: Page, act: () => Promise<unknown>): Promise<void> => {
    const closed = popup.waitForEvent('close');
    await act().catch(() => undefined);
    await closed;
  };

  const decide = (popup: Page, button: 'approval' | 'deny'): Promise<void> =>
    closing(popup, () => popup.click(`#${button}-button`, { noWaitAfter: true }));

  const nothingElse = { vin: null, make: null, model: null, year: null, virtualKeyUrl: null };

  test('hears of the consent, in exactly the SDK’s fields, and the window closes', async () => {
    const { opener, popup } = await openFrom(desk().app);
    await goTo(popup, link(), 'permissions');
    await decide(popup, 'approval');
    expect(await toldTo(opener)).toEqual([
      {
        origin: desk().carport.origin,
        data: {
          ...{ name: 'SmartcarAuthMessage', isSmartcarHosted: true, code: null, error: null },
          ...{ errorDescription: null, state: STATE, userId: expect.stringMatching(UUID) },
          ...nothingElse,
        },
      },
    ]);
  });

  test('hears of the external id where there is one', async () => {
    const { opener, popup } = await openFrom(desk().app);
    await goTo(popup, link({ external_id: 'anna 1' }), 'permissions');
    await decide(popup, 'approval');
    expect((await toldTo(opener))[0]?.data.externalId).toBe('anna 1');
  });

  test('hears of a no', async () => {
    const { opener, popup } = await openFrom(desk().app);
    await goTo(popup, link(), 'permissions');
    await decide(popup, 'deny');
    expect((await toldTo(opener))[0]?.data).toEqual({
      ...{ name: 'SmartcarAuthMessage', isSmartcarHosted: true, code: null, userId: null },
      ...{ error: 'access_denied', errorDescription: 'User denied access to application.' },
      ...{ state: STATE, ...nothingElse },
    });
  });

  test('of another origin than the link names hears nothing', async () => {
    const { opener, popup } = await openFrom(elsewhere);
    // The browser says so in its console; that is no complaint about the page.
    await goTo(popup, link(), 'permissions');
    await decide(popup, 'approval');
    expect(await toldTo(opener)).toEqual([]);
  });

  test('gets a code by the registered redirect page, as the SDK has it since its second version', async () => {
    const page = `${desk().carport.origin}/v2/redirect?app_origin=${originOf(desk().app)}`;
    const { clientId } = desk().credentials;
    const { applications } = desk().carport.platform;
    await applications.setRedirectUris(clientId, [desk().app.redirectUri, page]);
    const { opener, popup } = await openFrom(desk().app);
    await goTo(popup, link({ response_type: 'code', redirect_uri: page }), 'permissions');
    await decide(popup, 'approval');
    const [told] = await toldTo(opener);
    expect(told?.data.code).toMatch(UUID);
    expect(told?.data.state).toBe(STATE);
  });

  describe('without an opener', () => {
    test.each([
      ['approval', 'All done'],
      ['deny', 'Your car was not connected'],
    ] as const)('%s ends on a page for people', async (button, heading) => {
      const page = await chromium.open();
      await goTo(page, link(), 'permissions');
      await page.click(`#${button}-button`);
      await page.getByRole('heading', { name: heading }).waitFor();
      await expectAccessible(page, `connect-opener-${button}`);
      expect(page.isClosed()).toBe(false);
    });

    test('and without a script', async () => {
      const page = await chromium.open({ javaScriptEnabled: false });
      await goTo(page, link(), 'permissions');
      await page.click('#approval-button');
      await page.getByRole('heading', { name: 'All done' }).waitFor();
    });
  });
});
