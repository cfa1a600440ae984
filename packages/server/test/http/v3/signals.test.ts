import { findSignalRow, SIGNALS, type SignalRow } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oldestOf } from '../../../src/http/v3/signal-reading.js';
import type { OemAdapter } from '../../../src/oem/contract.js';
import { createSimulatedAdapter } from '../../../src/oem/simulated/simulated-adapter.js';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';
import { connectV3Car, type V3Car } from './cars.js';

const BATTERY = 'tractionbattery-stateofcharge';
const FUEL = 'internalcombustionengine-fuellevel';
const ODOMETER = 'odometer-traveleddistance';

let platform: TestPlatform;
let electric: V3Car;
let petrol: V3Car;
let shy: V3Car;
beforeAll(async () => {
  platform = await createTestPlatform({ config: { publicUrl: 'https://carport.example' } });
  electric = await connectV3Car(platform);
  petrol = await connectV3Car(platform, { make: 'FORD', username: 'ice@example.com' });
  shy = await connectV3Car(platform, { permissions: ['read_odometer'] });
});
afterAll(() => platform.close());

interface Signal {
  readonly id: string;
  readonly attributes: {
    readonly code: string;
    readonly status: { readonly value: string; readonly error?: object };
    readonly body?: Readonly<Record<string, unknown>>;
  };
  readonly meta: Readonly<Record<string, string>>;
}
const list = async (car: V3Car, query = ''): Promise<Signal[]> => {
  const response = await car.call('GET', `/signals${query}`);
  expect(response.statusCode).toBe(200);
  return response.json().data;
};

describe('the list', () => {
  const rows = (signals: readonly Signal[]) => signals.map(({ id }) => findSignalRow(id));

  test('of an electric car has only what an electric car has, each with status and times', async () => {
    const signals = await list(electric);
    expect(signals.map(({ id }) => id)).toEqual(expect.arrayContaining([BATTERY, ODOMETER]));
    for (const row of rows(signals)) expect(row?.powertrains).toContain('BEV');
    for (const { attributes, meta } of signals) {
      expect(['SUCCESS', 'ERROR']).toContain(attributes.status.value);
      for (const time of ['retrievedAt', 'ingestedAt', 'oemUpdatedAt']) {
        expect(meta[time]).toMatch(/^2026-06-01T\d\d:\d\d:\d\d\.\d{3}Z$/);
      }
    }
  });

  test('of a petrol car has no traction battery', async () => {
    const ids = (await list(petrol)).map(({ id }) => id);
    expect(ids).toContain(FUEL);
    expect(ids.filter((id) => id.startsWith('tractionbattery'))).toEqual([]);
  });

  test('holds what the owner has allowed and nothing else', async () => {
    expect((await list(shy)).map(({ id }) => id)).toEqual([ODOMETER]);
  });

  test('knows no signals that only v2.0 tells', async () => {
    const published = new Set(SIGNALS.map(({ code }: SignalRow) => code));
    for (const { id } of await list(electric)) expect(published).toContain(id);
  });

  test('comes in one page, or in those that are asked for', async () => {
    const whole = (await electric.call('GET', '/signals')).json();
    expect(whole.meta).toEqual({
      pageNumber: 1,
      pageSize: 200,
      totalCount: whole.data.length,
    });
    expect(whole.links).toMatchObject({ prev: null, next: null });
    expect(whole.included.vehicle).toMatchObject({ id: electric.id, type: 'vehicle' });
    const part = (await electric.call('GET', '/signals?page[size]=7&page[number]=2')).json();
    expect(part.data.map(({ id }: Signal) => id)).toEqual(
      whole.data.slice(7, 14).map(({ id }: Signal) => id),
    );
    expect(part.links.prev).toContain('https://carport.example/v3/vehicles/');
  });

  test.each(['page', 'page[number]', 'pageSize', 'page[size]'])(
    'refuses a %s that no list has',
    async (name) => {
      for (const number of ['0', '-1', '1.5', '100001', '9'.repeat(400), 'first']) {
        const response = await electric.call('GET', `/signals?${name}=${number}`);
        expect(response.statusCode, number).toBe(400);
      }
    },
  );

  test('says how old it is: when its oldest signal was recorded, and when it was fetched', async () => {
    const age = ({ headers }: Awaited<ReturnType<V3Car['call']>>) => headers['sc-data-age'];
    const whole = await electric.call('GET', '/signals');
    const recorded = (whole.json().data as Signal[]).map(({ meta }) => meta.oemUpdatedAt ?? '');
    expect(age(whole)).toBe(recorded.toSorted()[0]);
    expect(whole.headers['sc-fetched-at']).toMatch(/^2026-06-01T.*Z$/);
    const alone = await electric.call('GET', `/signals/${BATTERY}`);
    expect(age(alone)).toBe(alone.json().data.meta.oemUpdatedAt);
    const named = await electric.call('POST', '/signals', { body: { signals: [ODOMETER] } });
    expect(age(named)).toBe(named.json().data[0].meta.oemUpdatedAt);
    const none = await electric.call('POST', '/signals', { body: { signals: [FUEL] } });
    expect(none.statusCode).toBe(200);
    expect([age(none), none.headers['sc-fetched-at']]).toEqual([undefined, undefined]);
  });

  test('is as old as the oldest part that has a time', () => {
    const row = findSignalRow(ODOMETER) as SignalRow;
    const readings = [{ row }, { row, oemUpdatedAt: 3 }, { row, oemUpdatedAt: 1 }, { row }];
    expect(oldestOf(readings)).toBe(1);
    expect(oldestOf([{ row }])).toBeUndefined();
  });

  test('follows the unit system', async () => {
    const read = async (system: string) => {
      const response = await electric.call('GET', `/signals/${ODOMETER}`, {
        headers: { 'sc-unit-system': system },
      });
      expect(response.headers['sc-unit-system']).toBe(system);
      return response.json().data.attributes.body;
    };
    const [metric, imperial] = [await read('metric'), await read('imperial')];
    expect(metric.unit).not.toBe(imperial.unit);
    expect(metric.value / imperial.value).toBeCloseTo(1.609344, 3);
  });
});

