import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ObservationsOfFile } from '../support/observations.js';
import type { DocumentedRow } from './rows.js';

/** Where the test files are that bear witness; they are named by their paths from here. */
export const TESTS = fileURLToPath(new URL('../', import.meta.url));

/** What each test file has seen. */
export type Witnesses = ReadonlyMap<string, ReadonlySet<string>>;

/** Fuzzing, browsers and benchmarks are left aside: what they meet, they do not look at one by one. */
const isWitness = (file: string): boolean =>
  !file.startsWith('..') && !file.startsWith('documented/');

export const readWitnesses = (folder: string): Witnesses => {
  const witnesses = readdirSync(folder)
    .map((name): ObservationsOfFile => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .map(({ file, facts }) => [relative(TESTS, file), new Set(facts)] as const)
    .filter(([file]) => isWitness(file));
  return new Map(witnesses);
};

/** What of a row nobody has seen. */
export const unseenOf = ({ needs }: DocumentedRow, witnesses: Witnesses): readonly string[] =>
  needs.filter((fact) => ![...witnesses.values()].some((seen) => seen.has(fact)));

/**
 * The tests that a row is said to be tested by, whichever ran first: for each thing that it needs, one of those that
 * are there for it, or else the one that sees least beside it. None where something has not been seen.
 */
export const testsOf = (row: DocumentedRow, witnesses: Witnesses): readonly string[] => {
  if (unseenOf(row, witnesses).length > 0) return [];
  const chosen = row.needs.flatMap((fact) => {
    const seeing = [...witnesses].filter(([, seen]) => seen.has(fact)).sort(byConcern(row.home));
    return seeing.slice(0, 1).map(([file]) => file);
  });
  return [...new Set(chosen)].sort();
};

type Witness = readonly [file: string, seen: ReadonlySet<string>];

const byConcern =
  (home: string) =>
  ([file, seen]: Witness, [otherFile, otherSeen]: Witness): number =>
    Number(otherFile.startsWith(home)) - Number(file.startsWith(home)) ||
    seen.size - otherSeen.size ||
    (file < otherFile ? -1 : 1);

/** Whether these tests together have seen all that the row needs. */
export const haveSeen = (
  files: readonly string[],
  row: DocumentedRow,
  witnesses: Witnesses,
): boolean => row.needs.every((fact) => files.some((file) => witnesses.get(file)?.has(fact)));
