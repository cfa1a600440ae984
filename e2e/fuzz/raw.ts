import { connect } from 'node:net';
import { type Answer, faultsOf } from './judge.js';
import type { Random } from './random.js';
import type { Tenant, World } from './world.js';

/** Bytes that a client library would not send. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly me: Tenant;
}

/** What is wrong with an answer to bytes that may be read in one way or another: any form of error will do. */
export const rawFaultsOf = (request: RawRequest, answer: Answer, world: World): string[] => {
  const { method, bytes, me } = request;
  const faults = faultsOf(
    {
      ...{ method, url: '/', headers: {}, payload: bytes, sender: me, trespasses: false },
      target: { method, path: '', parameters: [], schemes: [], statuses: [501, 502, 504] },
    },
    answer,
    world,
  );
  return [...faults, ...surplus(request, answer)];
};

const LINES: readonly ((method: string, path: string) => string)[] = [
  (method, path) => `${method} ${path} HTTP/1.1`,
  (method, path) => `${method} ${path} HTTP/1.0`,
  (method, path) => `${method} ${path} HTTP/2.0`,
  (method, path) => `${method} ${path} HTTP/9.9`,
  (method, path) => `${method} ${path}`,
  (method, path) => `${method.toLowerCase()} ${path} HTTP/1.1`,
  (method, path) => `${method}  ${path}  HTTP/1.1`,
  (method, path) => `\r\n\r\n${method} ${path} HTTP/1.1`,
  (method, path) => `${method} http://elsewhere.invalid${path} HTTP/1.1`,
  (method, path) => `${method} //elsewhere.invalid${path} HTTP/1.1`,
  (method, path) => `${method} ${path}#fragment HTTP/1.1`,
  (method, path) => `${method} /..${path} HTTP/1.1`,
  (method, path) => `${method} /../../..${path}/../../etc/passwd HTTP/1.1`,
  (method, path) => `${method} ${path.slice(1)} HTTP/1.1`,
  (method, path) => `${method} ${path}?${'a'.repeat(9_000)} HTTP/1.1`,
  (method, path) => `${method} ${path}/${'a'.repeat(20_000)} HTTP/1.1`,
  (method, path) => `${method} ${path}\\..\\ HTTP/1.1`,
  (method, path) => `${method} ${path}\u00ff\u00fe HTTP/1.1`,
  (method, path) => `${method} ${path}\u0000 HTTP/1.1`,
  (method, path) => `${method} ${path}\tx HTTP/1.1`,
  (method, path) => `${method} ${path}%00%ff%2e%2e%2f HTTP/1.1`,
  (_method, path) => `BREW ${path} HTTP/1.1`,
  (_method, path) => `${'A'.repeat(300)} ${path} HTTP/1.1`,
  () => 'CONNECT elsewhere.invalid:443 HTTP/1.1',
  () => 'OPTIONS * HTTP/1.1',
  () => 'PRI * HTTP/2.0',
  () => '\u0016\u0003\u0001\u0002\u0000\u0001',
  () => '',
];

const HEADERS: readonly (readonly string[])[] = [
  ['Host: second.invalid'],
  ['Host:'],
  [`Host: ${'a'.repeat(3_000)}`],
  ['Content-Length: 5', 'Content-Length: 6'],
  ['Content-Length: 5', 'Transfer-Encoding: chunked'],
  ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
  ['Transfer-Encoding: gzip, chunked'],
  ['Transfer-Encoding: xchunked'],
  ['Transfer-Encoding : chunked'],
  ['Content-Length: -1'],
  ['Content-Length: +5'],
  ['Content-Length: 0x5'],
  ['Content-Length: 99999999999999999999'],
  ['Content-Length: 5 5'],
  ['Expect: 100-continue'],
  ['Expect: 200-ok'],
  [
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: a',
    'Sec-WebSocket-Version: 13',
  ],
  [
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA',
    'Connection: Upgrade, HTTP2-Settings',
  ],
  ['Connection: keep-alive, close, host, authorization'],
  [`X-Long: ${'a'.repeat(7_000)}`],
  [`X-Longer: ${'a'.repeat(40_000)}`],
  Array.from({ length: 500 }, (_, at) => `X-Flood-${at}: ${at}`),
  Array.from({ length: 2_500 }, (_, at) => `X-F${at}: a`),
  Array.from({ length: 100 }, () => 'Cookie: a=b'),
  Array.from({ length: 60 }, () => 'Authorization: Bearer a'),
  ['Authorization: Bearer a', 'Authorization: Bearer b'],
  ['X-Nul: a\u0000b'],
  ['X-Control: a\u0001b\u007f'],
  ['X-Latin: \u00e9\u00ff'],
  ['X-Folded: a\r\n b'],
  ['X-Bare: a\nSet-Cookie: b=c'],
  ['X-Return: a\rb'],
  ['No colon here'],
  [': no name'],
  ['Spaced name: a'],
  ['X-\u00e9: a'],
  ['__proto__: a', 'constructor: b', '__proto__: c'],
  ['Content-Type: application/json', 'Content-Type: text/plain'],
  ['SC-User-Id: a', 'SC-User-Id: b', 'SC-Unit-System: metric', 'SC-Unit-System: imperial'],
  ['Range: bytes=0-18446744073709551615'],
  ['Accept-Encoding: gzip;q=NaN, *;q=9e99'],
];

