import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApplications } from '../../src/applications/applications.js';
import type { Applications } from '../../src/applications/contract.js';
import { createManualClock } from '../../src/platform/clock.js';
import { systemEntropy } from '../../src/platform/entropy.js';
import { createKeyring } from '../../src/platform/keyring.js';
import { insertApplication } from '../support/fixtures.js';
import { createTestStore, type TestStore } from '../support/store.js';

let under: TestStore;
let applications: Applications;

beforeAll(async () => {
  under = await createTestStore();
  applications = createApplications({
    ...{ store: under.store, entropy: systemEntropy, clock: createManualClock(0) },
    keyring: createKeyring({ id: 'test', key: Buffer.alloc(32, 1) }),
  });
});
afterAll(() => under.close());

const UNLIMITED = {
  ...{ plan: 'ENTERPRISE', suspendedAt: null, vehicleLimit: null, vehicleRequestLimit: null },
  ...{ rateLimitBurst: null, rateLimitPerMinute: null },
};

test('a new application has every feature and no figures of its own', async () => {
  expect(await applications.terms(await insertApplication(under.store))).toEqual(UNLIMITED);
});

test('only what is given changes, and null takes it back', async () => {
  const id = await insertApplication(under.store);
  const suspendedAt = new Date('2026-06-01T12:00:00Z');
  expect(await applications.setTerms(id, { plan: 'FREE', suspendedAt })).toBe(true);
  expect(await applications.setTerms(id, { rateLimitBurst: 10, rateLimitPerMinute: 60 })).toBe(
    true,
  );
  expect(await applications.terms(id)).toEqual({
    ...{ ...UNLIMITED, plan: 'FREE', suspendedAt },
    ...{ rateLimitBurst: 10, rateLimitPerMinute: 60 },
  });
  await applications.setTerms(id, { suspendedAt: null, rateLimitBurst: null });
  expect(await applications.terms(id)).toMatchObject({ suspendedAt: null, rateLimitBurst: null });
  expect(await applications.setTerms(id, {})).toBe(true);
});

test("an application's terms are nobody else's", async () => {
  const [mine, other] = [
    await insertApplication(under.store),
    await insertApplication(under.store),
  ];
  await applications.setTerms(mine, { vehicleLimit: 3, vehicleRequestLimit: 7 });
  expect(await applications.terms(other)).toEqual(UNLIMITED);
});

test('an application that there is not has none', async () => {
  const nobody = systemEntropy.uuid();
  expect(await applications.terms(nobody)).toBeUndefined();
  expect(await applications.terms('not an id')).toBeUndefined();
  expect(await applications.setTerms(nobody, { plan: 'FREE' })).toBe(false);
  expect(await applications.setTerms('not an id', { plan: 'FREE' })).toBe(false);
});

test('every process hears of a change', async () => {
  const id = await insertApplication(under.store);
  const heard = new Promise((resolve) => {
    void under.store.listen('grants', (payload) => payload === id && resolve(payload));
  });
  await under.store.listen('grants', () => undefined);
  await applications.setTerms(id, { plan: 'BUILD' });
  expect(await heard).toBe(id);
});

test.each([
  { rateLimitBurst: 0 },
  { rateLimitPerMinute: 0 },
  { vehicleLimit: -1 },
  { vehicleRequestLimit: -1 },
])('figures that make no sense are not kept: %o', async (changes) => {
  const id = await insertApplication(under.store);
  await expect(applications.setTerms(id, changes)).rejects.toThrow(/check constraint/);
});
