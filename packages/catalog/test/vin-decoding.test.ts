import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DecodedVin,
  decodeVin,
  findMake,
  isVinShaped,
  MAKES,
  makeVin,
  modelYearCode,
  vinCheckDigit,
} from '../src/index.js';
import { BRAND_LETTERS, MANUFACTURERS, SHARED } from '../src/vin-decoding/manufacturers.js';
import { POWERTRAIN_PATTERNS } from '../src/vin-decoding/powertrains.js';

const decoded = (vin: string): DecodedVin => {
  const car = decodeVin(vin);
  if ('invalid' in car) throw new Error(`${vin}: ${car.invalid}`);
  return car;
};

/** The same number with the check digit that belongs to it. */
const checked = (vin: string): string => vin.slice(0, 8) + vinCheckDigit(vin) + vin.slice(9);
/** The same number with a check digit that does not belong to it. */
const unchecked = (vin: string): string =>
  `${vin.slice(0, 8)}${vinCheckDigit(vin) === '0' ? '1' : '0'}${vin.slice(9)}`;

describe('the table of manufacturers', () => {
  const identifiers = Object.entries(MANUFACTURERS).flatMap(([make, list]) =>
    list.split(' ').map((wmi) => ({ make, wmi })),
  );

  test('has every make and no other', () => {
    expect(Object.keys(MANUFACTURERS).sort()).toEqual(MAKES.map((make) => make.id));
  });

  test('has well-formed identifiers, each once for a make', () => {
    for (const { make, wmi } of identifiers) expect(wmi, make).toMatch(/^[A-HJ-NPR-Z0-9]{3}$/);
    const pairs = identifiers.map(({ make, wmi }) => `${make} ${wmi}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  test('has the identifier of every simulated car', () => {
    for (const make of MAKES) expect(MANUFACTURERS[make.id]?.split(' ')).toContain(make.wmi);
    expect(new Set(MAKES.map((make) => make.wmi)).size).toBe(MAKES.length);
  });

  test('says whose a shared identifier most likely is', () => {
    const sharers = new Map<string, string[]>();
    for (const { make, wmi } of identifiers) {
      sharers.set(wmi, [...(sharers.get(wmi) ?? []), make]);
    }
    const shared = [...sharers].filter(([, makes]) => makes.length > 1).map(([wmi]) => wmi);
    expect(Object.keys(SHARED).sort()).toEqual(shared.sort());
    for (const [wmi, make] of Object.entries(SHARED)) expect(sharers.get(wmi)).toContain(make);
  });

  test('knows the brands of Fiat Chrysler', () => {
    for (const brand of Object.values(BRAND_LETTERS.brands)) expect(findMake(brand)).toBeDefined();
    const known = new Set(identifiers.map(({ wmi }) => wmi));
    expect([...BRAND_LETTERS.manufacturers].filter((wmi) => !known.has(wmi))).toEqual([]);
  });
});

describe('simulated cars', () => {
  test('decode to their make and year', () => {
    const car = fc.record({
      make: fc.constantFrom(...MAKES),
      year: fc.integer({ min: 2012, max: 2030 }),
      seed: fc.uint8Array({ minLength: 10, maxLength: 10 }),
    });
    fc.assert(
      fc.property(car, ({ make, year, seed }) => {
        const vin = makeVin({ wmi: make.wmi, year, seed });
        expect(decoded(vin)).toMatchObject({
          make: make.id,
          makes: [make.id],
          year,
          powertrain: null,
        });
      }),
      { numRuns: 500 },
    );
  });

  test('with any letter in the fifth and seventh place', () => {
    const jeep = findMake('JEEP')?.wmi ?? '';
    const letters = Array.from({ length: 33 }, (_, byte) => byte);
    for (const byte of letters) {
      const seed = new Uint8Array(10).fill(byte);
      expect(decoded(makeVin({ wmi: jeep, year: 2023, seed }))).toMatchObject({
        make: 'JEEP',
        year: 2023,
      });
    }
  });
});

describe('real numbers', () => {
  test.each([
    ['5YJSA1E14FF101307', 'TESLA', 2015, 'US'],
    ['WAUAFAFL1GN014882', 'AUDI', 2016, 'EUROPE'],
    ['1HGCM82633A004352', 'HONDA', 2003, 'US'],
    ['1M8GDM9AXKP042788', null, 1989, 'US'],
  ])('%s is %s of %d', (vin, make, year, region) => {
    expect(decoded(vin)).toMatchObject({ make, year, region });
  });

  test('come in either case', () => {
    expect(decoded('5yjsa1e14ff101307')).toEqual(decoded('5YJSA1E14FF101307'));
  });

  test.each([
    ['1C4RJFAG', 'JEEP'],
    ['1C4SDJCT', 'DODGE'],
    ['2C3CDXBG', 'DODGE'],
    ['2C3CCAAG', 'CHRYSLER'],
    ['2C4RC1BG', 'CHRYSLER'],
    ['1C6RR7FT', 'RAM'],
    ['1C6HJTAG', 'JEEP'],
    ['3C3CFFAR', 'FIAT'],
    ['ZACNDFAN', 'DODGE'],
    ['ZACNJDB1', 'JEEP'],
  ])('%s is a %s: the fifth place is the brand', (start, make) => {
    const car = decoded(checked(`${start}0NA123456`));
    expect(car.make).toBe(make);
    expect(car.makes).toEqual([make]);
  });

  test('a shared identifier names all makes, the likeliest first', () => {
    expect(decoded('W0VZZZ0B0L1234567').makes).toEqual(['OPEL', 'VAUXHALL']);
    expect(decoded(checked('JN1EV7AP0KM123456')).makes).toEqual(['NISSAN', 'INFINITI']);
    expect(decoded(checked('5TDAAAB50RS123456')).makes).toEqual(['TOYOTA', 'LEXUS']);
    expect(decoded(checked('1C4RX1BG0NA123456')).make).toBe('JEEP');
  });

  test('a manufacturer that nobody knows is no mistake', () => {
    expect(decoded('VF9AAAAAAAA123456')).toMatchObject({ make: null, makes: [] });
  });

  test.each([
    ['1HGCM82603A004352', 'US'],
    ['2HGFC2F50KH123456', 'CA'],
    ['3MW5R1J00L8123456', null],
    ['5YJ3E1EA0KF123456', 'US'],
    ['7SAYGDEE0NF123456', 'US'],
    ['WBAAAAAAAAAA12345', 'EUROPE'],
    ['YV1AAAAAAA1234567', 'EUROPE'],
    ['SALAAAAAAA1234567', 'EUROPE'],
    ['ZARAAAAAAA1234567', 'EUROPE'],
    ['JTDAAAAAAA1234567', null],
    ['KMHAAAAAAA1234567', null],
    ['LRWAAAAAAA1234567', null],
    ['93YAAAAAAA1234567', null],
  ])('%s was built in %s', (vin, region) => {
    expect(decoded(checked(vin)).region).toBe(region);
  });
});

describe('the model year', () => {
  const american = (seventh: string, code: string): string =>
    checked(`5YJ3E1${seventh}A0${code}F123456`);

  test('of an American number is in the round that the seventh place says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1980, max: 2039 }), (year) => {
        const vin = american(year >= 2010 ? 'E' : '4', modelYearCode(year));
        expect(decoded(vin).year).toBe(year);
      }),
    );
  });

  test.each(['0', 'Z', 'U'])('is not %s', (code) => {
    expect(decoded(american('E', code)).year).toBeNull();
  });

  test('of a European number is in the present round', () => {
    expect(decoded('WVWZZZ1KZAW000001').year).toBe(2010);
    expect(decoded(unchecked('TMBJB9NY0NF123456')).year).toBe(2022);
  });

  test('a filler makes a number European, even if the check digit fits', () => {
    expect(decoded(checked('WVWZZZ1K0AW000001')).year).toBe(2010);
    expect(decoded(unchecked('3VWZZZ1K0AM000001')).make).toBe('VOLKSWAGEN');
  });

  test.each(['VF1', 'VF3', 'WBA', 'W1K', 'WF0', 'SB1'])(
    '%s does not say it in Europe, but does in North America',
    (wmi) => {
      const vin = `${wmi}AAAAA0NA123456`;
      expect(decoded(unchecked(vin)).year).toBeNull();
      expect(decoded(checked(vin)).year).toBe(2022);
    },
  );
});

describe('the powertrain', () => {
  test('patterns are about models in the catalogue', () => {
    for (const { make, model, powertrain } of POWERTRAIN_PATTERNS) {
      const row = findMake(make)?.models.find((one) => one.model === model);
      expect(row?.powertrain, `${make} ${model}`).toBe(powertrain);
    }
  });

  test.each(
    POWERTRAIN_PATTERNS.flatMap(({ make, powertrain, vins }) =>
      vins.split(' ').map((pattern) => [pattern, make, powertrain] as const),
    ),
  )('%s is a %s and %s', (pattern, make, powertrain) => {
    expect(pattern).toMatch(/^[A-HJ-NPR-Z0-9.]{4,8}$/);
    const vin = checked(`${pattern.replaceAll('.', 'A').padEnd(8, 'A')}0NA123456`);
    expect(decoded(vin)).toMatchObject({ make, powertrain });
  });

  test('is nothing where the number does not tell', () => {
    expect(decoded('1HGCM82633A004352').powertrain).toBeNull();
  });
});

describe('mistakes', () => {
  test.each([
    ['', 'LENGTH'],
    ['5YJSA1E14FF10130', 'LENGTH'],
    ['5YJSA1E14FF1013077', 'LENGTH'],
    ['5YJSA1E14FF10130O', 'CHARACTERS'],
    ['5YJSA1E14FF10130-', 'CHARACTERS'],
    ['0SCAUDI037A5ADB1C', 'CHARACTERS'],
    ['5YJSA1E15FF101307', 'CHECK_DIGIT'],
    ['1HGCM82643A004352', 'CHECK_DIGIT'],
    ['2HGFC2F5XKH123456', 'CHECK_DIGIT'],
  ])('%j: %s', (vin, invalid) => {
    expect(decodeVin(vin)).toEqual({ invalid });
  });

  test('no text makes it fail', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ minLength: 17, maxLength: 17 })), (text) => {
        const car = decodeVin(text);
        if (!isVinShaped(text.toUpperCase())) expect(car).toHaveProperty('invalid');
      }),
    );
  });

  test('one wrong character in an American number is found', () => {
    const vin = '5YJSA1E14FF101307';
    for (const at of [3, 5, 6, 9, 10, 11, 13, 16]) {
      const wrong = vin[at] === '7' ? '5' : '7';
      expect(decodeVin(vin.slice(0, at) + wrong + vin.slice(at + 1)), String(at)).toEqual({
        invalid: 'CHECK_DIGIT',
      });
    }
  });
});