const BODIES: readonly (readonly [headers: readonly string[], body: string])[] = [
  [[], ''],
  [['Content-Type: application/json', 'Content-Length: 18'], '{"action":"START"}'],
  [['Content-Type: application/json', 'Content-Length: 99'], '{"action":"START"}'],
  [['Content-Type: application/json', 'Content-Length: 3'], '{"action":"START"}'],
  [
    ['Content-Type: application/json', 'Transfer-Encoding: chunked'],
    '12\r\n{"action":"START"}\r\n0\r\n\r\n',
  ],
  [['Transfer-Encoding: chunked'], 'zz\r\nnot hexadecimal\r\n0\r\n\r\n'],
  [['Transfer-Encoding: chunked'], 'ffffffffffffffffff\r\na'],
  [['Transfer-Encoding: chunked'], `1;${'x'.repeat(20_000)}\r\na\r\n0\r\n\r\n`],
  [['Transfer-Encoding: chunked'], `0\r\n${'X-Trailer: a\r\n'.repeat(2_000)}\r\n`],
  [['Transfer-Encoding: chunked'], '5\r\nhel'],
  [['Content-Length: 0'], 'GET /v2.0/user HTTP/1.1\r\nHost: a\r\n\r\n'],
];

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE', 'PROPFIND', 'OPTIONS'];

/** One request with something wrong in its line, its headers or its body, or in all of them. */
export const rawRequestFor = (random: Random, me: Tenant): RawRequest => {
  const path = random.pick([
    '/v2.0/user',
    `/v2.0/vehicles/${me.ids.vehicleId}/charge`,
    `/v3/vehicles/${me.ids.vehicleId}/signals`,
    '/v3/connections',
    '/oauth/token',
    '/oauth/authorize',
    '/docs/errors',
    '/nowhere',
  ]);
  const line = random.chance(0.4) ? random.pick(LINES) : LINES[0];
  const [bodyHeaders, body] = random.chance(0.4) ? random.pick(BODIES) : (BODIES[0] ?? [[], '']);
  const method = random.pick(METHODS);
  const head = [
    line?.(method, path) ?? '',
    ...(random.chance(0.95) ? ['Host: carport.invalid'] : []),
    ...(random.chance(0.6) ? [`Authorization: Bearer ${me.accessToken}`] : []),
    ...(random.chance(0.6) ? random.pick(HEADERS) : []),
    ...bodyHeaders,
    'Connection: close',
  ];
  const ended = random.chance(0.95) ? '\r\n\r\n' : '\r\n';
  return { method, path, me, bytes: Buffer.from(head.join('\r\n') + ended + body, 'latin1') };
};

/** Everything that comes back until the server closes; null when it closes without a word. */
export const exchange = (port: number, { bytes }: RawRequest): Promise<Answer | null> =>
  new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (part) => parts.push(part));
    // A server that refuses early may close before everything has been read.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      // An interim answer is none yet: what came after it may be lost when a server closes upon bytes it has not read.
      const text = Buffer.concat(parts).toString('latin1').replace(INTERIM, '');
      resolve(text === '' ? null : answerIn(text));
    });
  });

const INTERIM = /^HTTP\/1\.1 100 Continue\r\n\r\n/;

const answerIn = (text: string): Answer => {
  const split = text.indexOf('\r\n\r\n');
  const [line = '', ...fields] = text.slice(0, split).split('\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1] ?? 0),
    headers: Object.fromEntries(
      fields.map((field) => [
        field.slice(0, field.indexOf(':')).toLowerCase(),
        field.slice(field.indexOf(':') + 1).trim(),
      ]),
    ),
    body: Buffer.from(text.slice(split + 4), 'latin1').toString('utf8'),
  };
};

/** A second answer after the first would be taken for the answer to something else. */
const surplus = ({ method }: RawRequest, { headers, body }: Answer): string[] => {
  const length = Number(headers['content-length'] ?? 0);
  const lengths = method === 'HEAD' ? [0, length] : [length];
  return lengths.includes(Buffer.byteLength(body)) ? [] : ['more bytes than the answer has'];
};
