const LONGEST_BACKOFF_MS = 3_600_000;
const MOST_DOUBLINGS = 20;

/** Milliseconds to a car's next turn: its adapter's pace, doubled by every failure in a row up to an hour. */
export const nextPollDelay = (pollEveryMs: number, failures: number): number =>
  failures === 0
    ? pollEveryMs
    : Math.max(
        pollEveryMs,
        Math.min(pollEveryMs * 2 ** Math.min(failures, MOST_DOUBLINGS), LONGEST_BACKOFF_MS),
      );
