import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CliFailure, EXIT } from '../failure.js';

export interface ConnectionOptions {
  readonly url?: string;
  readonly token?: string;
  readonly envFile?: string;
}

/** Where Carport is and as which application to speak to it. */
export interface ConnectionSettings {
  /** An origin, without a slash at its end. */
  readonly url: string;
  /** The application management token. */
  readonly token: string;
  /** Where the token comes from, for words about it. */
  readonly tokenFrom: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_URL = 'http://localhost:4000';

/**
 * An option wins over the environment, and that over a file: the one that is named, or the `demo.env` that
 * `npm start` keeps in its data folder, looked for from here upwards.
 */
export const connectionSettings = async (
  options: ConnectionOptions,
  env: Environment,
  folder: string,
): Promise<ConnectionSettings> => {
  const file = await environmentFile(options, env, folder);
  const url = options.url ?? env.CARPORT_URL ?? file?.values.CARPORT_URL ?? DEFAULT_URL;
  const found: readonly (readonly [string | undefined, string])[] = [
    [options.token, '--token'],
    [env.CARPORT_MANAGEMENT_TOKEN, 'the environment variable CARPORT_MANAGEMENT_TOKEN'],
    [file?.values.CARPORT_MANAGEMENT_TOKEN, file?.path ?? ''],
  ];
  const [token, tokenFrom] = found.find(([value]) => value) ?? [];
  if (!token || tokenFrom === undefined) throw noToken();
  return { url: originOf(url), token, tokenFrom };
};

const noToken = (): CliFailure =>
  new CliFailure(
    EXIT.credentials,
    'No application is named',
    'Run npm start once for a demo application, or give the application management token with --token or CARPORT_MANAGEMENT_TOKEN.',
  );

const originOf = (url: string): string => {
  try {
    const { protocol, origin } = new URL(url);
    if (protocol === 'http:' || protocol === 'https:') return origin;
  } catch {}
  throw new CliFailure(
    EXIT.usage,
    `"${url}" is no address of a Carport`,
    'Write http://host:port.',
  );
};

interface EnvironmentFile {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

const environmentFile = async (
  { envFile }: ConnectionOptions,
  env: Environment,
  folder: string,
): Promise<EnvironmentFile | undefined> => {
  if (envFile !== undefined) {
    const read = await readEnvironment(resolve(folder, envFile));
    if (!read) throw new CliFailure(EXIT.usage, `there is no file ${envFile}`);
    return read;
  }
  if (env.CARPORT_DATA_DIR) return readEnvironment(resolve(env.CARPORT_DATA_DIR, 'demo.env'));
  for (let at = resolve(folder); ; at = dirname(at)) {
    const read = await readEnvironment(join(at, '.carport', 'demo.env'));
    if (read || at === dirname(at)) return read;
  }
};

const readEnvironment = async (path: string): Promise<EnvironmentFile | undefined> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { path, values: assignments(text) };
};

const LINE = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)='?([^']*)'?\s*$/;

const assignments = (text: string): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) found[name] = value;
  }
  return found;
};
