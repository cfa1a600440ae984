import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { createBrowser } from './browser.js';
import { authorizeUrl, credentials } from './consents.js';

/** What the official SDKs' own browser suites look for on each page. */
let platform: TestPlatform;
let clientId: string;

beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform)).application.id;
});
afterAll(() => platform.close());

test.each(['CHEVROLET', 'FORD', 'KIA'])('the elements on the way with a %s', async (make) => {
  const browser = createBrowser(platform.app);
  const preamble = await browser.open(authorizeUrl({ clientId }));
  expect(preamble.html).toMatch(/<button[^>]* id="continue-button" type="submit"/);

  const brands = await browser.submit(preamble, {});
  expect(brands.html).toMatch(/<input[^>]* id="brand-search"/);
  expect(brands.html).toMatch(new RegExp(`<button class="brand-list-item" id="${make}"`));

  const signIn = await browser.submit(brands, { make });
  expect(signIn.html).toMatch(/<input[^>]* id="username"/);
  expect(signIn.html).toMatch(/<input[^>]* id="password"/);
  expect(signIn.html).toMatch(/<button[^>]* id="sign-in-button" type="submit"/);

  const review = await browser.submit(signIn, credentials('uuid@email.com'));
  expect(review.html).toMatch(/<main class="[^"]*\bpage-content\b/);
  expect(review.html).toMatch(/<button[^>]* id="approval-button" type="submit"/);

  const { left } = await browser.submit(review, { decision: 'allow' });
  expect(left?.hostname).toBe('example.com');
  expect(left?.searchParams.get('code')).toMatch(/^[0-9a-f-]{36}$/);
});

test('no id stands on a page twice, and every label names a field', async () => {
  const browser = createBrowser(platform.app);
  let page = await browser.open(authorizeUrl({ clientId }));
  const pages = [page];
  page = await browser.submit(page, {});
  pages.push(page);
  page = await browser.submit(page, { make: 'FORD' });
  pages.push(page, await browser.submit(page, credentials('3-vehicles@example.com')));
  for (const { html } of pages) {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/<label[^>]* for="([^"]+)"/g)) {
      expect(ids).toContain(target);
    }
  }
});
