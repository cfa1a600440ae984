import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApplicationTerms } from '../../src/applications/contract.js';
import { eventually } from '../support/eventually.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../support/platform.js';

const SECOND = 1_000;
const FAST = { rateLimitBurst: 1_000_000, rateLimitPerMinute: 1_000_000 };

let platform: TestPlatform;
let owner: TestApplication;
let car: TestConnection;

beforeAll(async () => {
  platform = await createTestPlatform({ config: { limits: 'all' } });
});
afterAll(() => platform.close());

beforeEach(async () => {
  owner = await createTestApplication(platform);
  car = await connectCar(platform, owner);
});

const agree = (terms: Partial<ApplicationTerms>) =>
  platform.platform.applications.setTerms(owner.application.id, terms);

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const send = (request: InjectOptions) =>
  platform.app.inject({ headers: bearer(car.accessToken), ...request });
const get = (url: string) => send({ method: 'GET', url });
const ofCar = (path: string, { vehicleIds: [id] } = car) => `/v2.0/vehicles/${id}${path}`;
const batch = (paths: readonly string[]) =>
  send({
    method: 'POST',
    url: ofCar('/batch'),
    payload: { requests: paths.map((path) => ({ path })) },
  });

const applicationToken = async (): Promise<string> => {
  const { apiClientId, apiClientSecret } = owner.credentials;
  const basic = Buffer.from(`${apiClientId}:${apiClientSecret}`).toString('base64');
  const answer = await platform.app.inject({
    ...{ method: 'POST', url: '/oauth2/token', payload: 'grant_type=client_credentials' },
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'test',
    },
  });
  return answer.json().access_token;
};

const statuses = async (count: number, make: () => ReturnType<typeof get>): Promise<number[]> =>
  (await Promise.all(Array.from({ length: count }, make)))
    .map(({ statusCode }) => statusCode)
    .sort();

describe("the application's bucket", () => {
  test('121 requests at once: exactly 120 pass, and the last learns when to come back', async () => {
    const answers = await Promise.all(Array.from({ length: 121 }, () => get('/v2.0/user')));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(120);
    const [refused, ...others] = answers.filter(({ statusCode }) => statusCode !== 200);
    expect(others).toEqual([]);
    expect(refused?.statusCode).toBe(429);
    expect(refused?.json()).toMatchObject({
      ...{ type: 'RATE_LIMIT', code: 'SMARTCAR_API', statusCode: 429 },
      resolution: { type: 'RETRY_LATER' },
    });
    expect(refused?.headers['retry-after']).toBe('30');

    platform.clock.advance(29 * SECOND);
    expect((await get('/v2.0/user')).headers['retry-after']).toBe('1');
    platform.clock.advance(SECOND);
    expect(await statuses(2, () => get('/v2.0/user'))).toEqual([200, 429]);
  });

  test('is one for all cars, tokens and versions of an application, and for no other', async () => {
    await agree({ rateLimitBurst: 3 });
    const second = await connectCar(platform, owner, { username: 'phev@example.com' });
    expect((await get('/v2.0/vehicles')).statusCode).toBe(200);
    const token = await applicationToken();
    const connections = { method: 'GET', url: '/v3/connections', headers: bearer(token) } as const;
    expect((await send(connections)).statusCode).toBe(200);
    const url = ofCar('/permissions', second);
    const headers = bearer(second.accessToken);
    expect((await send({ method: 'GET', url, headers })).statusCode).toBe(200);
    expect((await get('/v2.0/user')).statusCode).toBe(429);
    expect((await send(connections)).statusCode).toBe(429);

    const stranger = await createTestApplication(platform);
    const theirs = await connectCar(platform, stranger);
    const answer = await send({
      ...{ method: 'GET', url: '/v2.0/user', headers: bearer(theirs.accessToken) },
    });
    expect(answer.statusCode).toBe(200);
  });

  test('v3 writes the refusal in its own form', async () => {
    await agree({ rateLimitBurst: 1 });
    const headers = bearer(await applicationToken());
    await send({ method: 'GET', url: '/v3/connections', headers });
    const refused = await send({ method: 'GET', url: '/v3/connections', headers });
    expect(refused.json().errors).toEqual([
      expect.objectContaining({ status: '429', type: 'RATE_LIMIT', code: 'SMARTCAR_API' }),
    ]);
    expect(refused.headers['retry-after']).toBe('30');
  });

  test('who is not known takes nothing from it', async () => {
    await agree({ rateLimitBurst: 1 });
    const headers = bearer('made up');
    for (let index = 0; index < 5; index += 1) {
      expect((await send({ method: 'GET', url: '/v2.0/user', headers })).statusCode).toBe(401);
    }
    expect((await get('/v2.0/user')).statusCode).toBe(200);
  });

  test('has its own figures where the operator gave some, from the next request on', async () => {
    await agree({ rateLimitBurst: 2, rateLimitPerMinute: 60 });
    expect(await statuses(3, () => get('/v2.0/user'))).toEqual([200, 200, 429]);
    expect((await get('/v2.0/user')).headers['retry-after']).toBe('1');
    await agree({ rateLimitBurst: 4 });
    expect(await statuses(3, () => get('/v2.0/user'))).toEqual([200, 200, 429]);
  });
});

