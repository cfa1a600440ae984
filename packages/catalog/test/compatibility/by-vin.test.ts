import { describe, expect, test } from 'vitest';
import {
  type CompatibleModel,
  compatibilityAtLevel,
  compatibilityByVin,
  compatibleModels,
  endpointPath,
  findMake,
  isTestLevel,
  makeVin,
  PERMISSIONS,
  type Permission,
  TEST_LEVELS,
  type VinCompatibility,
  type VinQuestion,
  vinCheckDigit,
} from '../../src/index.js';

const MODEL_S = '5YJSA1E14FF101307';
const EVERY_PERMISSION = PERMISSIONS.map((row) => row.name);

const checked = (vin: string): string => vin.slice(0, 8) + vinCheckDigit(vin) + vin.slice(9);
const unchecked = (vin: string): string =>
  `${vin.slice(0, 8)}${vinCheckDigit(vin) === '0' ? '1' : '0'}${vin.slice(9)}`;

const answer = (
  question: Partial<VinQuestion>,
  extensions?: readonly CompatibleModel[],
): VinCompatibility => {
  const found = compatibilityByVin({ vin: MODEL_S, scope: [], ...question }, extensions);
  if ('invalid' in found) throw new Error(found.invalid);
  return found;
};

const vinOf = (make: string, year: number): string =>
  makeVin({ wmi: findMake(make)?.wmi ?? '', year, seed: new Uint8Array(10) });

describe('a car in the United States', () => {
  test('is answered for in the documented shape', () => {
    const scope: Permission[] = ['read_engine_oil', 'read_battery', 'read_vin'];
    expect(answer({ vin: vinOf('POLESTAR', 2023), scope })).toEqual({
      compatible: true,
      reason: null,
      capabilities: [
        {
          permission: 'read_engine_oil',
          endpoint: '/engine/oil',
          capable: false,
          reason: 'VEHICLE_NOT_CAPABLE',
        },
        { permission: 'read_battery', endpoint: '/battery', capable: true, reason: null },
        { permission: 'read_battery', endpoint: '/battery/capacity', capable: true, reason: null },
        {
          permission: 'read_battery',
          endpoint: '/battery/nominal_capacity',
          capable: true,
          reason: null,
        },
        { permission: 'read_vin', endpoint: '/vin', capable: true, reason: null },
      ],
    });
  });

  test('says whether it is the car or the make', () => {
    const { capabilities } = answer({ scope: ['read_fuel', 'read_diagnostics'] });
    expect(capabilities.map(({ endpoint, reason }) => [endpoint, reason])).toEqual([
      ['/fuel', 'VEHICLE_NOT_CAPABLE'],
      ['/diagnostics/system_status', 'SMARTCAR_NOT_CAPABLE'],
      ['/diagnostics/dtcs', 'SMARTCAR_NOT_CAPABLE'],
    ]);
  });

  test('a permission asked for twice is answered once', () => {
    expect(answer({ scope: ['read_vin', 'read_vin'] }).capabilities).toHaveLength(1);
    expect(answer({ scope: [] }).capabilities).toEqual([]);
  });

  test('in doubt about the powertrain it can do what any of them could', () => {
    const scope: Permission[] = ['read_fuel', 'read_battery'];
    const honda = answer({ vin: vinOf('HONDA', 2024), scope });
    expect(honda.capabilities.every(({ capable }) => capable)).toBe(true);
    const clarity = answer({ vin: vinOf('BUICK', 2024), scope });
    expect(clarity.capabilities.map(({ endpoint, reason }) => [endpoint, reason])).toEqual([
      ['/fuel', null],
      ['/battery', 'VEHICLE_NOT_CAPABLE'],
      ['/battery/capacity', 'VEHICLE_NOT_CAPABLE'],
      ['/battery/nominal_capacity', 'VEHICLE_NOT_CAPABLE'],
    ]);
  });

  test('where the number gives the powertrain away, that counts', () => {
    const { capabilities } = answer({ vin: checked('3FMTK3SU0MMA08335'), scope: ['read_fuel'] });
    expect(capabilities).toEqual([
      { permission: 'read_fuel', endpoint: '/fuel', capable: false, reason: 'VEHICLE_NOT_CAPABLE' },
    ]);
  });

  test('the make’s limits weigh more than those of one of its powertrains', () => {
    const { capabilities } = answer({ vin: vinOf('SUBARU', 2024), scope: ['read_diagnostics'] });
    expect(capabilities.map(({ reason }) => reason)).toEqual([
      'SMARTCAR_NOT_CAPABLE',
      'SMARTCAR_NOT_CAPABLE',
    ]);
  });

  test('older than anything with a modem is not compatible', () => {
    expect(answer({ vin: '1HGCM82633A004352', scope: EVERY_PERMISSION })).toEqual({
      compatible: false,
      reason: 'VEHICLE_NOT_COMPATIBLE',
      capabilities: [],
    });
  });

  test('newer than the catalogue is', () => {
    expect(answer({ vin: vinOf('TESLA', 2029) }).compatible).toBe(true);
  });
});

