import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  COMMAND_ENDPOINTS,
  commandRow,
  ENDPOINTS,
  errorRow,
  findMake,
  isCommandId,
  isPermission,
  placesOf,
  READ_ENDPOINTS,
  type ReadEndpointRow,
  signalRow,
} from '../src/index.js';
import { schemaAt } from './support/schema-at.js';

const route = (row: { method: string; path: string }): string => `${row.method} ${row.path}`;

test('the standard endpoints are the documented ones, each once', () => {
  expect(ENDPOINTS.filter((row) => !row.makes).map(route)).toEqual([
    'GET /',
    'GET /vin',
    'GET /odometer',
    'GET /location',
    'GET /fuel',
    'GET /engine/oil',
    'GET /tires/pressure',
    'GET /battery',
    'GET /battery/capacity',
    'GET /battery/nominal_capacity',
    'GET /charge',
    'GET /charge/limit',
    'GET /security',
    'GET /service/history',
    'GET /diagnostics/system_status',
    'GET /diagnostics/dtcs',
    'POST /charge',
    'POST /charge/limit',
    'POST /security',
    'POST /navigation/destination',
  ]);
  expect(new Set(ENDPOINTS.map((row) => row.id)).size).toBe(ENDPOINTS.length);
});

test.each([
  [
    'tesla',
    [
      'DELETE /pin',
      'GET /alerts',
      'GET /attributes',
      'GET /battery',
      'GET /charge',
      'GET /charge/ammeter',
      'GET /charge/completion',
      'GET /charge/records',
      'GET /charge/records/billing',
      'GET /charge/schedule',
      'GET /charge/voltmeter',
      'GET /charge/wattmeter',
      'GET /climate/cabin',
      'GET /climate/defroster',
      'GET /climate/steering_wheel',
      'GET /compass',
      'GET /migration',
      'GET /speedometer',
      'GET /status',
      'GET /thermometer/exterior',
      'GET /thermometer/interior',
      'GET /user/access',
      'GET /user/info',
      'GET /virtual_key',
      'POST /charge/ammeter',
      'POST /charge/charge_port_door',
      'POST /charge/schedule',
      'POST /climate/cabin',
      'POST /climate/defroster',
      'POST /climate/steering_wheel',
      'POST /pin',
      'POST /security/frunk',
      'POST /security/trunk',
    ],
  ],
  ['cadillac', ['GET /charge/completion', 'GET /charge/voltmeter']],
  ['chevrolet', ['GET /charge/completion', 'GET /charge/voltmeter']],
  ['audi', ['GET /charge']],
  ['bmw', ['GET /charge/records']],
  ['mini', ['GET /charge/records']],
  ['ford', ['GET /charge/schedule_by_location', 'PUT /charge/schedule_by_location']],
  ['lincoln', ['GET /charge/schedule_by_location', 'PUT /charge/schedule_by_location']],
  ['nissan', ['GET /charge/schedule', 'PUT /charge/schedule']],
] as const)('the endpoints of %s are the documented ones', (make, routes) => {
  const own = ENDPOINTS.filter((row) => row.makes?.includes(make));
  expect(own.map(route).sort()).toEqual(routes);
});

test('makes that have endpoints of their own are makes, in lower case', () => {
  const makes = new Set(ENDPOINTS.flatMap((row) => row.makes ?? []));
  expect(makes.size).toBe(9);
  for (const make of makes) {
    expect(make).toBe(make.toLowerCase());
    expect(findMake(make.toUpperCase()), make).toBeDefined();
  }
});

test('an endpoint is served once for each of its makes, or once for all', () => {
  expect(placesOf({ path: '/charge/voltmeter', makes: ['tesla', 'cadillac'] })).toEqual([
    { make: 'tesla', path: '/tesla/charge/voltmeter' },
    { make: 'cadillac', path: '/cadillac/charge/voltmeter' },
  ]);
  expect(placesOf({ path: '/vin' })).toEqual([{ make: null, path: '/vin' }]);
  const all = ENDPOINTS.flatMap((row) => placesOf(row).map(({ path }) => `${row.method} ${path}`));
  expect(new Set(all).size).toBe(all.length);
});

describe.each(ENDPOINTS.map((row) => [route(row), row] as const))('%s', (_route, row) => {
  test('has an example that fits its response', () => {
    expect([...Value.Errors(row.response, row.example)]).toEqual([]);
    expect(Value.Check(row.response, 'a string')).toBe(false);
  });

  test('needs a permission of its kind', () => {
    if (row.id === 'user-access') return expect(row.permission).toBeNull();
    expect(isPermission(String(row.permission))).toBe(true);
    expect(row.permission).toMatch(row.kind === 'read' ? /^read_/ : /^control_/);
  });
});

const sourcesOf = (row: ReadEndpointRow) =>
  typeof row.project === 'string' ? [] : Object.entries(row.project);

/** Where v2.0 opens a signal with another permission than v3 does. */
const OWN_PERMISSIONS: Readonly<Record<string, string>> = {
  compass: 'read_location',
  'charging-locations': 'read_charge',
  'user-access': 'read_user_profile',
};