describe("a car's bucket", () => {
  // GM: one request in half an hour.
  beforeEach(async () => {
    await agree(FAST);
    car = await connectCar(platform, owner, { make: 'CHEVROLET' });
  });

  test('goes by the make, and says when the car may be asked again', async () => {
    expect((await get(ofCar('/odometer'))).statusCode).toBe(200);
    platform.clock.advance(20 * 60 * SECOND);
    const refused = await get(ofCar('/odometer'));
    expect(refused.json()).toMatchObject({
      ...{ type: 'RATE_LIMIT', code: 'VEHICLE', statusCode: 429 },
      resolution: { type: 'RETRY_LATER' },
    });
    expect(refused.headers['retry-after']).toBe('600');
    platform.clock.advance(10 * 60 * SECOND);
    expect((await get(ofCar('/odometer'))).statusCode).toBe(200);
  });

  test('a batch is one request to the car', async () => {
    expect((await batch(['/odometer', '/location', '/battery'])).statusCode).toBe(200);
    expect((await batch(['/odometer'])).statusCode).toBe(429);
  });

  test('a command is one, and v3 has the same bucket', async () => {
    const lock = { method: 'POST', url: ofCar('/security'), payload: { action: 'LOCK' } } as const;
    expect((await send(lock)).statusCode).toBe(200);
    expect((await send(lock)).statusCode).toBe(429);
    const url = `/v3/vehicles/${car.vehicleIds[0]}/signals`;
    const headers = { ...bearer(await applicationToken()), 'sc-user-id': car.userId };
    expect((await send({ method: 'GET', url, headers })).statusCode).toBe(429);
  });

  test('what is answered without the car does not count', async () => {
    await get(ofCar('/odometer'));
    for (const path of ['', '/permissions']) {
      expect((await get(ofCar(path))).statusCode).toBe(200);
    }
  });

  test('one car does not slow another down', async () => {
    await get(ofCar('/odometer'));
    const tesla = await connectCar(platform, owner);
    const url = ofCar('/odometer', tesla);
    const headers = bearer(tesla.accessToken);
    expect((await send({ method: 'GET', url, headers })).statusCode).toBe(200);
  });
});

