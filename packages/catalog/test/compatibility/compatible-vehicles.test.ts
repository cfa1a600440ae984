import { describe, expect, test } from 'vitest';
import {
  type CompatibleVehicle,
  compatibleModels,
  compatibleVehicles,
  findSignalRow,
  isCommandId,
  isPermission,
  V3_COMMANDS,
} from '../../src/index.js';

const codesOf = (vehicle: CompatibleVehicle | undefined): string[] =>
  vehicle?.attributes.capabilities.map(({ code }) => code) ?? [];

const one = (make: string, model: string, region: 'US' | 'EUROPE'): CompatibleVehicle | undefined =>
  compatibleVehicles({ region, make }).find((row) => row.attributes.model === model);

describe('the list of compatible vehicles', () => {
  const all = compatibleVehicles();

  test('is every model of every region', () => {
    expect(all).toHaveLength(compatibleModels().length);
    expect(new Set(all.map((row) => row.id)).size).toBe(all.length);
    for (const row of all) expect(row.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('has the documented shape', () => {
    const model3 = one('TESLA', 'Model 3', 'US');
    expect(model3).toMatchObject({
      id: 'us-tesla-model-3-bev',
      type: 'vehicle-model-capability',
      attributes: {
        make: 'TESLA',
        model: 'Model 3',
        years: { start: 2017, end: 2025 },
        powertrainType: 'BEV',
        region: 'US',
      },
    });
    expect(model3?.attributes.capabilities).toContainEqual({
      type: 'signal',
      code: 'charge-ischarging',
      name: 'IsCharging',
      group: 'Charge',
      capability: 'charge-ischarging',
      permission: 'read_charge',
    });
    expect(model3?.attributes.capabilities).toContainEqual({
      type: 'command',
      code: 'charge-port-open',
      name: 'Open',
      group: 'ChargePort',
      capability: 'charge-port-open',
      permission: 'control_charge',
    });
  });

  test('names signals and commands that there are, each with its permission', () => {
    for (const { attributes } of all) {
      for (const { type, code, permission } of attributes.capabilities) {
        expect(type === 'signal' ? findSignalRow(code) : isCommandId(code)).toBeTruthy();
        expect(isPermission(permission)).toBe(true);
      }
    }
  });

  test('gives a car what its powertrain has', () => {
    const gas = codesOf(one('TOYOTA', 'Corolla', 'US'));
    expect(gas).toContain('internalcombustionengine-fuellevel');
    expect(gas.filter((code) => code.startsWith('charge-'))).toEqual([]);
    const electric = codesOf(one('TESLA', 'Model Y', 'EUROPE'));
    expect(electric).toContain('tractionbattery-stateofcharge');
    expect(electric.filter((code) => code.startsWith('internalcombustionengine-'))).toEqual([]);
    expect(electric.filter(isCommandId)).toHaveLength(V3_COMMANDS.length);
  });

  test('leaves out what the make does not tell or do', () => {
    const golf = codesOf(one('VOLKSWAGEN', 'Golf', 'EUROPE'));
    expect(golf).toContain('internalcombustionengine-range');
    expect(golf).not.toContain('internalcombustionengine-amountremaining');
    expect(golf).not.toContain('diagnostics-dtclist');
    const leaf = codesOf(one('NISSAN', 'LEAF', 'US'));
    expect(leaf).toContain('charge-start');
    expect(leaf).not.toContain('charge-stop');
    expect(codesOf(one('NISSAN', 'LEAF', 'EUROPE'))).toContain('charge-stop');
  });
});

describe('filters', () => {
  test.each(['tesla', 'TESLA', 'Tesla'])('make %s in any case', (make) => {
    expect(new Set(compatibleVehicles({ make }).map((row) => row.attributes.make))).toEqual(
      new Set(['TESLA']),
    );
  });

  test.each(['Mercedes-Benz', 'land rover', 'ALFA_ROMEO'])('make %s as people write it', (make) => {
    expect(compatibleVehicles({ make }).length).toBeGreaterThan(0);
  });

  test('region and powertrain together', () => {
    const rows = compatibleVehicles({ region: 'EUROPE', powertrainType: 'PHEV' });
    expect(rows.length).toBeGreaterThan(10);
    for (const { attributes } of rows) {
      expect(attributes).toMatchObject({ region: 'EUROPE', powertrainType: 'PHEV' });
    }
  });

  test('that nothing fits give nothing', () => {
    expect(compatibleVehicles({ make: 'trabant' })).toEqual([]);
    expect(compatibleVehicles({ make: '' })).toEqual([]);
    expect(compatibleVehicles({ make: 'renault', region: 'US' })).toEqual([]);
  });

  test('look at an operator’s models as well', () => {
    const row = {
      make: 'JEEP',
      model: 'Avenger',
      powertrain: 'BEV' as const,
      regions: ['EUROPE' as const],
      startYear: 2023,
      endYear: 2025,
    };
    const found = compatibleVehicles({ make: 'jeep', region: 'EUROPE' }, [row]);
    expect(found.map(({ id }) => id)).toEqual(['europe-jeep-avenger-bev']);
  });
});
