import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SIGNALS } from '@carport/catalog';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../support/platform.js';
import { type DocumentedRow, documentedSections } from './rows.js';
import { createShowServed } from './served.js';
import { keyOf, tableOf, testsOnPage } from './table.js';
import { readWitnesses, TESTS, testsOf } from './witnesses.js';

/*
 * docs/coverage.md holds what the documents name against what there is. Whether the tests have seen it, the end of a
 * whole run decides: see support/coverage-of-run.ts.
 */

const PAGE = fileURLToPath(new URL('../../../../docs/coverage.md', import.meta.url));
const COMMAND = 'npm run coverage-table';

const sections = documentedSections();
const rows = sections.flatMap(({ title, rows: ofSection }) =>
  ofSection.map((row) => ({ key: keyOf(title, row.what), row })),
);

let platform: TestPlatform;
/** By key; the empty text where nothing serves it. */
let served: ReadonlyMap<string, string>;
beforeAll(async () => {
  platform = await createTestPlatform();
  const show = await createShowServed(platform);
  const cells = rows.map(async ({ key, row }) => [key, (await show(row.serves)) ?? ''] as const);
  served = new Map(await Promise.all(cells));
});
afterAll(() => platform.close());

const servedOf = (key: string): string => served.get(key) ?? '';

test('every documented row is one of its own', () => {
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(300);
});

test('everything that the documents name is served', () => {
  expect(rows.map(({ key }) => key).filter((key) => servedOf(key) === '')).toEqual([]);
});

test('what the documents do not name is not served', async () => {
  const show = await createShowServed(platform);
  const made: readonly DocumentedRow['serves'][] = [
    { kind: 'endpoint', route: 'GET /v2.0/vehicles/{}/mood' },
    { kind: 'signal', code: 'charge-mood' },
    { kind: 'permission', name: 'read_mood' },
    { kind: 'error', error: 'VEHICLE_STATE:MOODY', status: 409 },
    { kind: 'error', error: 'VEHICLE_STATE:ASLEEP', status: 400 },
    { kind: 'v3-error', error: 'VEHICLE_STATE:MOODY', status: 409 },
    { kind: 'token-error', error: 'invalid_mood', status: 400 },
    { kind: 'connect-error', error: 'moody' },
  ];
  expect(await Promise.all(made.map(show))).toEqual(made.map(() => null));
});

test('every published signal is one that the documents name', () => {
  const documented = rows.flatMap(({ row }) => (row.serves.kind === 'signal' ? [row.what] : []));
  expect(SIGNALS.map(({ code }) => code).sort()).toEqual(documented.sort());
});

/** The tests that a row is tested by: from a run when one is given, else as the page has them. */
const testsByKey = (): ReadonlyMap<string, readonly string[]> => {
  const folder = process.env.CARPORT_OBSERVATIONS;
  if (!folder) return testsOnPage(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '');
  const witnesses = readWitnesses(folder);
  return new Map(rows.map(({ key, row }) => [key, testsOf(row, witnesses)]));
};

test('docs/coverage.md is as the documents, the server and the tests are', async () => {
  const tests = testsByKey();
  const page = tableOf(sections, (key) => ({
    served: servedOf(key),
    tests: (tests.get(key) ?? []).filter((file) => existsSync(TESTS + file)),
  }));
  expect(
    page.split('\n').filter((line) => /\| +\|/.test(line)),
    `rows with an empty cell; if there is a test, ${COMMAND}`,
  ).toEqual([]);
  await expect(page, `docs/coverage.md is out of date: ${COMMAND}`).toMatchFileSnapshot(PAGE);
});
