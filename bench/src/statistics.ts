/** The middle one; of an even number the upper of the two. NaN of nothing. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The smallest value that is not below 99 of 100. NaN of nothing. */
export const percentile99 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * 0.99) - 1)] ?? Number.NaN;

export interface Ratio {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
}

/** Quotients of rounds that ran next to each other, so that a machine that is busy for a while slows both. */
export const ratioOf = (values: readonly number[], baselines: readonly number[]): Ratio => {
  const quotients = values.map((value, round) => value / (baselines[round] ?? Number.NaN));
  return {
    middle: median(quotients),
    least: Math.min(...quotients),
    most: Math.max(...quotients),
  };
};
