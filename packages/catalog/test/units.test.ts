import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  figureIn,
  fromMetric,
  QUANTITIES,
  type Quantity,
  toMetric,
  UNIT_SYSTEMS,
  unitName,
} from '../src/index.js';

const quantities = Object.keys(QUANTITIES) as Quantity[];
const figure = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const system = fc.constantFrom(...UNIT_SYSTEMS);

describe.each(quantities)('%s', (quantity) => {
  test('goes to the other system and back unchanged', () => {
    fc.assert(
      fc.property(figure, system, (value, to) => {
        expect(toMetric(fromMetric(value, quantity, to), quantity, to)).toBeCloseTo(value, 6);
      }),
    );
  });

  test('comes from the other system and goes back unchanged', () => {
    fc.assert(
      fc.property(figure, system, (value, from) => {
        expect(fromMetric(toMetric(value, quantity, from), quantity, from)).toBeCloseTo(value, 6);
      }),
    );
  });

  test('keeps the order of figures', () => {
    fc.assert(
      fc.property(figure, figure, system, (a, b, to) => {
        fc.pre(a < b);
        expect(fromMetric(a, quantity, to)).toBeLessThanOrEqual(fromMetric(b, quantity, to));
      }),
    );
  });

  test('is sent in metric as it came, and in imperial within half a hundredth', () => {
    fc.assert(
      fc.property(figure, (value) => {
        expect(figureIn(value, quantity, 'metric')).toBe(value);
        const sent = figureIn(value, quantity, 'imperial');
        expect(Math.abs(sent - fromMetric(value, quantity, 'imperial'))).toBeLessThan(0.00501);
        expect(Math.round(sent * 100) / 100).toBe(sent);
      }),
    );
  });

  test('has two names', () => {
    expect(unitName(quantity, 'metric')).not.toBe(unitName(quantity, 'imperial'));
  });
});

test.each([
  [1.609344, 'distance', 1],
  [100, 'distance', 62.14],
  [3.785411784, 'volume', 1],
  [6.894757293168, 'pressure', 1],
  [250, 'pressure', 36.26],
  [0, 'temperature', 32],
  [-40, 'temperature', -40],
  [37, 'temperature', 98.6],
  [130, 'speed', 80.78],
  [25.4, 'length', 1],
] as const)('%d of %s is %d', (metric, quantity, imperial) => {
  expect(figureIn(metric, quantity, 'imperial')).toBe(imperial);
});
