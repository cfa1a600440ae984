import { EUROPEAN_MAKES } from './makes/europe.js';
import { NORTH_AMERICAN_MAKES } from './makes/north-america.js';
import type { MakeRow } from './makes/row.js';
import { WORLDWIDE_MAKES } from './makes/worldwide.js';
import type { Region } from './vocabulary.js';

export type { MakeRow, ModelRow } from './makes/row.js';

/** Every make, in the order of the alphabet. */
export const MAKES: readonly MakeRow[] = [
  ...NORTH_AMERICAN_MAKES,
  ...EUROPEAN_MAKES,
  ...WORLDWIDE_MAKES,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map<string, MakeRow>(MAKES.map((make) => [make.id, make]));

/** The make of an upper-case id, or undefined. */
export const findMake = (id: string): MakeRow | undefined => byId.get(id);

export const makesIn = (region: Region): readonly MakeRow[] =>
  MAKES.filter((make) => make.regions.includes(region));

/** What the carmaker calls its connected service in a region. */
export const connectedServiceOf = (make: MakeRow, region: Region | null): string =>
  (region && make.connectedServiceIn?.[region]) || make.connectedService;

/** Letters and digits only, without accents and case: "Citroën C-3" is "citroenc3". */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** From this many letters on, a hit in the middle of a word is no accident. */
const INNER_HIT_LETTERS = 3;

/** How well a name fits what was typed; 0 is best, Infinity is not at all. */
const rank = (name: string, typed: string): number => {
  const whole = plain(name);
  if (whole === typed) return 0;
  if (whole.startsWith(typed)) return 1;
  if (name.split(/[\s-]/).some((word) => plain(word).startsWith(typed))) return 2;
  return typed.length >= INNER_HIT_LETTERS && whole.includes(typed) ? 3 : Infinity;
};

/** The make's own name wins against what other people's cars are called as well. */
const ALIAS_PENALTY = 0.5;

const rankOf = (make: MakeRow, typed: string): number =>
  Math.min(
    rank(make.name, typed),
    ...make.aliases.map((alias) => rank(alias, typed) + ALIAS_PENALTY),
  );

/**
 * The makes that what somebody typed may mean, the likeliest first; upper and lower case, accents,
 * spaces and hyphens don't matter. A blank query gives all makes of the region, a null region all
 * regions.
 */
export const searchMakes = (query: string, region: Region | null): readonly MakeRow[] => {
  const typed = plain(query);
  const offered = region === null ? MAKES : makesIn(region);
  if (query.trim() === '') return offered;
  if (typed === '') return [];
  return offered
    .map((make) => ({ make, rank: rankOf(make, typed) }))
    .filter((hit) => hit.rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map((hit) => hit.make);
};
