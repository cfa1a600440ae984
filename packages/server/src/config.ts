import { resolve } from 'node:path';
import { COUNTED, type Counted } from './limits/contract.js';
import { settingsHelp } from './platform/settings/describe.js';
import {
  choice,
  networks,
  origin,
  secretText,
  text,
  toggle,
  wholeNumber,
  wholeNumbers,
} from './platform/settings/kinds.js';
import { readSettings, SettingsError, type SettingsTable } from './platform/settings/reader.js';

export { SettingsError } from './platform/settings/reader.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Every setting. What each is for stands once, in the table below. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** An origin, without a slash at its end. */
  readonly publicUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  /** Null: rate limits are kept in the database given above, or in memory. */
  readonly redisUrl: string | null;
  /** Null: kept in the data folder. */
  readonly masterKey: string | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Null: nothing is counted, and nobody listens. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  /** Null: whoever reaches the port may read. */
  readonly metricsToken: string | null;
  /** Null: no e-mail is sent. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly demo: boolean;
  readonly demoApp: boolean;
  readonly demoAppPort: number;
  readonly liveCarsSimulated: boolean;
  readonly allowLocalCallbacks: boolean;
  readonly refreshGraceMinutes: number;
  /** CIDR notation. */
  readonly webhookAllowedNetworks: readonly string[];
  readonly webhookTimeoutSeconds: number;
  readonly webhookBackoffSeconds: readonly number[];
  readonly pollIntervalMs: number;
  readonly limits: Counted;
  readonly rateLimitBurst: number;
  readonly rateLimitPerMinute: number;
  readonly slowCommandSeconds: number;
  /** Absolute; null: the catalogue's models alone. */
  readonly compatibilityFile: string | null;
}

const HIGHEST_PORT = 65_535;
const PORTS = { least: 1, most: HIGHEST_PORT };
const DAY_SECONDS = 86_400;
const DEMO_POLL_MS = 5_000;
const POLL_MS = 60_000;
const MOST_BURST = 1_000_000;
const MOST_PER_MINUTE = 10_000_000;