describe('the make', () => {
  test.each([
    ['that nobody knows', checked('1M8GDM9A0KP042788'), 'US'],
    ['that is not sold there', vinOf('RENAULT', 2023), 'US'],
    ['that is not served in the country', vinOf('SUBARU', 2023), 'CA'],
    ['in a country without makes', MODEL_S, 'JP'],
    ['in no country at all', MODEL_S, 'Mordor'],
  ])('%s is not compatible', (_, vin, country) => {
    expect(answer({ vin, country, scope: EVERY_PERMISSION })).toEqual({
      compatible: false,
      reason: 'MAKE_NOT_COMPATIBLE',
      capabilities: [],
    });
  });

  test('of a shared identifier is the one that is sold there', () => {
    expect(answer({ vin: checked('JN1EV7AP0KM123456') }).compatible).toBe(true);
    expect(answer({ vin: unchecked('W0VZZZ0B0L1234567'), country: 'GB' }).compatible).toBe(true);
  });

  test('the simulated cars of every model are compatible where it is', () => {
    const countries = { US: 'US', CA: 'CA', EUROPE: 'DE' } as const;
    for (const { make, region, startYear, endYear } of compatibleModels()) {
      for (const year of [startYear, endYear]) {
        const { reason } = answer({ vin: vinOf(make, year), country: countries[region] });
        expect(reason, `${make} ${region} ${year}`).toBeNull();
      }
    }
  });
});

describe('outside the United States', () => {
  test('a car is compatible, and nothing is said of what it can do', () => {
    for (const country of ['DE', 'gb', 'CA']) {
      expect(answer({ country, scope: EVERY_PERMISSION })).toEqual({
        compatible: true,
        reason: null,
        capabilities: [],
      });
    }
  });

  test('it is said where the operator wants it', () => {
    const { capabilities } = answer({
      vin: vinOf('CUPRA', 2023),
      country: 'DE',
      scope: ['read_fuel'],
      capabilitiesIn: ['US', 'EUROPE'],
    });
    expect(capabilities).toEqual([
      {
        permission: 'read_fuel',
        endpoint: '/fuel',
        capable: false,
        reason: 'SMARTCAR_NOT_CAPABLE',
      },
    ]);
  });

  test('a European number without a year is no reason to turn a car away', () => {
    expect(answer({ vin: unchecked('VF1AAAAA012345678'), country: 'FR' }).compatible).toBe(true);
  });

  test('nor is a check digit that fits by accident', () => {
    const vin = checked('WAUA1A4A0DA123456');
    expect(answer({ vin, country: 'DE' }).compatible).toBe(true);
    expect(answer({ vin, country: 'US' }).reason).toBe('VEHICLE_NOT_COMPATIBLE');
  });
});

describe('an operator’s models', () => {
  const jeep: CompatibleModel = {
    make: 'JEEP',
    model: 'Avenger',
    powertrain: 'BEV',
    regions: ['EUROPE'],
    startYear: 2023,
    endYear: 2025,
  };

  test('open a region for a make', () => {
    const vin = vinOf('JEEP', 2024);
    expect(answer({ vin, country: 'IT' }).reason).toBe('MAKE_NOT_COMPATIBLE');
    expect(answer({ vin, country: 'IT' }, [jeep]).compatible).toBe(true);
    expect(answer({ vin: vinOf('JEEP', 2020), country: 'IT' }, [jeep]).reason).toBe(
      'VEHICLE_NOT_COMPATIBLE',
    );
  });
});

test.each(['', 'SHORT', '5YJSA1E15FF101307', '0SCAUDI037A5ADB1C'])('%j is a mistake', (vin) => {
  expect(compatibilityByVin({ vin, scope: [] })).toHaveProperty('invalid');
});

test('make-specific endpoints are called below the make', () => {
  const row = { path: '/charge/records', makes: ['bmw', 'mini'] };
  expect(endpointPath(row, 'MINI')).toBe('/mini/charge/records');
  expect(endpointPath({ path: '/tesla/compass', makes: ['tesla'] }, 'TESLA')).toBe(
    '/tesla/compass',
  );
  expect(endpointPath({ path: '/fuel' }, 'TESLA')).toBe('/fuel');
});

describe('a level of test mode', () => {
  const scope: Permission[] = ['read_fuel', 'read_battery', 'read_odometer'];
  const able = (level: (typeof TEST_LEVELS)[number]): string[] =>
    compatibilityAtLevel(level, scope)
      .capabilities.filter(({ capable }) => capable)
      .map(({ endpoint }) => endpoint);
  const battery = ['/battery', '/battery/capacity', '/battery/nominal_capacity'];

  test.each([
    ['compatible', ['/fuel', ...battery, '/odometer']],
    ['phev', ['/fuel', ...battery, '/odometer']],
    ['fuel', ['/fuel', '/odometer']],
    ['bev', [...battery, '/odometer']],
    ['incompatible', []],
  ] as const)('%s can do %j', (level, endpoints) => {
    expect(able(level)).toEqual(endpoints);
  });

  test('says why not', () => {
    expect(compatibilityAtLevel('incompatible', scope)).toEqual({
      compatible: false,
      reason: 'VEHICLE_NOT_COMPATIBLE',
      capabilities: [],
    });
    expect(compatibilityAtLevel('bev', ['read_fuel'])).toEqual({
      compatible: true,
      reason: null,
      capabilities: [
        {
          permission: 'read_fuel',
          endpoint: '/fuel',
          capable: false,
          reason: 'VEHICLE_NOT_CAPABLE',
        },
      ],
    });
  });

  test('of everything is everything', () => {
    const { capabilities } = compatibilityAtLevel('compatible', EVERY_PERMISSION);
    expect(capabilities.length).toBeGreaterThan(15);
    expect(capabilities.every(({ capable }) => capable)).toBe(true);
  });

  test('is one of five words', () => {
    expect(TEST_LEVELS.every(isTestLevel)).toBe(true);
    for (const text of ['', 'BEV', 'toString', 'electric']) expect(isTestLevel(text)).toBe(false);
  });
});
