import {
  ENDPOINT_RULES,
  ENDPOINTS,
  type EndpointRow,
  LIMITED_MAKES,
  POWERTRAINS,
} from '@carport/catalog';
import type { LightMyRequestResponse } from 'fastify';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import {
  bodyIn,
  CASES,
  type EndpointCase,
  exampleRequestIn,
  permissionsWithout,
  unitsOf,
} from './endpoint-cases.js';
import { type AskOptions, type ClientCar, createGarage, type Garage } from './garage.js';

/*
 * What every endpoint of v2.0 owes its clients, asked of every row of the catalogue: a row that is added
 * is tested by being there.
 */

const HOUR = 60 * 60 * 1000;
const LONGER_THAN_A_TOKEN_LIVES = 3 * HOUR;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let platform: TestPlatform;
let connect: Garage;
let connectElsewhere: Garage;
let expired: ClientCar;

beforeAll(async () => {
  platform = await createTestPlatform();
  connect = createGarage(platform, await createTestApplication(platform));
  connectElsewhere = createGarage(platform, await createTestApplication(platform, 'Other app'));
  expired = await connect({ make: 'TESLA', powertrain: 'BEV' });
  await platform.clock.advance(LONGER_THAN_A_TOKEN_LIVES);
});
afterAll(() => platform.close());

type System = 'metric' | 'imperial';

/** A well-formed request, the way the endpoint's documentation shows it. */
const asked = async (
  car: ClientCar,
  { row, place }: EndpointCase,
  system: System = 'metric',
): Promise<LightMyRequestResponse> => {
  const options: AskOptions = { headers: { 'sc-unit-system': system } };
  if (row.kind === 'read') return car.ask(row.method, place.path, options);
  const payload = exampleRequestIn(row, system) as object | undefined;
  const path = place.path + ((await QUERIES[row.id]?.(car, place.path)) ?? '');
  return car.ask(row.method, path, { ...options, ...(payload && { payload }) });
};

/** Queries that depend on the car. */
const QUERIES: Readonly<Record<string, (car: ClientCar, path: string) => Promise<string>>> = {
  'control-charging-location': async (car, path) => {
    const [place] = (await car.ask('GET', path)).json().chargingLocations;
    return `?latitude=${place.location.latitude}&longitude=${place.location.longitude}`;
  },
};

const exampleOf = (row: EndpointRow): AskOptions =>
  row.kind === 'command' && row.exampleRequest !== undefined
    ? { payload: row.exampleRequest as object }
    : {};

/** A value for each query parameter that must be there. */
const someQuery = ({ query }: EndpointRow): string => {
  const names = (query as { required?: readonly string[] } | undefined)?.required ?? [];
  return names.length === 0 ? '' : `?${names.map((name) => `${name}=1`).join('&')}`;
};

const refusal = (response: LightMyRequestResponse): string => {
  const { type, code, statusCode, requestId } = response.json();
  expect(statusCode).toBe(response.statusCode);
  expect(requestId).toBe(response.headers['sc-request-id']);
  return `${response.statusCode} ${type}:${code}`;
};

const followsUnits = (row: EndpointRow): boolean => unitsOf(row).length > 0;

const expectFit = (response: LightMyRequestResponse, row: EndpointRow, system: System): void => {
  expect(response.statusCode, response.body).toBe(200);
  expect(response.headers['content-type']).toMatch(/^application\/json/);
  expect(response.headers['sc-request-id']).toMatch(UUID);
  expect(response.headers['sc-unit-system']).toBe(followsUnits(row) ? system : undefined);
  expect([...Value.Errors(row.response, response.json())], response.body).toEqual([]);
};

const readsSignals = (row: EndpointRow): boolean =>
  row.kind === 'read' && row.required.length + (row.optional?.length ?? 0) > 0;

