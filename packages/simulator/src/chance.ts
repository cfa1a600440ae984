/** Numbers that look random and never change: the same seed and label give the same number. */
export type Chance = (label: string, index?: number) => number;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

const digest = (text: string, start: number): number => {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  }
  return hash;
};

/** The finaliser of MurmurHash3: spreads neighbouring inputs over the whole range. */
const spread = (hash: number): number => {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

/** Answers with numbers from 0 (included) to 1 (excluded). */
export const createChance = (seed: string): Chance => {
  const root = digest(seed, FNV_OFFSET);
  return (label, index = 0) =>
    spread(digest(label, spread(root)) ^ Math.imul(index, 0x9e3779b1)) / 2 ** 32;
};

/** A number from `low` to `high`, spread evenly. */
export const between = (low: number, high: number, chance: number): number =>
  low + (high - low) * chance;

/** One of a list that is not empty. */
export const pick = <T>(list: readonly [T, ...T[]], chance: number): T =>
  list[Math.floor(chance * list.length)] ?? list[0];