describe("a car's requests of the month", () => {
  beforeEach(() => agree({ ...FAST, vehicleRequestLimit: 5 }));

  test('are counted path by path, and refused beyond the limit', async () => {
    expect((await batch(['/odometer', '/vin', '/nowhere'])).statusCode).toBe(200);
    expect((await get(ofCar('/vin'))).statusCode).toBe(200);
    expect((await batch(['/odometer', '/vin'])).statusCode).toBe(430);
    expect((await get(ofCar(''))).statusCode).toBe(200);
    const refused = await get(ofCar(''));
    expect(refused.statusCode).toBe(430);
    expect(refused.json()).toMatchObject({
      ...{ type: 'BILLING', code: 'VEHICLE_REQUEST_LIMIT', statusCode: 430 },
      resolution: { type: 'CONTACT_SUPPORT' },
    });
  });

  test('exactly as many as the plan has, when they come at once', async () => {
    const answers = await statuses(20, () => get(ofCar('/vin')));
    expect(answers.filter((status) => status === 200)).toHaveLength(5);
    expect(answers.filter((status) => status === 430)).toHaveLength(15);
  });

  test('lists, permissions and management are free, and so is the way out', async () => {
    await Promise.all(Array.from({ length: 5 }, () => get(ofCar('/vin'))));
    const headers = bearer(await applicationToken());
    const free = [
      get('/v2.0/user'),
      get('/v2.0/vehicles'),
      get(ofCar('/permissions')),
      send({ method: 'GET', url: '/v3/connections', headers }),
    ];
    for (const answer of await Promise.all(free)) expect(answer.statusCode).toBe(200);
    const way = { method: 'DELETE', url: ofCar('/application') } as const;
    expect((await send(way)).statusCode).toBe(200);
  });

  test('a request that makes no sense is none', async () => {
    for (let index = 0; index < 6; index += 1) {
      expect((await batch([])).statusCode).toBe(400);
    }
    expect((await get(ofCar('/vin'))).statusCode).toBe(200);
  });

  test('start again with the month', async () => {
    await Promise.all(Array.from({ length: 5 }, () => get(ofCar('/vin'))));
    expect((await get(ofCar('/vin'))).statusCode).toBe(430);
    const now = new Date(platform.clock.now());
    platform.clock.set(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
    const token = await platform.platform.tokens.refresh({
      ...{ applicationId: owner.application.id, refreshToken: car.refreshToken },
    });
    if (!token.ok) throw new Error(token.description);
    const headers = bearer(token.value.accessToken);
    expect((await send({ method: 'GET', url: ofCar('/vin'), headers })).statusCode).toBe(200);
  });
});

describe('the plan', () => {
  test('serves as many cars as it has places for', async () => {
    await agree({ ...FAST, vehicleLimit: 1 });
    platform.clock.advance(SECOND);
    const later = await connectCar(platform, owner, { username: 'phev@example.com' });
    const request = {
      ...{ method: 'GET', url: ofCar('/odometer', later) },
      headers: bearer(later.accessToken),
    } as const;
    expect((await get(ofCar('/odometer'))).statusCode).toBe(200);
    const refused = await send(request);
    expect(refused.statusCode).toBe(430);
    expect(refused.json()).toMatchObject({ type: 'BILLING', code: 'VEHICLE_LIMIT' });

    await send({ method: 'DELETE', url: ofCar('/application') });
    await eventually(async () => expect((await send(request)).statusCode).toBe(200));
  });

  test('the free plan stops at 500 requests to a car', async () => {
    await agree({ ...FAST, plan: 'FREE' });
    for (let index = 0; index < 5; index += 1) {
      const answer = await batch(Array.from({ length: 100 }, () => '/vin'));
      expect(answer.statusCode).toBe(200);
    }
    expect((await get(ofCar('/vin'))).json()).toMatchObject({ code: 'VEHICLE_REQUEST_LIMIT' });
  });

  test('says which features it has', async () => {
    const { limits } = platform.platform;
    const { id } = owner.application;
    expect((await limits.feature(id, 'compatibility-api')).refusal).toBeUndefined();
    await agree({ plan: 'SCALE' });
    const { refusal } = await limits.feature(id, 'compatibility-api');
    expect(refusal?.row).toMatchObject({ type: 'BILLING', code: 'INVALID_PLAN', status: 430 });
  });
});

describe('a suspended application', () => {
  const everywhere = async () => {
    const token = await applicationToken();
    const { managementToken } = owner.credentials;
    const basic = Buffer.from(`default:${managementToken}`).toString('base64');
    const userHeader = { ...bearer(token), 'sc-user-id': car.userId };
    return Promise.all([
      get('/v2.0/user'),
      get(ofCar('/odometer')),
      batch(['/odometer']),
      send({ method: 'GET', url: '/v3/connections', headers: bearer(token) }),
      send({
        ...{ method: 'GET', url: `/v3/vehicles/${car.vehicleIds[0]}/signals` },
        headers: userHeader,
      }),
      send({ method: 'GET', url: '/v3/webhooks', headers: bearer(managementToken) }),
      send({
        ...{ method: 'GET', url: '/v2.0/management/connections' },
        headers: { authorization: `Basic ${basic}` },
      }),
    ]);
  };

  test('is served nothing, until the suspension is lifted', async () => {
    await agree({ ...FAST, suspendedAt: new Date(platform.clock.now()) });
    const answers = await everywhere();
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 430));
    expect(answers[0]?.json()).toMatchObject({
      ...{ type: 'BILLING', code: 'ACCOUNT_SUSPENDED' },
      resolution: { type: 'FINANCE' },
    });
    expect(answers[3]?.json().errors).toEqual([
      expect.objectContaining({ status: '430', type: 'BILLING', code: 'ACCOUNT_SUSPENDED' }),
    ]);

    await agree({ suspendedAt: null });
    const served = await everywhere();
    expect(served.map(({ statusCode }) => statusCode)).toEqual(served.map(() => 200));
  });
});

describe('the headers', () => {
  test('name every limit that counted the request, and where the client stands', async () => {
    await agree({ vehicleRequestLimit: 500 });
    const before = new Date(platform.clock.now());
    const { headers } = await get(ofCar('/odometer'));
    const year = before.getUTCFullYear();
    const month = before.getUTCMonth();
    const start = Date.UTC(year, month);
    const end = Date.UTC(year, month + 1);
    expect(String(headers['ratelimit-policy']).split(', ')).toEqual([
      '"application";q=120;w=3600',
      expect.stringMatching(/^"vehicle";q=\d+;w=\d+$/),
      `"vehicle-month";q=500;w=${(end - start) / SECOND}`,
    ]);
    expect(String(headers.ratelimit).split(', ')).toEqual([
      '"application";r=119;t=30',
      expect.stringMatching(/^"vehicle";r=\d+;t=\d+$/),
      `"vehicle-month";r=499;t=${(end - before.getTime()) / SECOND}`,
    ]);
  });

  test('count down, and up again', async () => {
    await get('/v2.0/user');
    expect((await get('/v2.0/user')).headers.ratelimit).toBe('"application";r=118;t=30');
    platform.clock.advance(40 * SECOND);
    expect((await get('/v2.0/user')).headers.ratelimit).toBe('"application";r=118;t=20');
  });

  test('come with a refusal too', async () => {
    await agree({ rateLimitBurst: 1 });
    await get('/v2.0/user');
    const { headers } = await get('/v2.0/user');
    expect(headers.ratelimit).toBe('"application";r=0;t=30');
    expect(headers['ratelimit-policy']).toBe('"application";q=1;w=30');
  });
});
