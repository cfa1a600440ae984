import type { Random } from './random.js';

/** Texts that have broken other servers. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0001\u0008\u001b[31m',
  '\r\nset-cookie: a=b',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0',
  '-0',
  '1e309',
  '0x10',
  '1.5',
  '9'.repeat(400),
  '2147483648',
  '9223372036854775808',
  '[]',
  '{}',
  '"',
  "'",
  '\\',
  '%',
  '%00',
  '%2e%2e%2f',
  '%c0%ae%c0%ae/',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '/etc/passwd',
  'C:\\',
  "' or '1'='1",
  '\'; drop table "vehicles"; --',
  '1) union select 1,2,3 --',
  '$1',
  '$(id)',
  '`id`',
  '|id',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what template engines fall for.
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  '\ud800',
  '\udfff\ud800',
  '\u202eabc',
  '\ufeff',
  '𝕳𝖊𝖑𝖑𝖔 👩‍👩‍👧‍👦',
  'İıſ',
  '0001-01-01',
  '9999-99-99',
  '275760-09-13',
  '-271821-04-20T00:00:00.000Z',
  '2026-02-30T25:61:61Z',
  '25:99',
  'a'.repeat(201),
  'a'.repeat(5_000),
  'é'.repeat(3_000),
  'a,'.repeat(2_000),
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
];

export const hostileText = (random: Random): string =>
  random.weighted([
    [6, () => random.pick(HOSTILE_TEXTS)],
    [1, () => random.pick(HOSTILE_TEXTS) + random.pick(HOSTILE_TEXTS)],
    [2, () => randomText(random)],
  ])();

const randomText = (random: Random): string => {
  const length = random.integer(40);
  const highest = random.pick([0x7f, 0xff, 0xffff]);
  return Array.from({ length }, () => String.fromCharCode(random.integer(highest))).join('');
};

const NUMBERS = [
  ...[0, -0, 1, -1, 0.1, 49, 50, 51, 100, 101, 1e-320, 1e21, 1e308, -1e308],
  ...[2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, -(2 ** 63), 999_999_999_999],
] as const;

/** Any JSON value that a client can think of. */
export const hostileValue = (random: Random, depth = 0): unknown =>
  random.weighted<() => unknown>([
    [4, () => hostileText(random)],
    [3, () => random.pick(NUMBERS)],
    [2, () => random.pick([null, true, false])],
    [1, () => (depth > 3 ? [] : many(random, () => hostileValue(random, depth + 1)))],
    [2, () => (depth > 3 ? {} : hostileObject(random, depth + 1))],
  ])();

/** A value where only text goes. */
export const asText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

const many = <T>(random: Random, one: () => T): T[] =>
  Array.from({ length: random.integer(4) }, one);

const KEYS = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'length', '', ' ', '\u0000', '0', '-1'],
  ...['data', 'attributes', 'requests', 'path', 'action', 'limit', 'polluted', '$where', 'a.b'],
];

const hostileObject = (random: Random, depth: number): object =>
  Object.fromEntries(many(random, () => [random.pick(KEYS), hostileValue(random, depth)]));
