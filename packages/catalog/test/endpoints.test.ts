import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  COMMAND_ENDPOINTS,
  commandRow,
  ENDPOINTS,
  isCommandId,
  isPermission,
  READ_ENDPOINTS,
  type ReadEndpointRow,
  signalRow,
} from '../src/index.js';
import { schemaAt } from './support/schema-at.js';

const route = (row: { method: string; path: string }): string => `${row.method} ${row.path}`;

test('the standard endpoints are the documented ones, each once', () => {
  expect(ENDPOINTS.map(route)).toEqual([
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

describe.each(ENDPOINTS.map((row) => [route(row), row] as const))('%s', (_route, row) => {
  test('has an example that fits its response', () => {
    expect([...Value.Errors(row.response, row.example)]).toEqual([]);
    expect(Value.Check(row.response, 'a string')).toBe(false);
  });

  test('needs a permission of its kind', () => {
    expect(isPermission(row.permission)).toBe(true);
    expect(row.permission).toMatch(row.kind === 'read' ? /^read_/ : /^control_/);
  });
});

const sourcesOf = (row: ReadEndpointRow) =>
  typeof row.project === 'string' ? [] : Object.entries(row.project);

describe.each(READ_ENDPOINTS.map((row) => [row.path, row] as const))('GET %s', (_path, row) => {
  test('reads signals that the same permission covers and the same powertrains have', () => {
    for (const code of row.required) {
      expect(signalRow(code).permission, code).toBe(row.permission);
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

describe.each(COMMAND_ENDPOINTS.map((row) => [row.path, row] as const))('POST %s', (_path, row) => {
  const commands = [...Object.values(row.actions), ...(row.command ? [row.command] : [])];

  test('means commands under the same permission, for the same powertrains', () => {
    expect(commands.length).toBeGreaterThan(0);
    for (const id of commands) {
      expect(isCommandId(id)).toBe(true);
      expect(commandRow(id).permission).toBe(row.permission);
      expect(commandRow(id).powertrains).toEqual(row.powertrains);
    }
  });

  test('accepts its actions and no others', () => {
    for (const action of Object.keys(row.actions)) {
      expect(Value.Check(row.request, { action })).toBe(true);
      expect(Value.Check(row.request, { action: action.toLowerCase() })).toBe(false);
    }
    expect(Value.Check(row.request, { action: 'EXPLODE' })).toBe(false);
    expect(Value.Check(row.request, {})).toBe(false);
  });

  test('names a source for each parameter of its command', () => {
    if (!row.command) return;
    const wanted = Object.keys(
      (commandRow(row.command).parameters as { properties?: object } | undefined)?.properties ?? {},
    );
    expect(Object.keys(row.parameters ?? {}).sort()).toEqual(wanted.sort());
    for (const source of Object.values(row.parameters ?? {})) {
      expect(schemaAt(row.request, source.field)).toBeDefined();
    }
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
  expect(row && Value.Check(row.request, body)).toBe(accepted);
});
