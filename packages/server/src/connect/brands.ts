import { type MakeRow, regionOfCountry, searchMakes } from '@carport/catalog';

export interface BrandSearch {
  readonly brands: readonly MakeRow[];
  /** Brands that match, but are not served in this country. */
  readonly elsewhere: readonly MakeRow[];
}

/** The brands of a country's region that match, best first; all of them for an empty query. */
export const findBrands = (country: string, query: string): BrandSearch => {
  const brands = searchMakes(query, regionOfCountry(country));
  const here = new Set(brands);
  const everywhere = query.trim() === '' ? [] : searchMakes(query, null);
  return { brands, elsewhere: everywhere.filter((make) => !here.has(make)) };
};
