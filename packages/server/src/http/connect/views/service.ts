import { connectedServiceOf, findMake, regionOfCountry } from '@carport/catalog';

/** A make's names for texts, as its owners in that country know them; neutral words while there is none. */
export const serviceOf = (
  make: string | null,
  country: string,
): { brand: string; service: string } => {
  const row = make === null ? undefined : findMake(make);
  if (!row) return { brand: 'car', service: 'your carmaker' };
  return { brand: row.name, service: connectedServiceOf(row, regionOfCountry(country)) };
};