describe('one signal', () => {
  test('as it is written', async () => {
    const response = await electric.call('GET', `/signals/${BATTERY}`);
    const self = `https://carport.example/v3/vehicles/${electric.id}/signals/${BATTERY}`;
    expect(response.headers['sc-request-id']).toHaveLength(36);
    expect(response.json()).toEqual({
      data: {
        id: BATTERY,
        type: 'signal',
        attributes: {
          code: BATTERY,
          name: 'StateOfCharge',
          group: 'TractionBattery',
          status: { value: 'SUCCESS' },
          body: { unit: 'percent', value: expect.any(Number) },
        },
        meta: {
          oemUpdatedAt: expect.stringMatching(/Z$/),
          retrievedAt: expect.stringMatching(/Z$/),
          ingestedAt: expect.stringMatching(/Z$/),
        },
        links: { self, vehicle: `https://carport.example/v3/vehicles/${electric.id}` },
      },
      links: { self },
      included: { vehicle: expect.objectContaining({ id: electric.id }) },
    });
  });

  test('that this kind of car cannot have is an answer with an error', async () => {
    const response = await petrol.call('GET', `/signals/${BATTERY}`);
    expect(response.statusCode).toBe(200);
    expect(response.json().data.attributes.status).toEqual({
      value: 'ERROR',
      error: {
        type: 'COMPATIBILITY',
        code: 'VEHICLE_NOT_CAPABLE',
        description: expect.any(String),
        resolution: { type: null },
      },
    });
  });

  test.each([
    ['no-such-signal', { status: '404', code: 'SIGNAL_NOT_FOUND' }],
    ['alerts-recent', { status: '404', code: 'SIGNAL_NOT_FOUND' }],
  ])('%s is not found', async (code, error) => {
    expect(await electric.refusal('GET', `/signals/${code}`)).toMatchObject(error);
  });

  test('that the owner has not allowed is refused', async () => {
    expect(await shy.refusal('GET', `/signals/${BATTERY}`)).toMatchObject({
      status: '403',
      code: 'ACCESS_DENIED',
    });
  });
});

describe('several signals by name', () => {
  const query = (car: V3Car, signals: unknown) =>
    car.call('POST', '/signals', { body: { signals } });
  const statuses = async (car: V3Car, signals: readonly string[]) => {
    const response = await query(car, signals);
    expect(response.statusCode).toBe(200);
    return response
      .json<{ data: Signal[] }>()
      .data.map(({ id, attributes: { status, body } }) => [id, status, body !== undefined]);
  };

  test('come in the order that was asked for, each once', async () => {
    expect(await statuses(electric, [ODOMETER, BATTERY, ODOMETER])).toEqual([
      [ODOMETER, { value: 'SUCCESS' }, true],
      [BATTERY, { value: 'SUCCESS' }, true],
    ]);
  });

  test('each have a status: not this car, not this make, not allowed', async () => {
    const error = (type: string, code: string) => ({
      value: 'ERROR',
      error: expect.objectContaining({ type, code }),
    });
    const notCapable = error('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE');
    expect(await statuses(petrol, [BATTERY, FUEL])).toEqual([
      [BATTERY, notCapable, false],
      [FUEL, { value: 'SUCCESS' }, true],
    ]);
    expect(await statuses(shy, [ODOMETER, BATTERY])).toEqual([
      [ODOMETER, { value: 'SUCCESS' }, true],
      [BATTERY, error('AUTHENTICATION', 'ACCESS_DENIED'), false],
    ]);
    // Tesla keeps no service records that could be read, whatever its cars have.
    expect(await statuses(electric, ['service-records', 'diagnostics-abs'])).toEqual([
      ['service-records', error('COMPATIBILITY', 'SMARTCAR_NOT_CAPABLE'), false],
      ['diagnostics-abs', error('COMPATIBILITY', 'SMARTCAR_NOT_CAPABLE'), false],
    ]);
  });

  test.each([
    [['no-such-signal'], 'INVALID_PARAMETER'],
    [[], 'INVALID_INPUT_FORMAT'],
    ['odometer-traveleddistance', 'INVALID_INPUT_FORMAT'],
    [[7], 'INVALID_INPUT_FORMAT'],
    [Array.from({ length: 201 }, () => ODOMETER), 'INVALID_INPUT_FORMAT'],
  ])('%j is refused', async (signals, code) => {
    const response = await query(electric, signals);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0]).toMatchObject({ type: 'VALIDATION', code });
  });
});