describe.each(CASES.map((one) => [one.name, one] as const))('%s', (_name, one) => {
  const { row, place, make, powertrain } = one;

  test('granted, metric and imperial', async () => {
    const car = await connect({ make, powertrain });
    const metric = await asked(car, one);
    expectFit(metric, row, 'metric');
    // A command changes the car, so that the second one is given to another.
    const second = row.kind === 'read' ? car : await connect({ make, powertrain });
    const imperial = await asked(second, one, 'imperial');
    expectFit(imperial, row, 'imperial');
    expect(imperial.json()).toEqual(bodyIn(row, metric.json(), 'imperial'));
    for (const header of ['sc-data-age', 'sc-fetched-at']) {
      expect(metric.headers[header] !== undefined, header).toBe(readsSignals(row));
    }
  });

  test('permission missing', async () => {
    const { permission } = row;
    const permissions = permission === null ? [] : permissionsWithout(permission);
    const car = await connect({ make, powertrain, permissions });
    const response = await asked(car, one);
    if (permission === null) return expectFit(response, row, 'metric');
    expect(refusal(response)).toBe('403 PERMISSION:null');
  });

  test('wrong make', async () => {
    const own = await connect({ make, powertrain });
    const path = (word: string): string => `/${word}${row.path === '/' ? '' : row.path}`;
    if (place.make === null) {
      const served = CASES.some(
        (other) =>
          other.row.makes && other.row.method === row.method && other.row.path === row.path,
      );
      const answer = refusal(await own.ask(row.method, path('toyota')));
      return expect(answer).toBe(served ? '403 PERMISSION:null' : '404 RESOURCE_NOT_FOUND:PATH');
    }
    const stranger = await connect({ make: 'VOLVO', powertrain: 'BEV' });
    const example = exampleOf(row);
    const forbidden = [
      await stranger.ask(row.method, path(place.make) + someQuery(row), example),
      await stranger.ask(row.method, path('volvo'), example),
      await own.ask(row.method, path(place.make.toUpperCase()), example),
      await own.ask(row.method, path('spaceship'), example),
    ];
    expect(forbidden.map(refusal)).toEqual(Array(4).fill('403 PERMISSION:null'));
  });

  const { wrongPowertrain } = one;
  if (wrongPowertrain) {
    test('wrong powertrain', async () => {
      const car = await connect(wrongPowertrain);
      const response = await car.ask(row.method, place.path + someQuery(row), exampleOf(row));
      expect(refusal(response)).toBe('501 COMPATIBILITY:VEHICLE_NOT_CAPABLE');
    });
  }

  const { notServed } = one;
  if (notServed) {
    test('a make that is not served with it, alone and in a batch', async () => {
      const car = await connect(notServed);
      const response = await car.ask(row.method, place.path + someQuery(row), exampleOf(row));
      expect(refusal(response)).toBe('501 COMPATIBILITY:SMARTCAR_NOT_CAPABLE');
      if (row.kind !== 'read') return;
      const payload = { requests: [{ path: place.path }] };
      const [item] = (await car.ask('POST', '/batch', { payload })).json().responses;
      expect(item).toMatchObject({ code: 501, body: { code: 'SMARTCAR_NOT_CAPABLE' } });
    });
  }

  test('expired token', async () => {
    const response = await expired.ask(row.method, place.path);
    expect(refusal(response)).toBe('401 AUTHENTICATION:null');
  });

  test("another application's vehicle", async () => {
    const theirs = await connectElsewhere({ make, powertrain });
    const ours = await connect({ make, powertrain });
    const response = await theirs.ask(row.method, place.path, {
      headers: { authorization: `Bearer ${ours.accessToken}` },
    });
    expect(refusal(response)).toBe('401 AUTHENTICATION:null');
  });

  test('malformed', async () => {
    const car = await connect({ make, powertrain });
    const answers = [];
    for (const request of malformed(row)) {
      const response = await car.ask(row.method, place.path + request.query, {
        headers: { 'content-type': 'application/json', ...request.headers },
        ...(request.payload !== undefined && { payload: request.payload }),
      });
      answers.push(`${refusal(response)} for ${JSON.stringify(request)}`);
    }
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter((answer) => !answer.startsWith('400 VALIDATION:'))).toEqual([]);
  });
});