describe.each(READ_ENDPOINTS.map((row) => [row.id, row] as const))('GET %s', (_id, row) => {
  test('reads signals that the same permission covers and the same powertrains have', () => {
    for (const code of row.required) {
      expect(signalRow(code).permission, code).toBe(OWN_PERMISSIONS[row.id] ?? row.permission);
      for (const powertrain of row.powertrains) {
        expect(signalRow(code).powertrains, code).toContain(powertrain);
      }
    }
  });

  test('takes its fields from where the signals have them', () => {
    const listed = [...row.required, ...(row.optional ?? [])];
    for (const [field, source] of sourcesOf(row)) {
      expect(listed, field).toContain(source.signal);
      expect(schemaAt(signalRow(source.signal).body, source.path), field).toBeDefined();
      expect(schemaAt(row.response, field), field).toBeDefined();
    }
  });

  test('is told by all of its makes', () => {
    for (const code of [...row.required, ...(row.optional ?? [])]) {
      const tellers = signalRow(code).makes?.map((make) => make.toLowerCase());
      if (tellers) expect(tellers, code).toEqual(expect.arrayContaining([...(row.makes ?? ['?'])]));
    }
  });

  test('demands flags that it reads as well', () => {
    for (const { signal, otherwise } of row.demands ?? []) {
      expect(row.required).toContain(signal);
      expect(Value.Check(signalRow(signal).body, { value: true })).toBe(true);
      expect(errorRow('VEHICLE_STATE', otherwise)).toBeDefined();
    }
  });

  test('names numbers of its body where it follows the unit system', () => {
    expect(row.units === undefined || typeof row.project === 'string').toBe(true);
    for (const { paths } of row.units ?? []) {
      for (const path of paths) {
        const schema = schemaAt(row.response, path);
        expect(schema && Value.Check(schema, 1.5), path).toBe(true);
      }
    }
  });

  test('fills every field of its body when it projects field by field', () => {
    if (typeof row.project === 'string') return;
    expect(Object.keys(row.project).sort()).toEqual(Object.keys(row.example as object).sort());
  });

  test('converts exactly what its signals convert, and makes fractions of percentages', () => {
    for (const [field, source] of sourcesOf(row)) {
      const { unit, body } = signalRow(source.signal);
      expect(source.quantity, field).toBe(
        unit?.paths.includes(source.path) ? unit.quantity : undefined,
      );
      const inPercent = Value.Check(body, { unit: 'percent', value: 50 });
      expect(source.fraction, field).toBe(inPercent ? true : undefined);
    }
  });
});

describe.each(COMMAND_ENDPOINTS.map((row) => [row.id, row] as const))('command %s', (_id, row) => {
  const commands = [...Object.values(row.actions), ...(row.command ? [row.command] : [])];

  test('means commands under the same permission, for the same powertrains', () => {
    expect(commands.length).toBeGreaterThan(0);
    for (const id of commands) {
      expect(isCommandId(id)).toBe(true);
      expect(commandRow(id).permission).toBe(row.permission);
      expect(commandRow(id).powertrains).toEqual(row.powertrains);
    }
  });

  test('accepts its example, its actions and no others', () => {
    const { request } = row;
    if (!request) {
      expect(row.exampleRequest).toBeUndefined();
      expect(row.parameters).toBeUndefined();
      return;
    }
    expect([...Value.Errors(request, row.exampleRequest)]).toEqual([]);
    for (const action of Object.keys(row.actions)) {
      expect(Value.Check(request, { action })).toBe(true);
      expect(Value.Check(request, { action: action.toLowerCase() })).toBe(false);
    }
    expect(Value.Check(request, { action: 'EXPLODE' })).toBe(false);
    expect(Value.Check(request, {})).toBe(false);
    expect(Value.Check(request, [])).toBe(false);
  });

  test('names a source for each parameter of its commands', () => {
    const named = Object.keys(row.parameters ?? {});
    const wanted = commands.flatMap((id) =>
      Object.keys(
        (commandRow(id).parameters as { properties?: object } | undefined)?.properties ?? {},
      ),
    );
    expect(named.sort()).toEqual([...new Set(wanted)].sort());
    const { request } = row;
    for (const { field, in: part } of Object.values(row.parameters ?? {})) {
      const known = part === 'query' ? row.query : request;
      // A union of shapes has its fields in each of them.
      const shapes = (known as { anyOf?: TSchema[] } | undefined)?.anyOf ?? [known as TSchema];
      expect(
        shapes.some((shape) => schemaAt(shape, field) !== undefined),
        field,
      ).toBe(true);
    }
  });

  test('answers like an endpoint of the same makes, with the same body', () => {
    const { reply } = row;
    if (typeof reply !== 'object') return;
    const like = READ_ENDPOINTS.find(({ id }) => id === reply.like);
    expect(like?.makes).toEqual(row.makes);
    expect(like?.response).toEqual(row.response);
  });
});

test.each([
  [{ limit: 0.8 }, true],
  [{ limit: '0.8' }, true],
  [{ limit: '1' }, true],
  [{ limit: '.5' }, true],
  [{ limit: 'NaN' }, false],
  [{ limit: '' }, false],
  [{ limit: '0.8; drop' }, false],
  [{ limit: null }, false],
  [{ limit: '1'.repeat(40) }, false],
])('a charge limit sent as %j: %s', (body, accepted) => {
  const row = COMMAND_ENDPOINTS.find(({ id }) => id === 'control-charge-limit');
  expect(row?.request && Value.Check(row.request, body)).toBe(accepted);
});
