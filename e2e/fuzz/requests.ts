import { type Body, bodyFor } from './bodies.js';
import { fromSchema } from './from-schema.js';
import { asText, hostileText } from './hostile.js';
import type { Random } from './random.js';
import type { Parameter, Target } from './targets.js';
import type { Tenant, World } from './world.js';

export interface FuzzRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly payload: Buffer | undefined;
  readonly target: Target;
  /** Whose valid credentials it carries. */
  readonly sender: Tenant | null;
  /** True when its path names something that belongs to another application than the sender's. */
  readonly trespasses: boolean;
}

/** One request of a run; the same random numbers and world make the same one. */
export const requestFor = (
  random: Random,
  targets: readonly Target[],
  world: World,
): FuzzRequest => {
  const target = random.pick(targets);
  const me = random.pick(world.senders);
  const credentials = credentialsFor(random, target, me);
  const place = placeFor(random, target, me, world);
  const body = bodyFor(random, target);
  return {
    target,
    method: random.chance(0.04) ? random.pick(METHODS) : target.method,
    url: place.path + queryFor(random, target, me),
    headers: {
      ...oddHeaders(random),
      ...parameterHeaders(random, target, me),
      ...(credentials.header === undefined ? {} : { authorization: credentials.header }),
      ...bodyHeaders(body),
    },
    payload: body?.bytes,
    sender: credentials.valid ? me : null,
    trespasses: place.trespasses,
  };
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

const basic = (name: string, secret: string): string =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

/** What each security scheme of the API description asks for. */
const SCHEMES: Readonly<Record<string, (tenant: Tenant, target: Target) => string>> = {
  accessToken: ({ accessToken }) => `Bearer ${accessToken}`,
  applicationToken: ({ applicationToken }) => `Bearer ${applicationToken}`,
  managementBearer: ({ managementToken }) => `Bearer ${managementToken}`,
  managementBasic: ({ managementToken }) => basic('default', managementToken),
  clientBasic: ({ client, api }, { path }) =>
    path === '/oauth2/token' ? basic(api.id, api.secret) : basic(client.id, client.secret),
};

const credentialsFor = (
  random: Random,
  target: Target,
  me: Tenant,
): { header: string | undefined; valid: boolean } => {
  const { schemes } = target;
  return random.weighted([
    [14, () => ({ header: valid(random.pick(schemes.length > 0 ? schemes : ANY)), valid: true })],
    [2, () => ({ header: valid(random.pick(ANY)), valid: true })],
    [1, () => ({ header: undefined, valid: false })],
    [2, () => ({ header: malformed(random), valid: false })],
  ])();

  function valid(scheme: string): string | undefined {
    return SCHEMES[scheme]?.(me, target);
  }
};

const ANY = Object.keys(SCHEMES);

const malformed = (random: Random): string => {
  const text = printable(hostileText(random));
  return random.pick([
    text,
    `Bearer ${text}`,
    `bearer  ${text}`,
    `Basic ${text}`,
    basic(hostileText(random), hostileText(random)),
    basic('default', hostileText(random)),
    `Basic ${Buffer.from([0xff, 0x3a, 0x00, 0xfe]).toString('base64')}`,
    'Bearer',
    'Basic Og==',
    `Digest username="${text}"`,
    `Bearer ${'a'.repeat(6_000)}`,
  ]);
};

const placeFor = (random: Random, target: Target, me: Tenant, world: World) => {
  let trespasses = false;
  const others = [...world.senders.filter((one) => one !== me), world.bystander];
  const path = target.path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const mine = me.ids[name];
    return random.weighted<() => string>([
      [mine === undefined ? 0 : 12, () => mine ?? ''],
      [mine === undefined ? 0 : 2, theirs],
      [3, () => encodeURIComponent(wellFormed(hostileText(random))) || '%20'],
      [1, () => random.pick(PATH_TRICKS)],
      [mine === undefined ? 6 : 0, () => random.pick(WORDS_IN_PATHS)],
    ])();

    function theirs(): string {
      trespasses = true;
      return random.pick(others).ids[name] ?? '';
    }
  });
  const twisted = random.chance(0.04) ? random.pick(TWISTS)(path) : path;
  return { path: twisted, trespasses: trespasses && twisted === path };
};

const PATH_TRICKS = [
  ...['..', '.', '%2e%2e', '..%2f..', '%2f', '%5c', '%00', '%ff', '%c0%af', '%', '%zz', '%u0041'],
  ...[':vehicleId', '*', ';a=b', '__proto__', 'constructor', `${'a'.repeat(250)}`, '%20'],
];

