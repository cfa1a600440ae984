import { describe, expect, test } from 'vitest';
import {
  type CompatibleModel,
  compatibilityMatrix,
  ENDPOINTS,
  MATRIX_NAMES,
  makesIn,
  POWERTRAINS,
  REGIONS,
} from '../../src/index.js';

describe('the matrix of a region', () => {
  test.each(REGIONS)('%s has all of its makes, and models in the documented shape', (region) => {
    const matrix = compatibilityMatrix({ region });
    expect(Object.keys(matrix)).toEqual(makesIn(region).map((make) => make.id));
    for (const entry of Object.values(matrix).flat()) {
      expect(Object.keys(entry).sort()).toEqual([
        'endYear',
        'endpoints',
        'model',
        'permissions',
        'startYear',
        'type',
      ]);
      expect(new Set(entry.endpoints).size).toBe(entry.endpoints.length);
      expect(new Set(entry.permissions).size).toBe(entry.permissions.length);
      expect(entry.permissions).toContain('read_vin');
    }
  });

  test('one electric car, word for word', () => {
    const { KIA } = compatibilityMatrix({
      region: 'US',
      type: 'BEV',
      makes: ['kia'],
      scope: [
        'read_battery',
        'read_charge',
        'read_location',
        'control_security',
        'read_odometer',
        'read_fuel',
      ],
    });
    expect(KIA?.[0]).toEqual({
      model: 'EV6',
      startYear: 2022,
      endYear: 2025,
      type: 'BEV',
      endpoints: [
        'EV battery',
        'EV battery capacity',
        'EV battery nominal capacity',
        'EV charge limit',
        'EV charging status',
        'Location',
        'Lock & unlock',
        'Odometer',
      ],
      permissions: [
        'read_battery',
        'read_charge',
        'read_location',
        'control_security',
        'read_odometer',
      ],
    });
  });

  test('of one powertrain has nothing of the others', () => {
    for (const type of POWERTRAINS) {
      const entries = Object.values(compatibilityMatrix({ region: 'EUROPE', type })).flat();
      expect(entries.length).toBeGreaterThan(0);
      expect(entries.every((entry) => entry.type === type)).toBe(true);
    }
  });

  test.each([
    [['tesla'], ['TESLA']],
    [
      ['TESLA', 'bmw'],
      ['BMW', 'TESLA'],
    ],
    [['mercedes-benz'], ['MERCEDES_BENZ']],
    [['mercedes_benz', 'trabant'], ['MERCEDES_BENZ']],
    [['renault'], []],
    [[], []],
  ])('asked for %j it has %j', (makes, ids) => {
    expect(Object.keys(compatibilityMatrix({ region: 'US', makes }))).toEqual(ids);
  });

  test('of a permission has the models that can use it', () => {
    const diagnostics = compatibilityMatrix({ region: 'EUROPE', scope: ['read_diagnostics'] });
    expect(Object.keys(diagnostics)).toEqual(['ALFA_ROMEO', 'FIAT']);
    expect(diagnostics.FIAT?.[0]).toMatchObject({
      endpoints: ['System status'],
      permissions: ['read_diagnostics'],
    });
    const fuel = compatibilityMatrix({ region: 'US', scope: ['read_fuel'], makes: ['tesla'] });
    expect(fuel).toEqual({});
  });

  test('carries the makes’ own rules', () => {
    const canada = compatibilityMatrix({ region: 'CA', makes: ['tesla'] }).TESLA?.[0];
    expect(canada?.endpoints).toContain('EV battery capacity');
    expect(canada?.endpoints).not.toContain('EV battery nominal capacity');
    const gas = compatibilityMatrix({ region: 'US', makes: ['gmc'], type: 'ICE' }).GMC?.[0];
    expect(gas?.endpoints).toEqual(
      expect.arrayContaining(['Diagnostic trouble codes', 'Fuel tank', 'System status']),
    );
  });

  test('can be extended', () => {
    const row: CompatibleModel = {
      make: 'JEEP',
      model: 'Avenger',
      powertrain: 'BEV',
      regions: ['EUROPE'],
      startYear: 2023,
      endYear: 2025,
    };
    expect(compatibilityMatrix({ region: 'EUROPE', makes: ['jeep'] })).toEqual({});
    expect(compatibilityMatrix({ region: 'EUROPE', makes: ['jeep'] }, [row])).toMatchObject({
      JEEP: [{ model: 'Avenger', startYear: 2023, endYear: 2025, type: 'BEV' }],
    });
  });
});

test('every standard endpoint has a name, and no name is left over', () => {
  const standard = ENDPOINTS.filter((row) => !row.makes).map((row) => row.id);
  expect(Object.keys(MATRIX_NAMES).sort()).toEqual([...standard].sort());
  expect(new Set(Object.values(MATRIX_NAMES)).size).toBe(standard.length);
});
