import { describe, expect, test } from 'vitest';
import {
  connectedServiceOf,
  findMake,
  hasEngine,
  hasPlug,
  isVinShaped,
  MAKES,
  type MakeRow,
  makesIn,
  makeVin,
  REGIONS,
  regionOfCountry,
  searchMakes,
} from '../src/index.js';

const ids = (makes: readonly MakeRow[]): string[] => makes.map((make) => make.id);

test('all 45 makes are there, once, in order', () => {
  expect(MAKES).toHaveLength(45);
  expect(ids(MAKES)).toEqual([...new Set(ids(MAKES))].sort());
});

describe.each(MAKES.map((make) => [make.id, make] as const))('%s', (id, make) => {
  test('is named for the wire and for people', () => {
    expect(id).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(make.connectedService.length).toBeGreaterThan(2);
    expect(make.aliases).not.toContain(make.name);
    expect(findMake(id)).toBe(make);
  });

  test('is sold somewhere', () => {
    expect(make.regions.length).toBeGreaterThan(0);
    for (const region of make.regions) expect(REGIONS).toContain(region);
    for (const region of Object.keys(make.connectedServiceIn ?? {})) {
      expect(make.regions).toContain(region);
    }
  });

  test('has models that hang together', () => {
    expect(make.models.length).toBeGreaterThanOrEqual(2);
    expect(make.models.length).toBeLessThanOrEqual(5);
    expect(new Set(make.models.map((model) => model.model)).size).toBe(make.models.length);
    for (const { model, powertrain, batteryKwh, tankLiters, years } of make.models) {
      expect(batteryKwh > 0, model).toBe(hasPlug(powertrain));
      expect(tankLiters > 0, model).toBe(hasEngine(powertrain));
      expect(batteryKwh, model).toBeLessThan(210);
      expect(tankLiters, model).toBeLessThan(120);
      expect(years[0], model).toBeGreaterThanOrEqual(2012);
      expect(years[1], model).toBeGreaterThanOrEqual(years[0]);
    }
  });

  test('can be found by its name and every alias', () => {
    for (const typed of [make.name, make.name.toLowerCase(), ...make.aliases]) {
      expect(ids(searchMakes(typed, null)), typed).toContain(id);
    }
    expect(ids(searchMakes(make.name, null))[0]).toBe(id);
  });

  test('gives VINs', () => {
    expect(isVinShaped(makeVin({ wmi: make.wmi, year: 2024, seed: new Uint8Array(10) }))).toBe(
      true,
    );
  });
});

test('every region has cars of every kind to try', () => {
  for (const region of REGIONS) {
    const kinds = new Set(
      makesIn(region).flatMap((make) => make.models.map((model) => model.powertrain)),
    );
    expect([...kinds].sort(), region).toEqual(['BEV', 'HEV', 'ICE', 'PHEV']);
  }
});

test.each([
  ['vw', 'VOLKSWAGEN'],
  ['VW', 'VOLKSWAGEN'],
  ['chevy', 'CHEVROLET'],
  ['citroën', 'CITROEN'],
  ['Citroen', 'CITROEN'],
  ['CITROE\u0308N', 'CITROEN'],
  ['skoda', 'SKODA'],
  ['škoda', 'SKODA'],
  ['merc', 'MERCEDES_BENZ'],
  ['mercedes benz', 'MERCEDES_BENZ'],
  ['mercedes-benz', 'MERCEDES_BENZ'],
  ['benz', 'MERCEDES_BENZ'],
  ['beamer', 'BMW'],
  ['bimmer', 'BMW'],
  ['range rover', 'LAND_ROVER'],
  ['rover', 'LAND_ROVER'],
  ['alfa', 'ALFA_ROMEO'],
  ['romeo', 'ALFA_ROMEO'],
  ['jag', 'JAGUAR'],
  ['tes', 'TESLA'],
  ['  tesla ', 'TESLA'],
  ['ds', 'DS'],
  ['mini', 'MINI'],
])('somebody who types %j means %s', (typed, id) => {
  expect(ids(searchMakes(typed, null))[0]).toBe(id);
});

test('a search says nothing of what it does not know', () => {
  for (const typed of ['zzz', 'trabant', '.*', '-', '💥x'])
    expect(searchMakes(typed, null)).toEqual([]);
});

test('one letter finds the beginnings of names only', () => {
  for (const make of searchMakes('c', null)) {
    const words = [make.name, ...make.aliases].flatMap((name) => name.split(/[\s-]/));
    expect(words.some((word) => word.toLowerCase().startsWith('c'))).toBe(true);
  }
});

test('names come before aliases: a GM brand before those that GM makes', () => {
  expect(ids(searchMakes('g', 'US'))).toEqual(['GMC', 'BUICK', 'CADILLAC', 'CHEVROLET']);
});

test('a search keeps to the region, and an empty one shows all of it', () => {
  expect(searchMakes('renault', 'US')).toEqual([]);
  expect(ids(searchMakes('renault', 'EUROPE'))).toEqual(['RENAULT']);
  expect(searchMakes('', 'CA')).toEqual(makesIn('CA'));
  expect(searchMakes('  ', null)).toEqual(MAKES);
  expect(makesIn('CA').every((make) => make.regions.includes('CA'))).toBe(true);
});

test('the connected service has the name that it has in the region', () => {
  const volkswagen = findMake('VOLKSWAGEN');
  const kia = findMake('KIA');
  expect(volkswagen && connectedServiceOf(volkswagen, 'US')).toBe('Car-Net');
  expect(volkswagen && connectedServiceOf(volkswagen, 'EUROPE')).toBe('We Connect');
  expect(kia && connectedServiceOf(kia, 'EUROPE')).toBe('Kia Connect');
  expect(kia && connectedServiceOf(kia, null)).toBe('Kia Access');
});

test('ids from outside are looked up without trusting them', () => {
  for (const id of ['tesla', 'ALFA ROMEO', 'constructor', '']) expect(findMake(id)).toBeUndefined();
});

test.each([
  ['US', 'US'],
  ['us', 'US'],
  ['CA', 'CA'],
  ['DE', 'EUROPE'],
  ['gb', 'EUROPE'],
  ['NO', 'EUROPE'],
  ['CH', 'EUROPE'],
  ['JP', null],
  ['MX', null],
  ['', null],
  ['DEU', null],
  ['UK', null],
])('the country %j lies in %s', (country, region) => {
  expect(regionOfCountry(country)).toBe(region);
});
