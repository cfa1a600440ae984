import { SIGNALS, V3_COMMANDS } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await createTestPlatform();
});
afterAll(() => platform.close());

const get = (query: Readonly<Record<string, string>> = {}, headers: Record<string, string> = {}) =>
  platform.app.inject({ url: `/v3/compatible-vehicles?${new URLSearchParams(query)}`, headers });

interface Model {
  readonly id: string;
  readonly attributes: {
    readonly make: string;
    readonly region: string;
    readonly powertrainType: string;
    readonly capabilities: readonly { type: string; code: string; permission: string }[];
  };
}
const models = async (query: Readonly<Record<string, string>>) =>
  (await get(query)).json<{ data: Model[] }>().data.map(({ attributes }) => attributes);

test('needs no token and comes in one page', async () => {
  const response = await get();
  expect(response.statusCode).toBe(200);
  const { data, meta, links } = response.json();
  expect(meta).toEqual({ page: 1, pageSize: data.length, totalCount: data.length });
  expect(data.length).toBeGreaterThan(100);
  expect(links).toMatchObject({ next: null, prev: null });
  expect(new Set(data.map(({ id }: Model) => id)).size).toBe(data.length);
});

test('names signals and commands of the catalogue with their permissions', async () => {
  const permissions = new Map<string, string>(
    [...SIGNALS, ...V3_COMMANDS.map((row) => ({ ...row, code: row.id }))].map((row) => [
      row.code,
      row.permission,
    ]),
  );
  const [model] = await models({ 'filter[make]': 'tesla', 'filter[region]': 'US' });
  expect(model?.capabilities).toContainEqual({
    type: 'signal',
    code: 'charge-ischarging',
    name: 'IsCharging',
    group: 'Charge',
    capability: 'charge-ischarging',
    permission: 'read_charge',
  });
  for (const { code, permission } of model?.capabilities ?? []) {
    expect(permission).toBe(permissions.get(code));
  }
});

describe('filters', () => {
  test('by make in either case, region and powertrain', async () => {
    const found = await models({
      'filter[make]': 'Ford',
      'filter[region]': 'US',
      'filter[powertrainType]': 'ICE',
    });
    expect(found.length).toBeGreaterThan(0);
    for (const { make, region, powertrainType } of found) {
      expect({ make, region, powertrainType }).toEqual({
        make: 'FORD',
        region: 'US',
        powertrainType: 'ICE',
      });
    }
  });

  test('an unknown make is an empty list, an unknown region a mistake', async () => {
    expect(await models({ 'filter[make]': 'Trabant' })).toEqual([]);
    const refused = await get({ 'filter[region]': 'ASIA' });
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors[0]).toMatchObject({ code: 'INVALID_INPUT_FORMAT' });
  });
});

test('pages are linked and add up to the whole list', async () => {
  const whole = (await get({ 'filter[region]': 'CA' })).json();
  const codes: string[] = [];
  let next: string | null = `?filter[region]=CA&page[size]=20`;
  while (next) {
    const { search } = new URL(next, 'https://carport.example');
    const page = (await platform.app.inject({ url: `/v3/compatible-vehicles${search}` })).json<{
      data: Model[];
      links: { next: string | null };
    }>();
    expect(page.data.length).toBeLessThanOrEqual(20);
    codes.push(...page.data.map(({ id }) => id));
    next = page.links.next;
  }
  expect(codes).toEqual(whole.data.map(({ id }: Model) => id));
});

describe('caching', () => {
  test('the list is kept for a day', async () => {
    const { headers } = await get({ 'filter[make]': 'KIA' });
    expect(headers['cache-control']).toBe('public, max-age=86400');
    expect(headers.etag).toMatch(/^"[\w-]+"$/);
  });

  test('who has it already gets 304, until it is another list', async () => {
    const { headers } = await get({ 'filter[make]': 'KIA' });
    const condition = { 'if-none-match': String(headers.etag) };
    const again = await get({ 'filter[make]': 'KIA' }, condition);
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
    expect((await get({ 'filter[make]': 'BMW' }, condition)).statusCode).toBe(200);
  });
});
