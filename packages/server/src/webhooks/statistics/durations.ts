const LONGEST_MS = 150_000;
const GROWTH = 1.2;

/**
 * Durations are counted in classes, each a fifth wider than the one before: so many attempts as there may be, a
 * minute of a webhook is one row, and a percentile is right to within a tenth. Class 0 is below the first bound,
 * class n from the nth bound on. What is stored is made with these bounds: they cannot be changed afterwards.
 */
export const DURATION_BOUNDS: readonly number[] = (() => {
  const bounds = [1];
  for (let last = 1; last < LONGEST_MS; bounds.push(last)) {
    last = Math.max(last + 1, Math.round(last * GROWTH));
  }
  return bounds;
})();

/** Numbers of attempts by class. */
export type DurationClasses = ReadonlyMap<number, number>;

/**
 * The duration in milliseconds that a share of attempts stayed within, as if those of one class were evenly spread
 * over it. Null when there are none.
 */
export const percentileOf = (
  classes: DurationClasses,
  share: number,
  longestMs: number,
): number | null => {
  const total = [...classes.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [number, count] of [...classes].sort(([left], [right]) => left - right)) {
    if (below + count >= rank) {
      const from = DURATION_BOUNDS[number - 1] ?? 0;
      const to = Math.min(DURATION_BOUNDS[number] ?? longestMs, longestMs);
      return Math.round(from + (Math.max(to, from) - from) * ((rank - below) / count));
    }
    below += count;
  }
  return longestMs;
};
