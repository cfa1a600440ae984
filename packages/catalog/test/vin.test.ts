import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasValidCheckDigit,
  isSimulatedVin,
  isVinShaped,
  MAKES,
  makeVin,
  modelYearCode,
  vinCheckDigit,
} from '../src/index.js';

test.each(['1M8GDM9AXKP042788', '11111111111111111', '1HGCM82633A004352'])(
  '%s has the check digit of the published examples',
  (vin) => {
    expect(hasValidCheckDigit(vin)).toBe(true);
    expect(vinCheckDigit(vin)).toBe(vin[8]);
  },
);

test('one wrong digit is found', () => {
  const vin = '1HGCM82633A004352';
  for (const at of [3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16]) {
    const wrong = vin[at] === '7' ? '5' : '7';
    expect(hasValidCheckDigit(vin.slice(0, at) + wrong + vin.slice(at + 1)), String(at)).toBe(
      false,
    );
  }
});

test.each(['', '1M8GDM9AXKP04278', '1M8GDM9AXKP0427888', '1M8GDM9AXKP04278O', '1m8gdm9axkp042788'])(
  '%j is no VIN',
  (text) => {
    expect(isVinShaped(text)).toBe(false);
    expect(hasValidCheckDigit(text)).toBe(false);
  },
);

test('European VINs without a check digit still have the shape', () => {
  expect(isVinShaped('WVWZZZ1KZAW000001')).toBe(true);
});

test.each([
  [1980, 'A'],
  [2000, 'Y'],
  [2001, '1'],
  [2009, '9'],
  [2010, 'A'],
  [2018, 'J'],
  [2024, 'R'],
  [2030, 'Y'],
])('the model year %i is %s', (year, code) => {
  expect(modelYearCode(year)).toBe(code);
});

describe('made VINs', () => {
  const car = fc.record({
    wmi: fc.constantFrom(...MAKES.map((make) => make.wmi)),
    year: fc.integer({ min: 2012, max: 2026 }),
    seed: fc.uint8Array({ minLength: 10, maxLength: 16 }),
  });

  test('are valid, say make and year, and can be told from others', () => {
    fc.assert(
      fc.property(car, (one) => {
        const vin = makeVin(one);
        expect(hasValidCheckDigit(vin)).toBe(true);
        expect(vin.startsWith(one.wmi)).toBe(true);
        expect(vin[9]).toBe(modelYearCode(one.year));
        expect(isSimulatedVin(vin)).toBe(true);
      }),
    );
  });

  test('are the same for the same bytes and others for other bytes', () => {
    fc.assert(
      fc.property(car, (one) => {
        expect(makeVin(one)).toBe(makeVin({ ...one, seed: new Uint8Array(one.seed) }));
        const seed = new Uint8Array(one.seed);
        seed[5] = ((seed[5] ?? 0) % 10) + 1;
        expect(makeVin({ ...one, seed })).not.toBe(makeVin(one));
      }),
    );
  });

  test('a real car’s VIN does not pass for one', () => {
    expect(isSimulatedVin('1HGCM82633A004352')).toBe(false);
    expect(isSimulatedVin('5YJSA1CN5DFP00101')).toBe(false);
  });

  test('missing bytes count as zero', () => {
    const empty = makeVin({ wmi: '5YJ', year: 2024, seed: new Uint8Array() });
    expect(empty).toBe(makeVin({ wmi: '5YJ', year: 2024, seed: new Uint8Array(10) }));
  });
});