const WORDS_IN_PATHS = [
  ...['preamble', 'brand', 'sign-in', 'permissions', 'tesla', 'TESLA', 'signals', 'charge'],
  ...['odometer-traveleddistance', 'tractionbattery-range', 'errors', 'validation-errors'],
  ...['0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', 'site.css', 'enhance.js'],
];

const TWISTS: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => path.toUpperCase(),
  (path) => path.replace('/v', '/V'),
  (path) => path.replace(/\/(\w)/, '/%$1'),
  (path) => `${path}%00`,
  (path) => `${path}/..`,
  (path) => `${path}.json`,
  (path) => `${path};jsessionid=1`,
  (path) => path.replace('/v2.0', '/v1.0'),
  (path) => path.replace('/v3', '/v4'),
  (path) => `${path}/${'a/'.repeat(500)}`,
];

/** Surrogates without a partner cannot be written into a URL. */
const wellFormed = (text: string): string => text.replace(LONE_SURROGATE, '?');
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const queryFor = (random: Random, { parameters }: Target, me: Tenant): string => {
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query' && random.chance(0.5))
    .flatMap((parameter) => {
      const value = () => [parameter.name, textOf(random, parameter, me)] as const;
      return random.chance(0.05) ? [value(), value()] : [value()];
    });
  if (random.chance(0.1)) pairs.push([hostileText(random), hostileText(random)]);
  if (random.chance(0.03)) pairs.push(['flags', 'country:DE a:b']);
  if (random.chance(0.01)) pairs.push(...Array.from({ length: 1_500 }, () => ['a', 'b'] as const));
  const written = pairs.map(
    ([name, value]) =>
      `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(value))}`,
  );
  const raw = random.chance(0.03) ? [random.pick(RAW_QUERIES)] : [];
  const all = [...written, ...raw].join('&');
  return all === '' ? '' : `?${all}`;
};

const RAW_QUERIES = ['%', '%ff=%fe', '=', '&&&', 'a[]=1&a[b]=2', '__proto__[polluted]=1', '?', '+'];

const textOf = (random: Random, parameter: Parameter, me: Tenant): string => {
  const own = OWN_IDS[parameter.name];
  if (own !== undefined && random.chance(0.7)) return me.ids[own] ?? '';
  if (parameter.name === 'redirect_uri' && random.chance(0.5)) return 'https://example.com/auth';
  return asText(fromSchema(random, parameter.schema, parameter.name));
};

const OWN_IDS: Readonly<Record<string, string>> = {
  client_id: 'applicationId',
  application_id: 'applicationId',
  vehicle_id: 'vehicleId',
  user_id: 'userId',
  'filter[userId]': 'userId',
  'filter[vehicleId]': 'vehicleId',
  'filter[webhookId]': 'webhookId',
  'sc-user-id': 'userId',
};

const parameterHeaders = (random: Random, { parameters }: Target, me: Tenant) =>
  Object.fromEntries(
    parameters
      .filter(({ in: place, name }) => place === 'header' && random.chance(OFTEN[name] ?? 0.2))
      .map((parameter) => [parameter.name, printable(textOf(random, parameter, me))]),
  );

/** Without these headers a route hardly gets further. */
const OFTEN: Readonly<Record<string, number>> = { 'sc-user-id': 0.85 };

/** What an HTTP parser lets through in a header's value. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go.
  text.replace(/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/g, '?').trim();

const oddHeaders = (random: Random): Record<string, string | string[]> => {
  if (!random.chance(0.15)) return {};
  const text = printable(hostileText(random));
  return random.pick<Record<string, string | string[]>>([
    { [random.pick(HEADERS)]: text },
    { [random.pick(HEADERS)]: [text, text] },
    { [random.pick(HEADERS)]: text, [random.pick(HEADERS)]: text },
    Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x-flood-${at}`, text])),
    { cookie: `carport=${text}; __proto__=1; ${text}` },
    { 'accept-language': `${'da,'.repeat(900)}en;q=NaN` },
  ]);
};

const HEADERS = [
  ...['accept', 'accept-encoding', 'accept-language', 'accept-version', 'cookie', 'origin'],
  ...['host', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-http-method-override'],
  ...['if-none-match', 'if-modified-since', 'range', 'referer', 'user-agent', 'sc-request-id'],
  ...['x-request-id', 'request-id', 'sc-unit-system', 'sc-user-id', '__proto__', 'constructor'],
  ...['content-type', 'content-encoding', 'sec-fetch-site', 'traceparent', 'x-'],
];

const bodyHeaders = (body: Body | undefined): Record<string, string> => ({
  ...(body?.type === undefined ? {} : { 'content-type': body.type }),
  ...(body?.encoding === undefined ? {} : { 'content-encoding': body.encoding }),
});
