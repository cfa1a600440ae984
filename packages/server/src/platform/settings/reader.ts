import { Expectation, type Setting } from './kinds.js';

export type SettingsTable<Config> = {
  readonly [Name in keyof Config & string]: Setting<Config, Config[Name]>;
};

/** Something a person wrote that cannot be used; the message says what and why. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const NEGATION = 'no-';

const separated = (name: string, by: string): string =>
  name.replace(/[A-Z]/g, (letter) => by + letter.toLowerCase());

export const variableOf = (name: string): string => `CARPORT_${separated(name, '_').toUpperCase()}`;

export const flagOf = (
  name: string,
  setting: { readonly flag?: string | null },
): string | undefined =>
  setting.flag === null ? undefined : (setting.flag ?? separated(name, '-'));

/** The command line wins over the environment, and that over the fallback. An empty text counts as none. */
export const readSettings = <Config>(
  table: SettingsTable<Config>,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config => {
  const flags = readFlags(table, argv);
  const config: Partial<Config> = {};
  for (const name of Object.keys(table) as (keyof Config & string)[]) {
    const setting = table[name];
    const variable = variableOf(name);
    const given = flags.get(name) ?? { text: env[variable] ?? '', source: variable };
    config[name] =
      given.text === ''
        ? fallbackOf(setting, config as Config)
        : parse(setting, given.text, given.source);
  }
  return config as Config;
};

const fallbackOf = <Config, T>(setting: Setting<Config, T>, above: Config): T =>
  typeof setting.fallback === 'function'
    ? (setting.fallback as (above: Config) => T)(above)
    : setting.fallback;

const parse = <Config, T>(setting: Setting<Config, T>, given: string, source: string): T => {
  try {
    return setting.parse(given);
  } catch (error) {
    if (!(error instanceof Expectation)) throw error;
    const found = setting.secret ? '' : `, not "${given}"`;
    throw new SettingsError(`${source} must be ${error.message}${found}`);
  }
};

interface Given {
  readonly text: string;
  readonly source: string;
}

const readFlags = <Config>(
  table: SettingsTable<Config>,
  argv: readonly string[],
): Map<string, Given> => {
  const names = new Map<string, keyof Config & string>();
  for (const name of Object.keys(table) as (keyof Config & string)[]) {
    const flag = flagOf(name, table[name]);
    if (flag) names.set(flag, name);
  }
  const found = new Map<string, Given>();
  for (let index = 0; index < argv.length; index += 1) {
    const [, flag = '', attached] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argv[index] ?? '') ?? [];
    const negated = flag.startsWith(NEGATION) ? names.get(flag.slice(NEGATION.length)) : undefined;
    const name = names.get(flag) ?? negated;
    const isSwitch = name !== undefined && table[name].form === '';
    if (name === undefined || (negated !== undefined && (!isSwitch || attached !== undefined))) {
      throw new SettingsError(`unknown option ${argv[index]}; --help lists them all`);
    }
    const source = `--${flag}`;
    if (isSwitch) {
      found.set(name, { text: attached ?? String(negated === undefined), source });
      continue;
    }
    if (attached === undefined) index += 1;
    const value = attached ?? argv[index];
    if (value === undefined || (attached === undefined && value.startsWith('--'))) {
      throw new SettingsError(`${source} needs a value`);
    }
    found.set(name, { text: value, source });
  }
  return found;
};
