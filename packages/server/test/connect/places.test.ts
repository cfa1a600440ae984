import { COUNTRIES } from '@carport/catalog';
import { describe, expect, test } from 'vitest';
import { findBrands } from '../../src/connect/brands.js';
import { countriesIn, countryOfLanguages, isCountry } from '../../src/connect/countries.js';

const ids = (makes: readonly { id: string }[]): string[] => makes.map(({ id }) => id);

describe('countries', () => {
  test('all that the catalogue knows can be picked, by name', () => {
    const english = countriesIn('en');
    expect(english.map(({ code }) => code).sort()).toEqual([...COUNTRIES].sort());
    expect(english).toContainEqual({ code: 'DE', name: 'Germany' });
    expect(countriesIn('de')).toContainEqual({ code: 'DE', name: 'Deutschland' });
    expect(english.map(({ name }) => name)).toEqual(
      english.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en')),
    );
  });

  test.each([
    ['DE', true],
    ['US', true],
    ['de', false],
    ['JP', false],
    ['', false],
  ])('%j can be used: %s', (code, usable) => {
    expect(isCountry(code)).toBe(usable);
  });

  test.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'AT'],
    ['en,fr-CH;q=0.7', 'CH'],
    ['zh-Hant-TW, en-GB', 'GB'],
    ['sr-Latn-RS', 'RS'],
    ['ja-JP', undefined],
    ['*', undefined],
    ['', undefined],
  ])('a browser that asks for %j is in %s', (header, country) => {
    expect(countryOfLanguages(header)).toBe(country);
  });
});

describe('brands', () => {
  test('a country sees its region’s', () => {
    const [american, european] = [findBrands('US', ''), findBrands('DE', '')];
    expect(ids(american.brands)).toContain('CHEVROLET');
    expect(ids(european.brands)).not.toContain('CHEVROLET');
    expect(ids(european.brands)).toContain('RENAULT');
    expect(american.elsewhere).toEqual([]);
  });

  test('"VW" finds Volkswagen', () => {
    expect(ids(findBrands('US', 'VW').brands)).toEqual(['VOLKSWAGEN']);
  });

  test('a brand of another region is told apart from one that does not exist', () => {
    expect(ids(findBrands('US', 'renault').elsewhere)).toEqual(['RENAULT']);
    expect(findBrands('US', 'zzz')).toEqual({ brands: [], elsewhere: [] });
  });
});
