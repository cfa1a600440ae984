/** How a benchmark is to run. */
export interface Options {
  /** Rounds of each contestant, in turn. */
  readonly rounds: number;
  readonly warmUpSeconds: number;
  readonly secondsPerRound: number;
  /** A short run that shows that everything works; its figures mean little. */
  readonly quick: boolean;
}

export const FULL: Options = { rounds: 15, warmUpSeconds: 3, secondsPerRound: 1.5, quick: false };
export const QUICK: Options = { rounds: 1, warmUpSeconds: 1, secondsPerRound: 1, quick: true };

export interface Wanted {
  readonly names: readonly string[];
  readonly options: Options;
}

/** Reads `[name …] [--quick]`; throws an error for a person when something in it is not known. */
export const readArguments = (args: readonly string[], known: readonly string[]): Wanted => {
  const names = args.filter((word) => word !== '--quick');
  const strange = names.filter((name) => !known.includes(name));
  if (strange.length > 0) {
    throw new Error(`unknown: ${strange.join(', ')}; there are ${known.join(', ')} and --quick`);
  }
  return {
    names: names.length > 0 ? names : known,
    options: args.includes('--quick') ? QUICK : FULL,
  };
};