/** In the order of the help text; a fallback may look at the settings above its own. */
export const SETTINGS: SettingsTable<Config> = {
  host: text('ADDRESS', {
    fallback: '127.0.0.1',
    doc: 'The address to listen on; only this machine reaches the default one.',
  }),
  port: wholeNumber(PORTS, { fallback: 4000, doc: 'The port to listen on.' }),
  publicUrl: origin({
    fallback: ({ port }) => `http://localhost:${port}`,
    shownFallback: 'http://localhost and the port',
    doc: 'The address under which clients reach the server. Links, redirects and error pages are made from it.',
  }),
  dataDir: {
    ...text('DIR', {
      fallback: () => resolve('.carport'),
      shownFallback: '.carport',
      flag: 'data',
      doc: "The folder that holds the master key, the embedded database and the demo application's credentials.",
    }),
    parse: (given) => resolve(given),
  },
  databaseUrl: secretText(/^postgres(?:ql)?:\/\//, 'a URL that begins with postgres://', {
    form: 'URL',
    fallback: null,
    shownFallback: 'the embedded database',
    doc: 'A PostgreSQL server (14 or newer) to use in place of the embedded one: postgres://user:password@host/database.',
  }),
  redisUrl: secretText(/^rediss?:\/\//, 'a URL that begins with redis:// or rediss://', {
    form: 'URL',
    fallback: null,
    shownFallback: 'none',
    doc: 'A Redis or Valkey server that keeps the rate limits of several processes: redis://user:password@host:6379. Without it they are kept in the PostgreSQL server of the database URL, and with the embedded database in memory.',
  }),
  masterKey: secretText(/^[\w-]{43}=?$/, '32 bytes in base64url, 43 characters', {
    form: 'KEY',
    fallback: null,
    shownFallback: 'made on the first start and kept in the data folder',
    flag: null,
    doc: '32 random bytes in base64url that hash and seal every secret. Set it when several processes share a database. It has no option, because command lines can be read by others.',
  }),
  logLevel: choice(LOG_LEVELS, {
    fallback: 'info',
    doc: `The least important messages to log: ${LOG_LEVELS.join(', ')}.`,
  }),
  metricsPort: {
    ...wholeNumber<Config>(PORTS, {
      fallback: 0,
      doc: 'A port of its own on which GET /metrics tells Prometheus how this process is doing. Without it nothing is counted.',
    }),
    fallback: null,
    shownFallback: 'none',
  },
  metricsHost: text('ADDRESS', {
    fallback: '127.0.0.1',
    doc: 'The address of that port; only this machine reaches the default one.',
  }),
  metricsToken: secretText(/^[\x21-\x7e]{16,}$/, '16 characters or more, without spaces', {
    form: 'TOKEN',
    fallback: null,
    shownFallback: 'none',
    flag: null,
    doc: 'What a scraper has to send as its Bearer token. Set it where others than the scraper can reach the port. It has no option, because command lines can be read by others.',
  }),
  smtpUrl: secretText(/^smtps?:\/\//, 'a URL that begins with smtp:// or smtps://', {
    form: 'URL',
    fallback: null,
    shownFallback: 'none',
    doc: 'The mail server for alerts about webhooks: smtps://user:password@host:465. Without it no e-mail is sent.',
  }),
  mailFrom: text('ADDRESS', {
    fallback: ({ publicUrl }) => `Carport <carport@${new URL(publicUrl).hostname}>`,
    shownFallback: 'carport at the host of the public URL',
    doc: 'Whom that e-mail comes from.',
  }),
  demo: toggle({
    fallback: false,
    doc: 'Keep a demo application whose credentials the landing page shows. npm start turns it on.',
  }),
  demoApp: toggle({
    fallback: ({ demo }) => demo,
    shownFallback: 'on in the demo, otherwise off',
    doc: 'Whether npm start runs the demo app beside the server; --no-demo-app leaves it out.',
  }),
  demoAppPort: wholeNumber(PORTS, {
    fallback: ({ port }) => (port < HIGHEST_PORT ? port + 1 : port - 1),
    shownFallback: 'the port after the server’s',
    doc: 'The port of the demo app, to which Connect returns.',
  }),
  liveCarsSimulated: toggle({
    fallback: ({ demo }) => demo,
    shownFallback: 'on in the demo, otherwise off',
    doc: 'Serve mode=live with simulated cars as well.',
  }),
  allowLocalCallbacks: toggle({
    fallback: ({ demo }) => demo,
    shownFallback: 'on in the demo, otherwise off',
    doc: 'Let webhooks call plain http addresses of this machine.',
  }),
  refreshGraceMinutes: wholeNumber(
    { least: 0, most: 1_440 },
    {
      fallback: 10,
      doc: 'How long a used refresh token still leads to the tokens that replaced it, for clients that retry. 0 is strict.',
    },
  ),
  webhookAllowedNetworks: networks({
    fallback: [],
    shownFallback: 'none',
    doc: 'Networks of yours in which webhook receivers may live, though they are not public: 10.20.0.0/16,fd12:3456::/32. Over https only; addresses of this machine and of clouds’ metadata are refused all the same.',
  }),
  webhookTimeoutSeconds: wholeNumber(
    { least: 1, most: 120 },
    { fallback: 15, doc: 'How long a webhook receiver may take to answer.' },
  ),
  webhookBackoffSeconds: wholeNumbers(
    { least: 0, most: DAY_SECONDS },
    {
      fallback: [25, 50, 100],
      shownFallback: '25,50,100',
      doc: 'The pauses before each further attempt of a webhook delivery that failed.',
    },
  ),
  pollIntervalMs: wholeNumber(
    { least: 100, most: DAY_SECONDS * 1_000 },
    {
      fallback: ({ demo }) => (demo ? DEMO_POLL_MS : POLL_MS),
      shownFallback: `${POLL_MS}, in the demo ${DEMO_POLL_MS}`,
      doc: 'How often a car that a webhook watches is asked for its signals, in milliseconds.',
    },
  ),
  limits: choice(COUNTED, {
    fallback: 'live',
    doc: 'Whose requests count against rate limits and plans: those to live cars (live), those to simulated ones too (all), or nobody’s (off).',
  }),
  rateLimitBurst: wholeNumber(
    { least: 1, most: MOST_BURST },
    {
      fallback: 120,
      doc: 'How many requests an application may send at once, where it has no figure of its own.',
    },
  ),
  rateLimitPerMinute: wholeNumber(
    { least: 1, most: MOST_PER_MINUTE },
    {
      fallback: 2,
      doc: 'How many of those requests come back every minute, where an application has no figure of its own.',
    },
  ),
  slowCommandSeconds: wholeNumber(
    { least: 1, most: 300 },
    {
      fallback: 175,
      doc: 'After how long a v3 command that is still running is answered with 202, and its result sent when there is one.',
    },
  ),
  compatibilityFile: {
    form: 'FILE',
    parse: (given) => resolve(given),
    fallback: null,
    shownFallback: 'none',
    doc: 'A JSON file with further models that can be connected, or other years for known ones: an array of { make, model, powertrain, regions, startYear, endYear }.',
  },
};

/** Throws a SettingsError that says what was wrong. */
export const parseConfig = (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config => readSettings(SETTINGS, argv, env);

export const configHelp = (): string =>
  `Each setting is an option or an environment variable; the option wins.\n\n${settingsHelp(SETTINGS)}`;

/** For a program's start: prints the help text or what was wrong, and ends the process. */
export const loadConfig = (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config => {
  if (argv.includes('--help')) {
    process.stdout.write(configHelp());
    process.exit(0);
  }
  try {
    return parseConfig(argv, env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`carport: ${error.message}\n`);
    process.exit(2);
  }
};

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** What to warn about at the start: settings that are fine on one's own machine and nowhere else. */
export const insecureSettings = (config: Config): string[] => {
  const { protocol, hostname } = new URL(config.publicUrl);
  const { metricsPort, metricsHost, metricsToken } = config;
  const openMetrics = metricsPort !== null && metricsToken === null && !LOOPBACK.has(metricsHost);
  const metrics = openMetrics ? ['metrics are told to whoever reaches their port'] : [];
  if (LOOPBACK.has(config.host) && LOOPBACK.has(hostname)) return metrics;
  const plain = protocol === 'http:';
  return [
    ...metrics,
    plain && 'publicUrl is plain http: tokens and consent can be read on the way',
    config.demo && 'the demo is on: the landing page shows its credentials to everybody',
    config.liveCarsSimulated && 'live cars are simulated: mode=live does not reach real cars',
    config.allowLocalCallbacks && 'webhooks may call addresses of this machine',
  ].filter((warning) => warning !== false);
};
