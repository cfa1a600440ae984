import type { Measurement } from './load.js';
import type { Options } from './options.js';
import type { Program } from './program.js';
import type { Row } from './report.js';
import { median, type Ratio, ratioOf } from './statistics.js';

export interface Contestant {
  readonly name: string;
  readonly program: Program;
  /** What is counted; requests when absent. */
  readonly of?: string;
  /** Puts load on the program for some seconds. */
  readonly run: (seconds: number) => Promise<Measurement>;
}

interface Round extends Measurement {
  /** Microseconds of the program for one request. */
  readonly processorMicroseconds: number;
}

export interface Standing {
  readonly row: Row;
  readonly rounds: readonly Round[];
}

/** Runs the contestants in turn, round by round, after a warm-up of each. */
export const contest = async (
  contestants: readonly Contestant[],
  { rounds, warmUpSeconds, secondsPerRound }: Options,
): Promise<Standing[]> => {
  for (const { run } of contestants) await run(warmUpSeconds);
  const results = contestants.map((): Round[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      results[index]?.push(await runRound(contestant, secondsPerRound));
    }
  }
  return contestants.map(({ name, of }, index) => standingOf(name, results[index] ?? [], of));
};

const runRound = async ({ program, run }: Contestant, seconds: number): Promise<Round> => {
  const before = await program.processorTime();
  const measurement = await run(seconds);
  const spent = (await program.processorTime()) - before;
  return { ...measurement, processorMicroseconds: spent / measurement.count };
};

export const standingOf = (name: string, rounds: readonly Round[], of = 'requests'): Standing => ({
  rounds,
  row: {
    ...{ name, of },
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    ...(rounds[0]?.p99 !== undefined && { p99: median(rounds.map(({ p99 }) => p99 ?? 0)) }),
    processorMicroseconds: Math.min(...rounds.map((round) => round.processorMicroseconds)),
  },
});

/** How the rates of two contestants compare. */
export const rateRatio = (one: Standing, baseline: Standing): Ratio =>
  ratioOf(
    one.rounds.map(({ perSecond }) => perSecond),
    baseline.rounds.map(({ perSecond }) => perSecond),
  );

/**
 * The same for a server that has one processor to itself: requests for each second of its processor time, each in
 * its least disturbed round. What else the machine does only ever adds to it, by caches and shared cores, and the
 * load generator need not keep up.
 */
export const processorRatio = (one: Standing, baseline: Standing): Ratio => ({
  ...ratioOf(microsecondsOf(baseline), microsecondsOf(one)),
  middle: Math.min(...microsecondsOf(baseline)) / Math.min(...microsecondsOf(one)),
});

const microsecondsOf = ({ rounds }: Standing): number[] =>
  rounds.map((round) => round.processorMicroseconds);

/** One contestant did `times` as much with a request. */
export const scaled = ({ middle, least, most }: Ratio, times: number): Ratio => ({
  middle: middle * times,
  least: least * times,
  most: most * times,
});
