/** More than the cars that one process answers for within a moment; then it starts afresh. */
const MOST_KEPT = 4_096;
const kept = new Map<number, string>();

/**
 * ISO 8601 text of epoch milliseconds. The same few times come again and again: all signals of a report share
 * one, and every reading until the next report does. Writing them out was a twentieth of a read.
 */
export const isoTime = (epochMilliseconds: number): string => {
  const known = kept.get(epochMilliseconds);
  if (known !== undefined) return known;
  const text = new Date(epochMilliseconds).toISOString();
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(epochMilliseconds, text);
  return text;
};
