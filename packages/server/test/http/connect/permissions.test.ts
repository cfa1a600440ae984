import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOCUMENTED_PERMISSIONS } from '../../documented/permissions.js';
import {
  createTestApplication,
  createTestPlatform,
  TEST_REDIRECT_URI,
  type TestPlatform,
} from '../../support/platform.js';
import { createBrowser } from './browser.js';
import { signInAs } from './consents.js';

let platform: TestPlatform;
let clientId: string;
beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform)).application.id;
});
afterAll(() => platform.close());

/** What the owner's car says that the app may do, after the owner has allowed some of what the app asks for. */
const heldAfter = async (
  asked: readonly string[],
  allowed: readonly string[],
): Promise<readonly string[]> => {
  const browser = createBrowser(platform.app);
  const review = await signInAs(browser, {
    ...{ clientId, scope: asked.join(' '), make: 'TESLA', approval_prompt: 'force' },
  });
  const { left } = await browser.submit(review, { decision: 'allow', permission: allowed });
  const exchanged = await platform.platform.tokens.exchangeCode({
    ...{ applicationId: clientId, code: left?.searchParams.get('code') ?? '' },
    ...{ redirectUri: TEST_REDIRECT_URI, codeVerifier: undefined },
  });
  if (!exchanged.ok) throw new Error(exchanged.description);
  const headers = { authorization: `Bearer ${exchanged.value.accessToken}` };
  const listed = await platform.app.inject({ url: '/v2.0/vehicles', headers });
  const [id] = listed.json().vehicles;
  const answer = await platform.app.inject({ url: `/v2.0/vehicles/${id}/permissions`, headers });
  return [...answer.json().permissions].sort();
};

test('each one that the documents name can be asked for, allowed and held', async () => {
  const everything = [...DOCUMENTED_PERMISSIONS];
  expect(await heldAfter(everything, everything)).toEqual(everything.sort());
});

test('what the owner unticks is not held', async () => {
  const allowed = DOCUMENTED_PERMISSIONS.filter((name) => name.startsWith('read_'));
  expect(await heldAfter(DOCUMENTED_PERMISSIONS, allowed)).toEqual([...allowed].sort());
});
