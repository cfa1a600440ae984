import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let application: TestApplication;
beforeAll(async () => {
  platform = await createTestPlatform({
    compatibleModels: [
      {
        make: 'TESLA',
        model: 'Roadster',
        powertrain: 'BEV',
        regions: ['US'],
        startYear: 2027,
        endYear: 2028,
      },
    ],
  });
  application = await createTestApplication(platform);
});
afterAll(() => platform.close());

type Entry = Readonly<Record<'model' | 'type', string>> & {
  readonly permissions: readonly string[];
};

const get = (
  query: Readonly<Record<string, string>>,
  path = '/v2.0/compatibility/matrix',
  { clientId, clientSecret } = application.credentials,
) =>
  platform.app.inject({
    url: `${path}?${new URLSearchParams(query)}`,
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    },
  });

const matrix = async (query: Readonly<Record<string, string>>, path?: string) => {
  const response = await get(query, path);
  expect(response.statusCode).toBe(200);
  return response.json<Record<string, Entry[]>>();
};

test('lists the makes of a region', async () => {
  const [america, europe] = await Promise.all([
    matrix({ region: 'US' }),
    matrix({ region: 'EUROPE' }),
  ]);
  expect(Object.keys(america)).toEqual(expect.arrayContaining(['TESLA', 'ACURA', 'NISSAN']));
  expect(Object.keys(europe)).toContain('RENAULT');
  expect(Object.keys(america)).not.toContain('RENAULT');
});

test('narrows by powertrain, makes and permissions', async () => {
  const narrowed = await matrix({
    region: 'US',
    type: 'BEV',
    make: 'tesla ford',
    scope: 'read_battery control_charge',
  });
  expect(Object.keys(narrowed).toSorted()).toEqual(['FORD', 'TESLA']);
  const entries = Object.values(narrowed).flat();
  expect(new Set(entries.map(({ type }) => type))).toEqual(new Set(['BEV']));
  expect(new Set(entries.flatMap(({ permissions }) => permissions))).toEqual(
    new Set(['read_battery', 'control_charge']),
  );
});

test('has the models that the operator adds', async () => {
  const { TESLA = [] } = await matrix({ region: 'US', make: 'TESLA' });
  expect(TESLA).toContainEqual(
    expect.objectContaining({ model: 'Roadster', startYear: 2027, endYear: 2028 }),
  );
});

test.each(['/compatibility/v2.0/matrix', '/compatibility/v2.0/compatibility/matrix'])(
  '%s is the same',
  async (path) => {
    const query = { region: 'CA', make: 'KIA' };
    expect(await matrix(query, path)).toEqual(await matrix(query));
    expect((await get({ region: 'MARS' }, path)).json()).toMatchObject({ type: 'VALIDATION' });
  },
);

test.each([
  [{}, null, 'region'],
  [{ region: 'MARS' }, null, 'region'],
  [{ region: 'US', type: 'STEAM' }, null, 'type'],
  [{ region: 'US', scope: 'read_minds' }, 'PARAMETER', 'scope'],
])('refuses %j', async (query, code, field) => {
  const response = await get(query as Record<string, string>);
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({ type: 'VALIDATION', code, detail: [{ field }] });
});

test('refuses plans without the Compatibility API', async () => {
  const small = await createTestApplication(platform);
  await platform.platform.applications.setTerms(small.application.id, { plan: 'BUILD' });
  const response = await get({ region: 'US' }, undefined, small.credentials);
  expect(response.json()).toMatchObject({ type: 'BILLING', code: 'INVALID_PLAN', statusCode: 430 });
});
