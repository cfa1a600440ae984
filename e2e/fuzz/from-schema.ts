import { hostileText, hostileValue } from './hostile.js';
import type { Random } from './random.js';

/** As much of JSON Schema as /openapi.json uses for what clients send. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
}

/** Chances that a value is another than the schema asks for. */
const SPOILT = 0.12;
const LEFT_OUT = 0.12;
const ADDED = 0.06;

/**
 * Callbacks that nobody can be behind: looked up, they would make the test wait for a name server, and called,
 * they would reach somebody.
 */
const CALLBACKS = [
  'https://hook.invalid/',
  'https://hook.invalid/',
  'https://127.0.0.1:9/',
  'https://[::1]/',
  'http://169.254.169.254/latest/meta-data',
  'https://10.0.0.1:22/',
  'https://0.0.0.0/',
  'https://2130706433/',
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'javascript:alert(1)',
  'https://user:password@127.0.0.1/',
  'https://127.0.0.1:99999/',
  'https://',
  '//127.0.0.1',
  '',
];

/** A value that fits the schema, more or less. */
export const fromSchema = (random: Random, schema: Schema, name = ''): unknown => {
  if (/uri|url/i.test(name) && schema.type !== 'object') {
    return random.chance(SPOILT) ? null : random.pick(CALLBACKS);
  }
  if (random.chance(SPOILT)) return hostileValue(random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  if (schema.anyOf) return fromSchema(random, random.pick(schema.anyOf), name);
  return BY_TYPE[schema.type ?? '']?.(random, schema) ?? hostileValue(random);
};

const BY_TYPE: Readonly<Record<string, (random: Random, schema: Schema) => unknown>> = {
  object: (random, { properties = {} }) => {
    const kept = Object.entries(properties).filter(() => !random.chance(LEFT_OUT));
    const made = kept.map(([name, schema]) => [name, fromSchema(random, schema, name)]);
    if (random.chance(ADDED)) made.push([hostileText(random), hostileValue(random)]);
    return Object.fromEntries(made);
  },
  array: (random, { items = {}, minItems = 0 }) =>
    Array.from({ length: minItems + random.integer(4) }, () => fromSchema(random, items)),
  string: (random, { format }) =>
    format === undefined ? random.pick(WORDS) : (FORMATS[format] ?? hostileText)(random),
  integer: (random, schema) => Math.round(numberIn(random, schema)),
  number: (random, schema) => numberIn(random, schema),
  boolean: (random) => random.chance(0.5),
  null: () => null,
};

const WORDS = [
  ...['START', 'STOP', 'SET', 'LOCK', 'OPEN', 'CLOSE', 'START_TIME', '08:00', '1234', 'metric'],
  ...['/odometer', '/', '/battery', '/tesla/speedometer', '/nope', 'odometer-traveleddistance'],
  ...['2026-05-01', '2026-05-31T00:00:00Z', '0.8', 'MONDAY', 'US', 'TESLA'],
];

const FORMATS: Readonly<Record<string, (random: Random) => string>> = {
  uuid: (random) => random.pick(['0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', hostileText(random)]),
  date: (random) => random.pick(['2026-05-01', '2026-02-29', '0000-00-00']),
  'date-time': (random) => random.pick(['2026-05-01T00:00:00Z', '+275760-09-13T00:00:00Z']),
};

const numberIn = (random: Random, { minimum = -200, maximum = 200 }: Schema): number =>
  minimum + (maximum - minimum) * random.pick([0, 0.25, 0.5, 0.99, 1, 1.01, -0.01]);
