import type { DocumentedSection } from './rows.js';

/** The cells of a row beyond those that the documents give. */
export interface Cells {
  readonly served: string;
  /** Test files, by their paths under packages/server/test. */
  readonly tests: readonly string[];
}

const HEAD = `# Coverage

Every endpoint, signal, permission and error that the public documents of the API name; what serves it here, and the
tests that have seen it served. The rows are written down from the documents, in \`packages/server/test/documented\`. What
serves them is looked up in a running server: an endpoint by its operation in \`/openapi.json\`, an error by its page, a
permission by a consent that asks for it. What tests them is observed while the tests run: for an endpoint an answer and
a refusal, for a signal a car's value of it, for an error that it was sent.

\`npm run coverage-table\` writes this page, and \`npm test\` fails when it is not so.
`;

const COLUMNS = ['Named', 'Page', 'Served by', 'Tested by'];

/** The page. A cell is empty where there is nothing to put into it, which a test does not let pass. */
export const tableOf = (
  sections: readonly DocumentedSection[],
  cellsOf: (key: string) => Cells,
): string => [HEAD, ...sections.map((section) => sectionText(section, cellsOf))].join('\n');

const sectionText = (
  { title, rows }: DocumentedSection,
  cellsOf: (key: string) => Cells,
): string => {
  const lines = rows.map(({ what, page }) => {
    const { served, tests } = cellsOf(keyOf(title, what));
    return line([`\`${what}\``, page, served, tests.map(linkTo).join(', ')]);
  });
  return ['', `## ${title}`, '', line(COLUMNS), line(COLUMNS.map(() => '---')), ...lines].join(
    '\n',
  );
};

/** A row's name on the page: the same words may stand in two sections. */
export const keyOf = (title: string, what: string): string => `${title} / ${what}`;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const FOLDER = '../packages/server/test/';
const linkTo = (file: string): string => `[${file.replace(/\.test\.tsx?$/, '')}](${FOLDER}${file})`;

/** The test files that a written page names, by the rows' keys. */
export const testsOnPage = (page: string): ReadonlyMap<string, readonly string[]> => {
  const tests = new Map<string, readonly string[]>();
  let title = '';
  for (const text of page.split('\n')) {
    if (text.startsWith('## ')) title = text.slice(3);
    const [, what, files] = /^\| `([^`]+)` \|.*\|([^|]*)\|$/.exec(text) ?? [];
    if (what === undefined || files === undefined) continue;
    const names = [...files.matchAll(/\]\(\.\.\/packages\/server\/test\/([^)]+)\)/g)];
    tests.set(
      keyOf(title, what),
      names.map(([, name = '']) => name),
    );
  }
  return tests;
};