describe('whose car it is', () => {
  test('has to be said', async () => {
    for (const path of ['/signals', `/signals/${ODOMETER}`]) {
      const response = await electric.call('GET', path, { headers: { 'sc-user-id': '' } });
      expect(response.statusCode).toBe(400);
      expect(response.json().errors[0]).toMatchObject({
        type: 'VALIDATION',
        code: 'MISSING_PARAMETER',
        detail: 'missing userId',
      });
    }
  });

  test('must be right', async () => {
    const headers = { 'sc-user-id': petrol.connection.userId };
    const response = await electric.call('GET', '/signals', { headers });
    expect(response.json().errors[0]).toMatchObject({
      status: '404',
      code: 'VEHICLE_NOT_FOUND',
      detail: `Vehicle with ID ${electric.id} not found`,
    });
  });

  test('is not needed for the vehicle itself', async () => {
    const response = await electric.call('GET', '', { headers: { 'sc-user-id': '' } });
    expect(response.json()).toMatchObject({
      data: {
        id: electric.id,
        type: 'vehicle',
        attributes: { make: 'TESLA', powertrainType: 'BEV', mode: 'simulated' },
      },
    });
  });

  test('is known by a token of the owner’s consent, which gets the unwrapped form', async () => {
    const headers = {
      authorization: `Bearer ${electric.connection.accessToken}`,
      'sc-user-id': '',
    };
    const one = (await electric.call('GET', `/signals/${BATTERY}`, { headers })).json();
    expect(one).toMatchObject({
      id: BATTERY,
      type: 'signal',
      links: { self: `/vehicles/${electric.id}/signals/${BATTERY}` },
    });
    expect(one.meta.retrievedAt).toEqual(expect.any(Number));
    const many = (
      await electric.call('POST', '/signals', { headers, body: { signals: [BATTERY] } })
    ).json();
    expect(many).toMatchObject({ data: [{ id: BATTERY }], meta: { page: 1, totalCount: 1 } });
  });
});

describe('a signal that such a car has and that never came', () => {
  let house: TestPlatform;
  let silent: V3Car;
  beforeAll(async () => {
    const simulated = createSimulatedAdapter({
      clock: { now: () => house.clock.now() },
      liveToo: false,
    });
    const read: OemAdapter['read'] = async (car) => {
      const report = await simulated.read(car);
      return { ...report, entries: report.entries.filter(({ code }) => code !== BATTERY) };
    };
    house = await createTestPlatform({ adapters: [{ ...simulated, read }] });
    silent = await connectV3Car(house);
  });
  afterAll(() => house.close());

  test('is not in the list', async () => {
    const ids = (await list(silent)).map(({ id }) => id);
    expect(ids).toContain(ODOMETER);
    expect(ids).not.toContain(BATTERY);
  });

  test('is not found by itself', async () => {
    expect(await silent.refusal('GET', `/signals/${BATTERY}`)).toMatchObject({
      ...{ status: '404', type: 'RESOURCE_NOT_FOUND', code: 'SIGNAL_NOT_FOUND' },
    });
  });

  test('is unavailable among others', async () => {
    const body = { signals: [BATTERY, ODOMETER] };
    const { data } = (await silent.call('POST', '/signals', { body })).json<{ data: Signal[] }>();
    expect(data[0]?.attributes).toMatchObject({ code: BATTERY, status: { value: 'UNAVAILABLE' } });
    expect(data[0]?.attributes).not.toHaveProperty('body');
    expect(data[0]?.attributes.status).not.toHaveProperty('error');
    expect(data[1]?.attributes.status.value).toBe('SUCCESS');
  });
});

test('a path of v2.0 is nowhere under v3', async () => {
  expect(await electric.refusal('GET', '/battery')).toMatchObject({
    status: '404',
    type: 'RESOURCE_NOT_FOUND',
    code: 'INVALID_PATH',
  });
});
