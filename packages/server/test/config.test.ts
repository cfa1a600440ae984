import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Config, insecureSettings, parseConfig, SETTINGS } from '../src/config.js';
import { settingsRows } from '../src/platform/settings/describe.js';
import { variableOf } from '../src/platform/settings/reader.js';

test('without options the server is for this machine only and makes its own database', () => {
  expect(parseConfig([], {})).toEqual({
    host: '127.0.0.1',
    port: 4000,
    publicUrl: 'http://localhost:4000',
    dataDir: resolve('.carport'),
    databaseUrl: null,
    redisUrl: null,
    masterKey: null,
    logLevel: 'info',
    metricsPort: null,
    metricsHost: '127.0.0.1',
    metricsToken: null,
    smtpUrl: null,
    mailFrom: 'Carport <carport@localhost>',
    demo: false,
    demoApp: false,
    demoAppPort: 4001,
    liveCarsSimulated: false,
    allowLocalCallbacks: false,
    webhookAllowedNetworks: [],
    refreshGraceMinutes: 10,
    webhookTimeoutSeconds: 15,
    webhookBackoffSeconds: [25, 50, 100],
    pollIntervalMs: 60_000,
    limits: 'live',
    rateLimitBurst: 120,
    rateLimitPerMinute: 2,
    slowCommandSeconds: 175,
    compatibilityFile: null,
  } satisfies Config);
});

test('the demo simulates live cars and reaches receivers on this machine, unless told otherwise', () => {
  expect(parseConfig(['--demo'], {})).toMatchObject({
    liveCarsSimulated: true,
    allowLocalCallbacks: true,
  });
  expect(parseConfig(['--demo', '--no-allow-local-callbacks'], {})).toMatchObject({
    liveCarsSimulated: true,
    allowLocalCallbacks: false,
  });
});

test('what follows from the port follows it', () => {
  expect(parseConfig(['--port', '65535'], {})).toMatchObject({
    publicUrl: 'http://localhost:65535',
    demoAppPort: 65_534,
  });
});

test('the option wins over the variable, and an empty variable is none', () => {
  const env = { CARPORT_PORT: '5000', CARPORT_HOST: '', CARPORT_DATA_DIR: 'elsewhere' };
  const config = parseConfig(['--port=6000'], env);
  expect(config).toMatchObject({ port: 6000, host: '127.0.0.1', dataDir: resolve('elsewhere') });
});

test('values are read into their types', () => {
  const config = parseConfig(['--data', 'd', '--webhook-backoff-seconds', '1, 2,3'], {
    CARPORT_PUBLIC_URL: 'https://cars.example/',
    CARPORT_LIVE_CARS_SIMULATED: 'yes',
    CARPORT_ALLOW_LOCAL_CALLBACKS: '0',
    CARPORT_WEBHOOK_ALLOWED_NETWORKS: '10.20.0.0/16, fd12:3456::/32',
    CARPORT_REFRESH_GRACE_MINUTES: '0',
    CARPORT_LOG_LEVEL: 'warn',
  });
  expect(config).toMatchObject({
    webhookBackoffSeconds: [1, 2, 3],
    publicUrl: 'https://cars.example',
    liveCarsSimulated: true,
    allowLocalCallbacks: false,
    webhookAllowedNetworks: ['10.20.0.0/16', 'fd12:3456::/32'],
    refreshGraceMinutes: 0,
    logLevel: 'warn',
  });
});

