import type { Ratio } from './statistics.js';

/** What a contestant did; the middle of its rounds. */
export interface Row {
  readonly name: string;
  readonly perSecond: number;
  /** For example `requests`. */
  readonly of: string;
  /** Milliseconds. */
  readonly p99?: number;
  /** Microseconds of the server's processor time for one. */
  readonly processorMicroseconds?: number;
}

const NAME_WIDTH = 40;

export const rowText = ({ name, perSecond, of, p99, processorMicroseconds }: Row): string =>
  [
    `  ${name.padEnd(NAME_WIDTH)} ${Math.round(perSecond).toString().padStart(7)} ${of}/s`,
    p99 === undefined ? '' : `p99 ${p99.toFixed(p99 < 10 ? 1 : 0)} ms`.padStart(14),
    processorMicroseconds === undefined
      ? ''
      : `${processorMicroseconds.toFixed(1)} µs each`.padStart(18),
  ]
    .join('')
    .trimEnd();

/** A ratio and the least that it should be; null where none is settled. */
export interface Verdict {
  readonly what: string;
  readonly ratio: Ratio;
  readonly bar: number | null;
}

export const verdictText = ({ what, ratio, bar }: Verdict): string => {
  const rounds = `rounds ${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)}`;
  return `  ${what}: ${ratio.middle.toFixed(2)} (${rounds})${barText(ratio, bar)}`;
};

const barText = ({ middle }: Ratio, bar: number | null): string => {
  if (bar === null) return '';
  return middle >= bar ? `, at least ${bar} wanted` : `, BELOW the ${bar} wanted`;
};

export const holds = ({ ratio, bar }: Verdict): boolean => bar === null || ratio.middle >= bar;

/** Prints a benchmark's rows and ratios; true when every ratio holds its bar. */
export const print = (
  title: string,
  rows: readonly Row[],
  verdicts: readonly Verdict[],
): boolean => {
  console.log(`\n${title}`);
  for (const row of rows) console.log(rowText(row));
  for (const verdict of verdicts) console.log(verdictText(verdict));
  return verdicts.every(holds);
};
