import { findMake, makeVin } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let application: TestApplication;
beforeAll(async () => {
  platform = await createTestPlatform();
  application = await createTestApplication(platform);
});
afterAll(() => platform.close());

const TESLA = makeVin({
  wmi: findMake('TESLA')?.wmi ?? '',
  year: 2022,
  seed: Buffer.alloc(32, 7),
});
const SCOPE = 'read_odometer read_fuel';

const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

const get = (
  query: Readonly<Record<string, string>>,
  { path = '/v2.0/compatibility', authorization = clientOf(application) } = {},
) =>
  platform.app.inject({ url: `${path}?${new URLSearchParams(query)}`, headers: { authorization } });

const clientOf = ({ credentials }: TestApplication) =>
  basic(credentials.clientId, credentials.clientSecret);

test('tells what each permission is good for', async () => {
  const response = await get({ vin: TESLA, scope: SCOPE });
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({
    compatible: true,
    reason: null,
    capabilities: [
      { permission: 'read_odometer', endpoint: '/odometer', capable: true, reason: null },
      {
        permission: 'read_fuel',
        endpoint: '/fuel',
        capable: false,
        reason: 'VEHICLE_NOT_CAPABLE',
      },
    ],
  });
});

test.each([
  '/v2.0/compatibility/',
  '/compatibility/v2.0',
  '/compatibility/v2.0/',
  '/compatibility/v2.0/compatibility',
])('%s is the same', async (path) => {
  const [here, there] = await Promise.all([
    get({ vin: TESLA, scope: SCOPE }),
    get({ vin: TESLA, scope: SCOPE }, { path }),
  ]);
  expect(there.json()).toEqual(here.json());
  const refused = await get({ vin: 'too short', scope: SCOPE }, { path });
  expect(refused.json()).toMatchObject({ type: 'VALIDATION', statusCode: 400 });
});

describe('the country', () => {
  const reasonIn = async (more: Readonly<Record<string, string>>) =>
    (await get({ vin: BYD, scope: SCOPE, ...more })).json().reason;
  const BYD = makeVin({ wmi: findMake('BYD')?.wmi ?? '', year: 2024, seed: Buffer.alloc(32, 3) });

  test('is the United States by default', async () => {
    expect(await reasonIn({})).toBe('MAKE_NOT_COMPATIBLE');
    expect(await reasonIn({ country: 'DE' })).toBeNull();
  });

  test('can be given as a flag; the parameter wins', async () => {
    expect(await reasonIn({ flags: 'beta:true country:de' })).toBeNull();
    expect(await reasonIn({ flags: 'country:DE', country: 'US' })).toBe('MAKE_NOT_COMPATIBLE');
  });
});

describe('in test mode', () => {
  const level = (value: string, more: Readonly<Record<string, string>> = { mode: 'test' }) =>
    get({ vin: 'ANYTHING', scope: SCOPE, test_mode_compatibility_level: value, ...more });

  test.each([
    ['bev', [true, false]],
    ['fuel', [true, true]],
    ['phev', [true, true]],
    ['compatible', [true, true]],
  ])('%s stands for its powertrain', async (value, capable) => {
    const answer = (await level(value)).json();
    expect(answer.compatible).toBe(true);
    expect(answer.capabilities.map((one: { capable: boolean }) => one.capable)).toEqual(capable);
  });

  test('incompatible is not compatible', async () => {
    expect((await level('incompatible')).json()).toEqual({
      compatible: false,
      reason: 'VEHICLE_NOT_COMPATIBLE',
      capabilities: [],
    });
  });

  test('a level is for test mode, and one that there is', async () => {
    expect((await level('bev', {})).statusCode).toBe(200);
    expect((await level('bev', { mode: 'live' })).statusCode).toBe(400);
    expect((await level('hovercraft')).json()).toMatchObject({
      type: 'VALIDATION',
      code: 'PARAMETER',
      detail: [{ field: 'test_mode_compatibility_level' }],
    });
  });
});

describe('refuses', () => {
  test.each([
    [{ scope: SCOPE }, null, 'vin'],
    [{ vin: TESLA }, null, 'scope'],
    [{ vin: TESLA, scope: SCOPE, country: 'Germany' }, null, 'country'],
    [{ vin: TESLA, scope: SCOPE, mode: 'dream' }, null, 'mode'],
    [{ vin: TESLA, scope: 'read_everything' }, 'PARAMETER', 'scope'],
    [{ vin: 'TOO-SHORT', scope: SCOPE }, 'PARAMETER', 'vin'],
    [{ vin: `I${TESLA.slice(1)}`, scope: SCOPE }, 'PARAMETER', 'vin'],
    [{ vin: '1HGCM82643A004352', scope: SCOPE }, 'PARAMETER', 'vin'],
  ])('%j', async (query, code, field) => {
    const response = await get(query as Record<string, string>);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ type: 'VALIDATION', code, detail: [{ field }] });
  });

  test('whoever does not know the client secret', async () => {
    const { clientId, managementToken } = application.credentials;
    for (const authorization of [basic(clientId, 'wrong'), basic('default', managementToken), '']) {
      const response = await get({ vin: TESLA, scope: SCOPE }, { authorization });
      expect(response.statusCode).toBe(401);
    }
  });

  test('plans without the Compatibility API', async () => {
    const small = await createTestApplication(platform);
    await platform.platform.applications.setTerms(small.application.id, { plan: 'SCALE' });
    const response = await get({ vin: TESLA, scope: SCOPE }, { authorization: clientOf(small) });
    expect(response.statusCode).toBe(430);
    expect(response.json()).toMatchObject({ type: 'BILLING', code: 'INVALID_PLAN' });
  });
});

test('an application token is as good as the client secret', async () => {
  const { accessToken } = await platform.platform.tokens.issueApplicationToken(
    application.application.id,
  );
  const authorization = `Bearer ${accessToken}`;
  const response = await get({ vin: TESLA, scope: SCOPE }, { authorization });
  expect(response.json()).toMatchObject({ compatible: true });
});
