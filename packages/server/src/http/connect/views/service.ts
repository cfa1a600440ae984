import { connectedServiceOf, findMake, regionOfCountry } from '@carport/catalog';
import type { Service, Texts } from '../texts/english.js';

/** A make's names for texts, as its owners in that country know them; neutral words while there is none. */
export const serviceOf = (
  make: string | null,
  country: string,
  { someMake }: Pick<Texts, 'someMake'>,
): Service => {
  const row = make === null ? undefined : findMake(make);
  if (!row) return someMake;
  return { brand: row.name, service: connectedServiceOf(row, regionOfCountry(country)) };
};
