import { fileURLToPath } from 'node:url';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** As browsers and Carport reach this app; the redirect URI lies on it. */
  readonly publicUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly mode: 'simulated' | 'live';
  /** The platform itself, for what the SDK has no method for: webhooks and the simulator. */
  readonly carportUrl: string;
  /** Signs webhooks. */
  readonly managementToken: string;
  readonly apiClientId: string;
  readonly apiClientSecret: string;
  /** Sessions are kept here over a restart; null keeps them in memory only. */
  readonly dataDir: string | null;
  /** Time between two reads of a car while somebody looks at it. */
  readonly pollMilliseconds: number;
  readonly publicDir: string;
}

/** The SDK reads these two itself; without them it would talk to another platform. */
const READ_BY_THE_SDK = ['SMARTCAR_API_ORIGIN', 'SMARTCAR_AUTH_ORIGIN'];

const REQUIRED = [
  'SMARTCAR_CLIENT_ID',
  'SMARTCAR_CLIENT_SECRET',
  'SMARTCAR_REDIRECT_URI',
  'CARPORT_URL',
  'CARPORT_MANAGEMENT_TOKEN',
  'CARPORT_API_CLIENT_ID',
  'CARPORT_API_CLIENT_SECRET',
];

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The only reader of the environment, apart from the SDK. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const missing = [...REQUIRED, ...READ_BY_THE_SDK].filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new ConfigError(
      `Not set: ${missing.join(', ')}. Start Carport first, then: source .carport/demo.env`,
    );
  }
  const text = (name: string): string => env[name] ?? '';
  return {
    host: env.HOST || '127.0.0.1',
    port: wholeNumber(env, 'PORT', 4001),
    publicUrl: urlOf(env, 'SMARTCAR_REDIRECT_URI').origin,
    clientId: text('SMARTCAR_CLIENT_ID'),
    clientSecret: text('SMARTCAR_CLIENT_SECRET'),
    redirectUri: text('SMARTCAR_REDIRECT_URI'),
    mode: modeOf(env.DEMO_MODE),
    carportUrl: urlOf(env, 'CARPORT_URL').href.replace(/\/+$/, ''),
    managementToken: text('CARPORT_MANAGEMENT_TOKEN'),
    apiClientId: text('CARPORT_API_CLIENT_ID'),
    apiClientSecret: text('CARPORT_API_CLIENT_SECRET'),
    dataDir: env.DEMO_DATA_DIR || null,
    pollMilliseconds: wholeNumber(env, 'DEMO_POLL_SECONDS', 5) * 1000,
    publicDir: fileURLToPath(new URL('../public', import.meta.url)),
  };
};

const modeOf = (text: string | undefined): Config['mode'] => {
  if (text === undefined || text === '' || text === 'simulated') return 'simulated';
  if (text === 'live') return 'live';
  throw new ConfigError(`DEMO_MODE is simulated or live, not "${text}".`);
};

const wholeNumber = (
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
): number => {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new ConfigError(`${name} must be a whole number, not "${text}".`);
  }
  return value;
};

const urlOf = (env: Readonly<Record<string, string | undefined>>, name: string): URL => {
  const text = env[name] ?? '';
  if (!URL.canParse(text)) throw new ConfigError(`${name} is not a URL: "${text}".`);
  return new URL(text);
};
