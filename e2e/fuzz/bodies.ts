import { gzipSync } from 'node:zlib';
import { fromSchema } from './from-schema.js';
import { asText, hostileText, hostileValue } from './hostile.js';
import type { Random } from './random.js';
import type { Target } from './targets.js';

export interface Body {
  readonly type: string | undefined;
  readonly bytes: Buffer;
  /** Said of the bytes, true or not. */
  readonly encoding?: string;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

const TYPES = [
  ...[JSON_TYPE, 'APPLICATION/JSON', 'application/json; charset=utf-16', 'application/json;'],
  ...['application/json; charset="', 'application/vnd.api+json', 'text/json', 'text/plain'],
  ...[FORM_TYPE, 'multipart/form-data', 'multipart/form-data; boundary=x', 'application/xml'],
  ...['*/*', '/', '', 'json', `application/${'x'.repeat(500)}`, 'application/json, text/html'],
];

const KIBIBYTE = 1_024;

/** Bodies that are no JSON, hardly JSON, or too much of it. */
const BROKEN: readonly (() => Buffer)[] = [
  () => Buffer.from('{"action":'),
  () => Buffer.from('{"action":"START"}}'),
  () => Buffer.from("{'action':'START'}"),
  () => Buffer.from('{"action":NaN}'),
  () => Buffer.from('{"limit":1e999,"limit":0.8}'),
  () => Buffer.from('\ufeff{"action":"START"}'),
  () => Buffer.from('{"action":"START"}', 'utf16le'),
  () => Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  () => Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  () => Buffer.from([0xc3]),
  () => Buffer.alloc(100),
  () => Buffer.from('{"a":"\\u0000","b":"\\ud800"}'),
  () => Buffer.from('"'.repeat(999)),
  () => Buffer.from('null'),
  () => Buffer.from('true'),
  () => Buffer.from('0'),
  () => Buffer.from('""'),
  () => Buffer.from(' \n\t '),
  () => Buffer.from('{"__proto__":{"polluted":true}}'),
  () => Buffer.from('{"constructor":{"prototype":{"polluted":true}}}'),
  () => Buffer.from('{"data":{"attributes":{"__proto__":{"polluted":true},"percent":80}}}'),
  () => Buffer.from('{"data":{"__proto__":{"polluted":true},"attributes":{"percent":80}}}'),
  () => Buffer.from('__proto__[polluted]=true&constructor[prototype][polluted]=true&a[b][c]=1'),
  () => Buffer.from('grant_type=%ff%00&grant_type=a&code=%zz&=&&==&a'),
  () => Buffer.from(Array.from({ length: 3_000 }, (_, at) => `a${at}=1`).join('&')),
  () => Buffer.from('['.repeat(60_000)),
  () => Buffer.from('['.repeat(30_000) + ']'.repeat(30_000)),
  () => Buffer.from(`${'{"a":'.repeat(12_000)}1${'}'.repeat(12_000)}`),
  () => Buffer.from(`{"data":${'{"attributes":'.repeat(4_000)}1${'}'.repeat(4_001)}`),
  () => Buffer.from(`{"action":"${'a'.repeat(120 * KIBIBYTE)}"}`),
  () => Buffer.from(`{"action":"${'a'.repeat(200 * KIBIBYTE)}"}`),
  () => Buffer.from(`[${'1,'.repeat(60_000)}1]`),
  () => Buffer.from(`{${Array.from({ length: 5_000 }, (_, at) => `"k${at}":${at}`).join()}}`),
  () =>
    Buffer.from(JSON.stringify({ requests: Array.from({ length: 101 }, () => ({ path: '/' })) })),
  () => Buffer.from(JSON.stringify({ requests: [{ path: `/${'a/'.repeat(99)}` }, { path: '' }] })),
];

const written = (type: string, value: unknown): Buffer => {
  if (type !== FORM_TYPE) return Buffer.from(JSON.stringify(value) ?? '');
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const pairs = fields.map(([name, one]): [string, string] => [name, asText(one)]);
  return Buffer.from(new URLSearchParams(pairs).toString());
};

/** A body for a route: right, nearly right, wrong, or none; undefined sends no body at all. */
export const bodyFor = (random: Random, { body, method }: Target): Body | undefined => {
  if (method === 'GET' && !random.chance(0.05)) return undefined;
  const type = body?.type ?? JSON_TYPE;
  return random.weighted<() => Body | undefined>([
    [3, () => ({ type, bytes: written(type, body?.example) })],
    [5, () => ({ type, bytes: written(type, fromSchema(random, body?.schema ?? {})) })],
    [1, () => ({ type, bytes: written(type, hostileValue(random)) })],
    [1, () => ({ type: random.pick(TYPES), bytes: written(type, body?.example) })],
    [1, () => ({ type: random.pick([type, JSON_TYPE]), bytes: random.pick(BROKEN)() })],
    [0.3, () => ({ type: undefined, bytes: Buffer.from(hostileText(random)) })],
    [0.2, () => ({ type, bytes: gzipSync('{"action":"START"}'), encoding: 'gzip' })],
    [2, () => undefined],
  ])();
};
