import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { complaintsOfRun } from '../support/coverage-of-run.js';
import type { ObservationsOfFile } from '../support/observations.js';
import { documentedSections } from './rows.js';
import { TESTS } from './witnesses.js';

/** What the end of a whole run says about what its tests have seen. */
const rows = documentedSections().flatMap((section) => section.rows);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carport-witnesses-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const seen = (file: string, facts: readonly string[]): void => {
  const observations: ObservationsOfFile = { file: TESTS + file, facts };
  writeFileSync(join(folder, `${file.replaceAll('/', '_')}.json`), JSON.stringify(observations));
};

test('what no test has seen is complained of, row by row', () => {
  const complaints = complaintsOfRun(folder);
  expect(complaints).toHaveLength(rows.length);
  expect(complaints[0]).toBe(
    'Vehicles API v2.0: users and vehicles / GET /v2.0/user: no test has seen “GET /v2.0/user answered”, “GET /v2.0/user refused”',
  );
});

test('so is what another test has seen than the page says', () => {
  seen(
    'somewhere/else.test.ts',
    rows.flatMap(({ needs }) => needs),
  );
  expect(complaintsOfRun(folder)[0]).toBe(
    'Vehicles API v2.0: users and vehicles / GET /v2.0/user: http/v2/user-and-permissions.test.ts is named, and has not seen it',
  );
});

test('what fuzzing and the table itself come across counts for nothing', () => {
  const everything = rows.flatMap(({ needs }) => needs);
  seen('documented/coverage.test.ts', everything);
  seen('../../../e2e/fuzz.test.ts', everything);
  expect(complaintsOfRun(folder)[0]).toContain('no test has seen');
});

test('what the tests on the page have seen is not complained of', () => {
  const [first] = rows;
  seen('http/v2/user-and-permissions.test.ts', first?.needs ?? []);
  expect(complaintsOfRun(folder)).toHaveLength(rows.length - 1);
});
