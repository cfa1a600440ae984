import { flagOf, type SettingsTable, variableOf } from './reader.js';

interface Description {
  readonly flag: string | undefined;
  readonly variable: string;
  readonly fallback: string;
  readonly doc: string;
}

const describe = <Config>(table: SettingsTable<Config>): Description[] =>
  (Object.keys(table) as (keyof Config & string)[]).map((name) => {
    const setting = table[name];
    const flag = flagOf(name, setting);
    const value = setting.form ? ` ${setting.form}` : '';
    return {
      flag: flag && `--${flag}${value}`,
      variable: variableOf(name),
      fallback:
        setting.shownFallback ?? (setting.fallback === false ? 'off' : String(setting.fallback)),
      doc: setting.doc,
    };
  });

/** For a terminal of 80 columns. */
export const settingsHelp = <Config>(table: SettingsTable<Config>): string =>
  describe(table)
    .map(({ flag, variable, fallback, doc }) => {
      const names = flag ? `${flag}  (${variable})` : variable;
      return `  ${names}\n${wrapped(`${doc} Default: ${fallback}.`, '      ')}\n`;
    })
    .join('\n');

/** Rows of a Markdown table. */
export const settingsRows = <Config>(table: SettingsTable<Config>): string =>
  describe(table)
    .map(({ flag, variable, fallback, doc }) =>
      row([flag ? `\`${flag}\`` : '—', `\`${variable}\``, fallback, doc]),
    )
    .join('\n');

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const WIDTH = 78;

const wrapped = (text: string, indent: string): string => {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line !== indent) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
};
