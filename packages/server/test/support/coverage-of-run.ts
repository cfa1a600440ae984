import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { documentedSections } from '../documented/rows.js';
import { keyOf, testsOnPage } from '../documented/table.js';
import { haveSeen, readWitnesses, TESTS, unseenOf } from '../documented/witnesses.js';

const PAGE = fileURLToPath(new URL('../../../../docs/coverage.md', import.meta.url));

/** What the tests of a run have not seen although the documents name it, or although docs/coverage.md says so. */
export const complaintsOfRun = (folder: string): readonly string[] => {
  const witnesses = readWitnesses(folder);
  const tests = testsOnPage(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '');
  return documentedSections().flatMap(({ title, rows }) =>
    rows.flatMap((row) => {
      const key = keyOf(title, row.what);
      const unseen = unseenOf(row, witnesses);
      if (unseen.length > 0) return [`${key}: no test has seen “${unseen.join('”, “')}”`];
      const named = tests.get(key) ?? [];
      if (haveSeen(named, row, witnesses)) return [];
      return [`${key}: ${named.join(', ') || 'no test'} is named, and has not seen it`];
    }),
  );
};

/** Whether every test of the server has run and passed; a part of them cannot see everything. */
export const isWholeRun = async ({ vitest }: TestProject): Promise<boolean> => {
  if (vitest.config.testNamePattern) return false;
  const passed = new Set(
    vitest.state
      .getTestModules()
      .filter((module) => module.state() === 'passed')
      .map(({ moduleId }) => moduleId),
  );
  const specifications = await vitest.globTestSpecifications();
  return specifications
    .map(({ moduleId }) => moduleId)
    .filter((file) => file.startsWith(TESTS))
    .every((file) => passed.has(file));
};
