import Value from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { LATEST_YEAR, wasBuiltIn } from '../../src/compatibility/models.js';
import { SOLD_IN } from '../../src/compatibility/sold-in.js';
import { CompatibleModel, compatibleModels, MAKES, type RegionalModel } from '../../src/index.js';

const RENEGADE: CompatibleModel = {
  make: 'JEEP',
  model: 'Renegade 4xe',
  powertrain: 'PHEV',
  regions: ['EUROPE'],
  startYear: 2020,
  endYear: 2024,
};

const find = (
  rows: readonly RegionalModel[],
  region: string,
  make: string,
  model: string,
): RegionalModel | undefined =>
  rows.find((row) => row.region === region && row.make === make && row.model === model);

describe('the models that can be connected', () => {
  const rows = compatibleModels();

  test('are those of the catalogue, in the regions of their makes', () => {
    for (const row of rows) {
      const make = MAKES.find(({ id }) => id === row.make);
      expect(make?.regions, row.make).toContain(row.region);
      expect(row.startYear).toBeLessThanOrEqual(row.endYear);
    }
    for (const make of MAKES) {
      for (const region of make.regions) {
        expect(
          rows.some((row) => row.make === make.id && row.region === region),
          `${make.id} ${region}`,
        ).toBe(true);
      }
    }
  });

  test('are in order, each once', () => {
    const keys = rows.map((row) => `${row.region} ${row.make} ${row.model} ${row.powertrain}`);
    expect(new Set(keys).size).toBe(keys.length);
    const places = rows.map((row) => `${row.region} ${row.make}`);
    expect(places).toEqual([...places].sort());
  });

  test('are where they are sold', () => {
    expect(find(rows, 'EUROPE', 'VOLKSWAGEN', 'ID.3')).toBeDefined();
    expect(find(rows, 'US', 'VOLKSWAGEN', 'ID.3')).toBeUndefined();
    expect(find(rows, 'US', 'NISSAN', 'Rogue')).toBeDefined();
    expect(find(rows, 'EUROPE', 'NISSAN', 'Rogue')).toBeUndefined();
  });

  test('exceptions name models that there are, and regions of their makes', () => {
    for (const [id, models] of Object.entries(SOLD_IN)) {
      const make = MAKES.find((one) => one.id === id);
      for (const [model, regions] of Object.entries(models)) {
        expect(make?.models.map((row) => row.model)).toContain(model);
        expect(make?.regions).toEqual(expect.arrayContaining([...regions]));
        expect(regions.length).toBeLessThan(make?.regions.length ?? 0);
      }
    }
  });

  test('leave out the years in which a Volvo wants somebody in the car', () => {
    const years = (model: string) => {
      const row = find(rows, 'EUROPE', 'VOLVO', model);
      return row && [row.startYear, row.endYear];
    };
    expect(years('XC40 Recharge')).toBeUndefined();
    expect(years('EX30')).toBeUndefined();
    expect(years('XC60 Recharge')).toEqual([2018, 2021]);
    expect(years('V60')).toEqual([2019, 2022]);
    expect(years('XC40')).toEqual([2019, 2025]);
  });
});

describe('an operator’s models', () => {
  test('are added in each of their regions', () => {
    const rows = compatibleModels([{ ...RENEGADE, regions: ['US', 'EUROPE'] }]);
    expect(rows).toHaveLength(compatibleModels().length + 2);
    expect(find(rows, 'EUROPE', 'JEEP', 'Renegade 4xe')).toEqual({
      region: 'EUROPE',
      make: 'JEEP',
      model: 'Renegade 4xe',
      powertrain: 'PHEV',
      startYear: 2020,
      endYear: 2024,
    });
  });

  test('take the place of a standard row, in whatever case, and only in their region', () => {
    const longer = {
      ...RENEGADE,
      model: 'compass',
      powertrain: 'ICE' as const,
      regions: ['US' as const],
    };
    const rows = compatibleModels([longer]);
    expect(rows).toHaveLength(compatibleModels().length);
    expect(find(rows, 'US', 'JEEP', 'compass')?.startYear).toBe(2020);
    expect(find(rows, 'US', 'JEEP', 'Compass')).toBeUndefined();
    expect(find(rows, 'CA', 'JEEP', 'Compass')?.startYear).toBe(2018);
  });

  test('bring back what was left out', () => {
    const row = { ...RENEGADE, make: 'VOLVO', model: 'EX30', powertrain: 'BEV' as const };
    expect(find(compatibleModels([row]), 'EUROPE', 'VOLVO', 'EX30')).toBeDefined();
  });

  test('leave the standard ones as they were', () => {
    const before = compatibleModels();
    compatibleModels([RENEGADE]);
    expect(compatibleModels()).toEqual(before);
  });

  test.each([
    ['a row', RENEGADE, true],
    ['no make', { ...RENEGADE, make: undefined }, false],
    ['a make that nobody knows', { ...RENEGADE, make: 'TRABANT' }, false],
    ['an empty model', { ...RENEGADE, model: '' }, false],
    ['another powertrain', { ...RENEGADE, powertrain: 'STEAM' }, false],
    ['no regions', { ...RENEGADE, regions: [] }, false],
    ['another region', { ...RENEGADE, regions: ['MARS'] }, false],
    ['a year in letters', { ...RENEGADE, startYear: '2020' }, false],
  ])('%s fits its schema: %#', (_, row, fits) => {
    expect(Value.Check(CompatibleModel, row)).toBe(fits);
  });
});

describe('a model year', () => {
  const row: RegionalModel = {
    region: 'US',
    make: 'JEEP',
    model: 'Renegade',
    powertrain: 'ICE',
    startYear: 2018,
    endYear: 2021,
  };

  test.each([
    [2017, false],
    [2018, true],
    [2021, true],
    [2022, false],
    [null, true],
  ])('%s: %s', (year, built) => {
    expect(wasBuiltIn(row, year)).toBe(built);
  });

  test('a model that was built last year goes on', () => {
    expect(wasBuiltIn({ ...row, endYear: LATEST_YEAR }, LATEST_YEAR + 2)).toBe(true);
    expect(wasBuiltIn({ ...row, endYear: LATEST_YEAR }, 2017)).toBe(false);
  });
});
