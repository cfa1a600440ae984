import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  figuresIn,
  REPORTED_SIGNALS,
  type SignalRow,
  signalBodyIn,
  signalRow,
  toMetric,
} from '../src/index.js';

const rows: readonly SignalRow[] = REPORTED_SIGNALS;
const named = (wanted: readonly SignalRow[]) => wanted.map((row) => [row.code, row] as const);

describe.each(named(rows))('%s', (_code, row) => {
  test('is the very same body in metric', () => {
    expect(signalBodyIn(row, row.example, 'metric')).toBe(row.example);
  });

  test('keeps its shape and its metric original in imperial', () => {
    const before = JSON.stringify(row.example);
    const shape = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shape);
      if (typeof value !== 'object' || value === null) return typeof value;
      return Object.entries(value).map(([key, inner]) => [key, shape(inner)]);
    };
    expect(shape(signalBodyIn(row, row.example, 'imperial'))).toEqual(shape(row.example));
    expect(JSON.stringify(row.example)).toBe(before);
  });
});

test.each(named(rows.filter((row) => row.unit === undefined)))(
  '%s has no units and is never touched',
  (_code, row) => {
    expect(signalBodyIn(row, row.example, 'imperial')).toBe(row.example);
  },
);

test.each([
  ['odometer-traveleddistance', { unit: 'km', value: 100 }, { unit: 'miles', value: 62.14 }],
  ['charge-chargerate', { unit: 'km/h', value: 25 }, { unit: 'mph', value: 15.53 }],
  [
    'internalcombustionengine-amountremaining',
    { unit: 'liters', value: 50 },
    { unit: 'gallons', value: 13.21 },
  ],
  [
    'climate-externaltemperature',
    { unit: 'celsius', value: 22.5 },
    { unit: 'fahrenheit', value: 72.5 },
  ],
  ['tractionbattery-stateofcharge', { unit: 'percent', value: 78 }, { unit: 'percent', value: 78 }],
  ['charge-energyadded', { unit: 'kWh', value: 25.5 }, { unit: 'kWh', value: 25.5 }],
  [
    'tractionbattery-range',
    { unit: 'km', value: 300, type: 'DEFAULT', additionalValues: [{ type: 'RATED', value: 320 }] },
    {
      unit: 'miles',
      value: 186.41,
      type: 'DEFAULT',
      additionalValues: [{ type: 'RATED', value: 198.84 }],
    },
  ],
  [
    'wheel-tires',
    {
      values: [{ row: 0, column: 1, tirePressure: 258 }],
      rowCount: 2,
      columnCount: 2,
      unit: 'kPa',
    },
    {
      values: [{ row: 0, column: 1, tirePressure: 37.42 }],
      rowCount: 2,
      columnCount: 2,
      unit: 'psi',
    },
  ],
  [
    'service-records',
    { values: [{ id: null, cost: null, time: null, tasks: [], details: [], odometer: 1000 }] },
    { values: [{ id: null, cost: null, time: null, tasks: [], details: [], odometer: 621.37 }] },
  ],
] as const)('%s in imperial', (code, metric, imperial) => {
  expect(signalBodyIn(signalRow(code), metric, 'imperial')).toEqual(imperial);
});

test('figures of a body without unit names are converted where the paths say', () => {
  const body = [{ driven: 100, cost: 100, inner: { warm: 0 } }, { driven: null }];
  const units = [
    { quantity: 'distance', paths: ['*.driven'] },
    { quantity: 'temperature', paths: ['*.inner.warm'] },
  ] as const;
  expect(figuresIn(body, units, 'metric')).toBe(body);
  expect(figuresIn(body, units, 'imperial')).toEqual([
    { driven: 62.14, cost: 100, inner: { warm: 32 } },
    { driven: null },
  ]);
  expect(body[0]?.driven).toBe(100);
});

test('gaps stay gaps: null, missing keys and bodies that are no objects', () => {
  const odometer = signalRow('odometer-traveleddistance');
  expect(signalBodyIn(odometer, { unit: 'km', value: null }, 'imperial')).toEqual({
    unit: 'miles',
    value: null,
  });
  const tires = signalRow('wheel-tires');
  expect(signalBodyIn(tires, { values: null, unit: 'kPa' }, 'imperial')).toEqual({
    values: null,
    unit: 'psi',
  });
  expect(signalBodyIn(tires, { values: [null, { row: 0 }] }, 'imperial')).toEqual({
    values: [null, { row: 0 }],
  });
  for (const body of [null, undefined, 7, 'km', []]) {
    expect(signalBodyIn(odometer, body, 'imperial')).toBe(body);
  }
});

test('an imperial figure is the metric one within the rounding', () => {
  const odometer = signalRow('odometer-traveleddistance');
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (value) => {
      const sent = signalBodyIn(odometer, { unit: 'km', value }, 'imperial') as { value: number };
      expect(Math.abs(toMetric(sent.value, 'distance', 'imperial') - value)).toBeLessThan(0.0081);
    }),
  );
});