describe('what cannot be used is refused with a reason', () => {
  test.each([
    [['--port', 'http'], {}, '--port must be a whole number from 1 to 65535, not "http"'],
    [['--port', '0'], {}, '--port must be a whole number from 1 to 65535, not "0"'],
    [['--port', '65536'], {}, '--port must be a whole number from 1 to 65535, not "65536"'],
    [[], { CARPORT_PORT: '4e3' }, 'CARPORT_PORT must be a whole number'],
    [['--port'], {}, '--port needs a value'],
    [['--data', '--demo'], {}, '--data needs a value'],
    [['--prot', '1'], {}, 'unknown option --prot; --help lists them all'],
    [['serve'], {}, 'unknown option serve'],
    [['--no-port'], {}, 'unknown option --no-port'],
    [['--no-demo=yes'], {}, 'unknown option --no-demo=yes'],
    [['--master-key', 'x'], {}, 'unknown option --master-key'],
    [['--demo=maybe'], {}, '--demo must be true or false, not "maybe"'],
    [['--log-level=loud'], {}, '--log-level must be one of trace, debug'],
    [['--public-url=cars.example'], {}, '--public-url must be an http(s) address without a path'],
    [['--public-url=https://cars.example/api'], {}, 'must be an http(s) address without a path'],
    [['--webhook-backoff-seconds=1,,2'], {}, 'must be whole numbers from 0 to 86400 with commas'],
    [['--webhook-allowed-networks=10.20.0.0'], {}, 'must be networks such as 10.20.0.0/16'],
    [['--webhook-allowed-networks=10.20.0.1/16'], {}, 'must be networks such as 10.20.0.0/16'],
    [['--webhook-allowed-networks=0.0.0.0/0'], {}, 'must be networks such as 10.20.0.0/16'],
    [['--webhook-allowed-networks=010.0.0.0/8'], {}, 'must be networks such as 10.20.0.0/16'],
    [['--webhook-allowed-networks=::ffff:10.0.0.0/104'], {}, 'must be networks such as'],
  ] as const)('%j %j', (argv, env, message) => {
    expect(() => parseConfig(argv, env)).toThrow(message);
  });

  test.each([
    [{ CARPORT_MASTER_KEY: 's3cret' }, 'CARPORT_MASTER_KEY must be 32 bytes in base64url'],
    [{ CARPORT_DATABASE_URL: 'mysql://s3cret' }, 'a URL that begins with postgres://'],
  ])('and without repeating a secret', (env, message) => {
    const reading = () => parseConfig([], env);
    expect(reading).toThrow(message);
    expect(reading).not.toThrow('s3cret');
  });
});

describe('insecure settings', () => {
  test('nothing is said while only this machine can reach the server', () => {
    expect(insecureSettings(parseConfig(['--demo'], {}))).toEqual([]);
  });

  test('each is named once others can', () => {
    const open = insecureSettings(parseConfig(['--demo', '--host', '0.0.0.0'], {}));
    expect(open.map((warning) => warning.split(':')[0])).toEqual([
      'publicUrl is plain http',
      'the demo is on',
      'live cars are simulated',
      'webhooks may call addresses of this machine',
    ]);
    const proxied = parseConfig(['--demo', '--public-url=https://cars.example'], {});
    expect(insecureSettings(proxied)).toHaveLength(3);
  });

  test('metrics without a token are named where others can reach them', () => {
    const argv = ['--metrics-port', '9464', '--metrics-host', '0.0.0.0'];
    expect(insecureSettings(parseConfig(argv, {}))).toEqual([
      'metrics are told to whoever reaches their port',
    ]);
    const guarded = { CARPORT_METRICS_TOKEN: 'a-token-of-20-letters' };
    expect(insecureSettings(parseConfig(argv, guarded))).toEqual([]);
    expect(insecureSettings(parseConfig(['--metrics-port', '9464'], {}))).toEqual([]);
  });

  test('a closed configuration has none', () => {
    const argv = ['--host', '0.0.0.0', '--public-url=https://cars.example'];
    expect(insecureSettings(parseConfig(argv, {}))).toEqual([]);
  });
});

test('no two settings share a variable', () => {
  const names = Object.keys(SETTINGS).map(variableOf);
  expect(new Set(names).size).toBe(names.length);
});

test('the page about configuration lists what the server reads (update with vitest -u)', async () => {
  const page = [
    '# Configuration',
    '',
    'Every setting is an option of `npm start --` and of the server, or an environment variable. The option wins;',
    'an empty variable counts as none. Switches are turned off with `--no-…` or with `false`.',
    '',
    '| Option | Variable | Default | What it is for |',
    '| --- | --- | --- | --- |',
    settingsRows(SETTINGS),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../docs/configuration.md');
});