interface Malformed {
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

/** Requests that miss the endpoint's form: units that do not exist, broken and empty bodies, wrong query values. */
const malformed = (row: EndpointRow): Malformed[] => {
  const plain = { query: '', headers: {} };
  const example = row.kind === 'command' ? row.exampleRequest : undefined;
  const payload = example === undefined ? {} : { payload: JSON.stringify(example) };
  const parameters = Object.keys((row.query as { properties?: object })?.properties ?? {});
  return [
    { ...plain, ...payload, headers: { 'sc-unit-system': 'nautical' } },
    ...parameters.map((name) => ({ ...plain, ...payload, query: `?${name}=!` })),
    ...(example === undefined
      ? []
      : ['', '{"action":', '[]', '"START"', '{}', 'null', '{"action":7}', '{"__proto__":1}'].map(
          (text) => ({ ...plain, payload: text }),
        )),
  ];
};

describe.each(
  CASES.filter(({ row }) => row.kind === 'read').map((one) => [one.place.path, one] as const),
)('a batch with %s', (_path, one) => {
  const { row, place, make, powertrain } = one;
  const inBatch = async (car: ClientCar, path: string, system: System = 'metric') => {
    const headers = { 'sc-unit-system': system };
    const payload = { requests: [{ path }] };
    const response = await car.ask('POST', '/batch', { headers, payload });
    expect(response.statusCode, response.body).toBe(200);
    return response.json().responses[0];
  };

  test.each(['metric', 'imperial'] as const)(
    'has what the endpoint alone has, %s',
    async (system) => {
      const car = await connect({ make, powertrain });
      const alone = await asked(car, one, system);
      const item = await inBatch(car, place.path, system);
      expect(item).toMatchObject({ path: place.path, code: 200, body: alone.json() });
      for (const header of ['sc-unit-system', 'sc-data-age', 'sc-fetched-at']) {
        expect(item.headers[header], header).toBe(alone.headers[header]);
      }
    },
  );

  test('is refused item by item as the endpoint alone is', async () => {
    const { permission } = row;
    const permissions = permission === null ? [] : permissionsWithout(permission);
    const missing = await inBatch(await connect({ make, powertrain, permissions }), place.path);
    expect(missing.code).toBe(permission === null ? 200 : 403);
    if (place.make === null) return;
    const stranger = await connect({ make: 'VOLVO', powertrain: 'BEV' });
    const own = await connect({ make, powertrain });
    const upper = `/${place.make.toUpperCase()}${row.path}`;
    for (const item of [await inBatch(stranger, place.path), await inBatch(own, upper)]) {
      expect(item).toMatchObject({ code: 403, headers: {} });
      expect(item.body).toMatchObject({ type: 'PERMISSION', code: null, statusCode: 403 });
    }
  });
});

const demanding = CASES.flatMap((one) =>
  one.row.kind === 'read' ? (one.row.demands ?? []).map((demand) => ({ one, demand })) : [],
);

test('some endpoints tell only what a state of the car brings with it', () => {
  expect(new Set(demanding.map(({ demand }) => demand.otherwise))).toEqual(
    new Set(['CHARGING_PLUG_NOT_CONNECTED', 'NOT_CHARGING']),
  );
});

describe.each(demanding.map(({ one, demand }) => [one.name, one, demand] as const))(
  '%s',
  (_name, one, demand) => {
    test(`answers ${demand.otherwise} while the car is not in its state`, async () => {
      const car = await connect({ make: one.make, powertrain: one.powertrain });
      const states: number[] = [];
      for (let hours = 0; hours < 48 && !states.includes(409); hours += 1) {
        const response = await asked(car, one);
        states.push(response.statusCode);
        if (response.statusCode === 409) {
          expect(refusal(response)).toBe(`409 VEHICLE_STATE:${demand.otherwise}`);
        }
        await car.travel(HOUR);
      }
      expect(states[0]).toBe(200);
      expect(states).toContain(409);
    });
  },
);

test('the endpoints of single makes and regions are those of the rules', () => {
  const limited = CASES.filter(({ notServed }) => notServed).map(({ row }) => row.id);
  const ruled = [...ENDPOINT_RULES, ...LIMITED_MAKES].flatMap(({ endpoints }) => endpoints);
  expect(limited.length).toBeGreaterThan(4);
  expect(limited).toEqual(
    expect.arrayContaining(['dtcs', 'system-status', 'service-history', 'fuel']),
  );
  // A limited make is served with nothing but what its own row lists.
  const standard = ENDPOINTS.filter((row) => !row.makes).map(({ id }) => id);
  for (const id of limited) expect(standard).toContain(id);
  for (const id of ruled) expect(standard).toContain(id);
});

test('every endpoint has its cases; only Tesla builds no car that could not have one', () => {
  expect([...new Set(CASES.map(({ row }) => row))]).toEqual(ENDPOINTS);
  const limited = CASES.filter(({ row }) => row.powertrains.length < POWERTRAINS.length);
  const untold = limited.filter((one) => !one.wrongPowertrain);
  expect(new Set(untold.map(({ place }) => place.make))).toEqual(new Set(['tesla']));
});
