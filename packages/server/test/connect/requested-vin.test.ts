import { makeVin } from '@carport/catalog';
import { describe, expect, test } from 'vitest';
import { isTestVin, isVin, makeOfVin } from '../../src/connect/requested-vin.js';

const simulated = makeVin({ wmi: 'WAU', year: 2023, seed: new Uint8Array(10).fill(7) });

describe('a VIN from the authorize URL', () => {
  test.each([
    ['0SCAUDI037A5ADB1C', true],
    ['1G1FY6S00N4100001', true],
    ['1G1FY6S00N410000', false],
    ['1G1FY6S00N410000-', false],
  ])('%s is well formed: %s', (vin, good) => {
    expect(isVin(vin)).toBe(good);
  });

  test('documented and simulated cars are test cars, others are not', () => {
    expect(isTestVin('0SCAUDI037A5ADB1C')).toBe(true);
    expect(isTestVin(simulated)).toBe(true);
    expect(isTestVin('1G1FY6S00N4100001')).toBe(false);
  });

  test.each([
    ['0SCAUDI037A5ADB1C', 'AUDI'],
    ['0SCLR000270BE6600', 'LAND_ROVER'],
    [simulated, 'AUDI'],
    ['ZZZZZZZZZZZZZZZZZ', undefined],
  ])('%s names %s', (vin, make) => {
    expect(makeOfVin(vin)?.id).toBe(make);
  });
});
