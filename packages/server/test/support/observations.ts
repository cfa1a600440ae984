import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, inject } from 'vitest';

/*
 * What the tests of a file have seen the platform say, each fact once. When the file is done, they are written to
 * the run's folder; see test/documented for what becomes of them.
 */

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the files of a run leave what they have observed. */
    observationsFolder: string;
  }
}

export interface ObservationsOfFile {
  /** Absolute path of the test file. */
  readonly file: string;
  readonly facts: readonly string[];
}

const facts = new Set<string>();

export const observe = (fact: string): void => {
  facts.add(fact);
};

afterAll(() => {
  const { testPath } = expect.getState();
  if (facts.size === 0 || testPath === undefined) return;
  const observations: ObservationsOfFile = { file: testPath, facts: [...facts] };
  const name = `${testPath.replace(/[^\w.-]+/g, '_')}.json`;
  writeFileSync(join(inject('observationsFolder'), name), JSON.stringify(observations));
});
