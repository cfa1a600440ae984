import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';
import { type DocumentedRoute, documentedRoutes, type Scheme } from './documented-routes.js';
import { createTenant, type Tenant } from './tenant.js';

/*
 * Every route of the OpenAPI document, asked by one application about what belongs to another. The routes are
 * read from the document, so a new one cannot be forgotten.
 */

let platform: TestPlatform;
let routes: readonly DocumentedRoute[];
let victim: Tenant;
let stranger: Tenant;

beforeAll(async () => {
  platform = await createTestPlatform();
  routes = await documentedRoutes(platform.app);
  victim = await createTenant(platform, 'Victim', 'bev-1@example.com');
  stranger = await createTenant(platform, 'Stranger', 'bev-2@example.com');
});
afterAll(() => platform.close());

const guarded = (): readonly DocumentedRoute[] => routes.filter((route) => !route.open);

const SNAKE: Readonly<Record<string, string>> = {
  user_id: 'userId',
  vehicle_id: 'vehicleId',
};

/** A path with the victim's ids in it; other parameters are filled in so that the route matches. */
const urlOf = (route: DocumentedRoute, ids: Tenant['ids']): string => {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? fill(name));
  const query = new URLSearchParams();
  for (const name of route.queryNames) {
    const inner = /^filter\[(\w+)\]$/.exec(name)?.[1] ?? name;
    const id = ids[SNAKE[inner] ?? inner];
    if (id !== undefined) query.set(name, id);
  }
  if (route.queryNames.includes('filter[vehicle.mode]')) {
    query.set('filter[vehicle.mode]', 'simulated');
  }
  return query.size === 0 ? path : `${path}?${query}`;
};

const fill = (name: string): string =>
  name === 'code' ? 'odometer-traveleddistance' : '00000000-0000-4000-8000-000000000000';

/** The documented example with every id in it made the victim's. */
const bodyOf = (route: DocumentedRoute, ids: Tenant['ids']): object | undefined => {
  if (route.bodyExample === undefined) return undefined;
  return JSON.parse(JSON.stringify(route.bodyExample, (key, value) => ids[key] ?? value)) as object;
};

const ask = (
  route: DocumentedRoute,
  target: Tenant,
  authorization: string | undefined,
): Promise<LightMyRequestResponse> => {
  const payload = bodyOf(route, target.ids);
  return platform.app.inject({
    method: route.method,
    url: urlOf(route, target.ids),
    headers: {
      'sc-user-id': target.ids.userId ?? '',
      ...(authorization === undefined ? {} : { authorization }),
    },
    ...(payload && { payload }),
  });
};

/** Ids of the victim's, and the numbers of its car, that an answer must not have in it. */
const secretsOf = ({ ids }: Tenant): readonly string[] => Object.values(ids);

const leaks = (response: LightMyRequestResponse, asked: string): readonly string[] =>
  secretsOf(victim).filter(
    // What the stranger sent itself may come back: an error names the id that was not found.
    (secret) => response.body.includes(secret) && !asked.includes(secret),
  );

test('the document is walked: the routes are there, and most are guarded', () => {
  expect(routes.length).toBeGreaterThan(60);
  expect(guarded().length).toBeGreaterThan(55);
  expect(routes.filter((route) => route.open).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['health', 'authorize']),
  );
});

test('its own credentials open every door that the stranger is kept from', async () => {
  const reads = guarded().filter(({ method }) => method === 'GET');
  const served = [];
  for (const route of reads) {
    for (const scheme of route.schemes) {
      const { statusCode } = await ask(route, victim, victim.authorization[scheme]);
      if (statusCode < 300) served.push(`${route.id} ${scheme}`);
    }
  }
  // Without this the test below could pass because everything is refused.
  expect(served.length).toBeGreaterThan(25);
});

test("no route gives or changes another application's data", async () => {
  const before = await victim.belongings();
  const breaches: string[] = [];
  for (const route of guarded()) {
    for (const scheme of route.schemes) {
      const response = await ask(route, victim, stranger.authorization[scheme]);
      const asked = `${urlOf(route, victim.ids)} ${JSON.stringify(bodyOf(route, victim.ids) ?? null)}`;
      const found = leaks(response, asked);
      const name = `${route.method} ${route.path} with ${scheme}: ${response.statusCode}`;
      if (found.length > 0) breaches.push(`${name} shows ${found.join(', ')}`);
      if (isAboutVictim(route) && response.statusCode < 300 && hasData(response)) {
        breaches.push(`${name} answers ${response.body.slice(0, 200)}`);
      }
      if (response.statusCode >= 500 && response.statusCode !== 501) breaches.push(name);
    }
  }
  expect(breaches).toEqual([]);
  expect(await victim.belongings()).toEqual(before);
});

/** Routes that name one thing in their path or must name it in their body or query. */
const isAboutVictim = ({ path }: DocumentedRoute): boolean =>
  /\{(vehicleId|userId|webhookId|subscriptionId|connectionId|applicationId)\}/.test(path);

/** A list that came back empty tells nothing. */
const hasData = (response: LightMyRequestResponse): boolean => {
  const body = response.body === '' ? null : response.json();
  return !(Array.isArray(body?.data) && body.data.length === 0);
};

const LISTS: readonly (readonly [string, Scheme, string])[] = [
  ['/v2.0/management/connections', 'managementBasic', 'connections'],
  ['/v3/connections', 'applicationToken', 'data'],
  ['/v3/subscriptions', 'applicationToken', 'data'],
];

test.each(LISTS)(
  "a filter for another application's ids finds nothing: %s",
  async (path, scheme, key) => {
    const route = routes.find((one) => one.path === path && one.method === 'GET');
    if (!route) throw new Error('no such route');
    const own = (await ask(route, victim, victim.authorization[scheme])).json();
    const foreign = (await ask(route, victim, stranger.authorization[scheme])).json();
    expect(own[key]).toHaveLength(1);
    expect(foreign[key]).toEqual([]);
  },
);

describe('without credentials', () => {
  const V2 = { type: 'AUTHENTICATION', code: null, statusCode: 401 };
  const V3 = { type: 'AUTHENTICATION', code: 'UNAUTHORIZED', status: '401' };

  const refusals = async (authorization: string | undefined): Promise<string[]> => {
    const unexpected: string[] = [];
    for (const route of guarded()) {
      const response = await ask(route, victim, authorization);
      const body = response.json();
      const error = route.path.startsWith('/v3') ? body.errors?.[0] : body;
      const wanted = route.path.startsWith('/v3') ? V3 : V2;
      const fits = Object.entries(wanted).every(([key, value]) => error?.[key] === value);
      if (response.statusCode !== 401 || !fits) {
        unexpected.push(`${route.method} ${route.path}: ${response.statusCode} ${response.body}`);
      }
    }
    return unexpected;
  };

  test("every guarded route answers 401 in its surface's form", async () => {
    expect(await refusals(undefined)).toEqual([]);
  });

  test.each([
    ['an unknown token', 'Bearer 00000000-0000-4000-8000-000000000000'],
    ['no token after the scheme', 'Bearer '],
    ['a misspelled scheme', 'Bearrer abc'],
    ['Basic credentials of nobody', 'Basic ZGVmYXVsdDpub2JvZHk='],
    ['broken base64', 'Basic %%%'],
  ])('the same with %s', async (_what, authorization) => {
    expect(await refusals(authorization)).toEqual([]);
  });
});
