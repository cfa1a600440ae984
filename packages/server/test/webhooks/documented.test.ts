import { readFileSync } from 'node:fs';
import { OTHER_SIGNATURE_CAUSES, SIGNATURE_MISTAKES } from '@carport/catalog';
import { expect, test } from 'vitest';
import { DELIVERY_OPTIONS } from '../../src/webhooks/delivery/options.js';
import { OPERATIONAL_EVENTS } from '../../src/webhooks/operational-events.js';

/** The tables of the page are the lists of the code; `vitest -u` writes them anew. */
const PAGE = new URL('../../../../docs/webhooks.md', import.meta.url);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const TABLES: Readonly<Record<string, string>> = {
  options: table(
    ['Option', 'Default', 'Meaning'],
    DELIVERY_OPTIONS.map(({ name, fallback, description }) => [
      `\`${name}\``,
      `\`${JSON.stringify(fallback)}\``,
      description,
    ]),
  ),
  operational: table(
    ['Event', 'Meaning'],
    Object.entries(OPERATIONAL_EVENTS).map(([type, meaning]) => [`\`${type}\``, meaning]),
  ),
  causes: table(
    ['Cause', 'Meaning'],
    [...SIGNATURE_MISTAKES, ...OTHER_SIGNATURE_CAUSES].map(({ code, explanation }) => [
      `\`${code}\``,
      `${explanation[0]?.toUpperCase()}${explanation.slice(1)}.`,
    ]),
  ),
};

test('the tables of the documentation are those of the code', async () => {
  const page = Object.entries(TABLES).reduce(
    (text, [name, rows]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
        (_, begin: string, end: string) => `${begin}\n${rows}\n\n${end}`,
      ),
    readFileSync(PAGE, 'utf8'),
  );
  await expect(page).toMatchFileSnapshot(PAGE.pathname);
  for (const rows of Object.values(TABLES)) expect(page).toContain(rows);
});
