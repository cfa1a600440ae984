import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  DIAGNOSTIC_SYSTEMS,
  findSignalRow,
  INTERNAL_SIGNALS,
  isPermission,
  isReportedCode,
  isSignalCode,
  POWERTRAINS,
  QUANTITIES,
  REPORTED_SIGNALS,
  SIGNALS,
  type SignalCode,
  type SignalRow,
  signalRow,
} from '../src/index.js';
import { schemaAt } from './support/schema-at.js';

const rows: readonly SignalRow[] = SIGNALS;

test('every documented signal is there, once', () => {
  expect(rows).toHaveLength(93);
  expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length);
});

test('what only v2.0 tells is known to cars and to nobody outside', () => {
  const internal: readonly SignalRow[] = INTERNAL_SIGNALS;
  expect(internal.map((row) => row.code).sort()).toEqual([
    'alerts-recent',
    'charge-amperagemaxcharger',
    'charge-fastchargerbrand',
    'charge-limitbounds',
    'charge-rangeadded',
    'tractionbattery-istooweaktoheat',
    'tractionbattery-usablestateofcharge',
    'vehicleidentification-build',
    'vehicleuseraccount-email',
  ]);
  for (const row of internal) {
    expect(row.kind).toBe('internal');
    expect(isSignalCode(row.code), row.code).toBe(false);
    expect(findSignalRow(row.code), row.code).toBeUndefined();
    expect(isReportedCode(row.code), row.code).toBe(true);
    expect(signalRow(row.code as SignalCode)).toBe(row);
  }
  expect(REPORTED_SIGNALS).toEqual([...rows, ...internal]);
  expect(rows.filter((row) => row.kind === 'internal')).toEqual([]);
});

test.each([
  ['Charge', 21],
  ['Climate', 2],
  ['Closure', 8],
  ['ConnectivitySoftware', 1],
  ['ConnectivityStatus', 3],
  ['Diagnostics', 23],
  ['HVAC', 5],
  ['InternalCombustionEngine', 4],
  ['Location', 2],
  ['LowVoltageBattery', 2],
  ['Motion', 1],
  ['Odometer', 1],
  ['Service', 2],
  ['Surveillance', 2],
  ['TractionBattery', 5],
  ['Transmission', 2],
  ['VehicleIdentification', 5],
  ['VehicleUserAccount', 2],
  ['Wheel', 2],
])('the group %s has %i signals', (group, count) => {
  expect(rows.filter((row) => row.group === group)).toHaveLength(count);
});

describe.each(REPORTED_SIGNALS.map((row) => [row.code, row] as const))('%s', (_code, row) => {
  test('is named after its group and name', () => {
    expect(row.code).toBe(`${row.group}-${row.name}`.toLowerCase());
    expect(row.code).toMatch(/^[a-z]+-[a-z]+$/);
  });

  test('has an example that fits its schema, and a schema that refuses something', () => {
    expect([...Value.Errors(row.body, row.example)]).toEqual([]);
    expect(Value.Check(row.body, 'a string')).toBe(false);
    expect(Value.Check(row.body, {})).toBe(false);
  });

  test('asks for a permission that exists and belongs to a powertrain', () => {
    expect(isPermission(row.permission)).toBe(true);
    expect(row.permission).toMatch(/^read_/);
    expect(row.powertrains.length).toBeGreaterThan(0);
    for (const powertrain of row.powertrains) expect(POWERTRAINS).toContain(powertrain);
  });

  test('names numbers that exist where it follows the unit system', () => {
    for (const path of row.unit?.paths ?? []) {
      const schema = schemaAt(row.body, path);
      expect(schema && Value.Check(schema, 1.5), path).toBe(true);
      expect(schema && Value.Check(schema, null), path).toBe(true);
    }
  });

  test('spells its unit as the units table does', () => {
    const unit = schemaAt(row.body, 'unit');
    if (!unit || !row.unit) return;
    expect(Value.Check(unit, QUANTITIES[row.unit.quantity].metric)).toBe(true);
  });
});

test('a number in a convertible unit always says that it is convertible', () => {
  const metricNames = new Set<unknown>(Object.values(QUANTITIES).map((unit) => unit.metric));
  const convertible = rows.filter((row) => {
    const example = row.example as { unit?: unknown };
    return metricNames.has(example.unit);
  });
  expect(convertible.filter((row) => row.unit === undefined)).toEqual([]);
  expect(convertible.length).toBeGreaterThan(8);
});

test('any inner value may be null', () => {
  expect(Value.Check(signalRow('closure-sunroof').body, { isOpen: null })).toBe(true);
  expect(Value.Check(signalRow('closure-fronttrunk').body, { isOpen: false, isLocked: null })).toBe(
    true,
  );
  expect(
    Value.Check(signalRow('odometer-traveleddistance').body, { unit: 'km', value: null }),
  ).toBe(true);
});

test('static facts are attributes', () => {
  expect(
    rows
      .filter((row) => row.kind === 'attribute')
      .map((row) => row.code)
      .sort(),
  ).toEqual([
    'surveillance-brand',
    'vehicleidentification-exteriorcolor',
    'vehicleidentification-packages',
    'vehicleidentification-trim',
    'vehicleidentification-vin',
    'wheel-style',
  ]);
});

test('a gasoline car has no traction battery and an electric one no engine', () => {
  for (const row of rows.filter(({ group }) => group === 'TractionBattery' || group === 'Charge')) {
    expect(row.powertrains).not.toContain('ICE');
  }
  for (const row of rows.filter(({ group }) => group === 'InternalCombustionEngine')) {
    expect(row.powertrains).not.toContain('BEV');
  }
});

test('codes from outside are looked up without trusting them', () => {
  expect(isSignalCode('odometer-traveleddistance')).toBe(true);
  for (const code of ['Odometer-TraveledDistance', 'toString', '__proto__', '']) {
    expect(isSignalCode(code)).toBe(false);
    expect(findSignalRow(code)).toBeUndefined();
  }
});

test("v2.0's systems cover every system signal under ids of their own", () => {
  const systems = rows.filter((row) => schemaAt(row.body, 'status') !== undefined);
  expect(DIAGNOSTIC_SYSTEMS.map((system) => system.signal).sort()).toEqual(
    systems.map((row) => row.code).sort(),
  );
  expect(new Set(DIAGNOSTIC_SYSTEMS.map((system) => system.systemId)).size).toBe(21);
  for (const { systemId, signal } of DIAGNOSTIC_SYSTEMS) {
    expect(systemId.replace('SYSTEM_', '').replaceAll('_', '').toLowerCase()).toBe(
      signal.replace('diagnostics-', ''),
    );
  }
});
