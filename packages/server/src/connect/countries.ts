import { COUNTRIES, regionOfCountry } from '@carport/catalog';

export interface Country {
  /** ISO-3166 alpha-2, upper case. */
  readonly code: string;
  readonly name: string;
}

/** Upper-case code of a country that Connect can be used in. */
export const isCountry = (code: string): boolean =>
  regionOfCountry(code) !== null && code === code.toUpperCase();

/** What a country is called in the given language. */
export const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;

/** Every country that Connect can be used in, by name in the given language. */
export const countriesIn = (language: string): readonly Country[] =>
  COUNTRIES.map((code) => ({ code, name: countryName(code, language) })).sort((left, right) =>
    left.name.localeCompare(right.name, language),
  );

/** The first such country among an Accept-Language header's tags (`de-AT,de;q=0.9`). */
export const countryOfLanguages = (header: string): string | undefined =>
  header
    .split(',')
    .map((tag) => /^\s*[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(tag)?.[1]?.toUpperCase())
    .find((code) => code !== undefined && isCountry(code));
