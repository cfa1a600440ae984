import type { Region } from './vocabulary.js';

/** ISO 3166-1 alpha-2 codes of the European countries. */
const EUROPEAN_COUNTRIES: ReadonlySet<string> = new Set(
  (
    'AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE ' +
    'LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SJ SK SM TR UA VA XK'
  ).split(' '),
);

/** The region of an ISO 3166-1 alpha-2 country in either case; null where Carport knows no makes. */
export const regionOfCountry = (country: string): Region | null => {
  const code = country.toUpperCase();
  if (code === 'US' || code === 'CA') return code;
  return EUROPEAN_COUNTRIES.has(code) ? 'EUROPE' : null;
};

/** Every country that Carport knows makes for, as ISO 3166-1 alpha-2 codes. */
export const COUNTRIES: readonly string[] = ['US', 'CA', ...EUROPEAN_COUNTRIES];
