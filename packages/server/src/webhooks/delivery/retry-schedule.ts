import type { DeliveryOptions } from './options.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** About three days, as the Standard Webhooks specification proposes. */
const EXTENDED = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR),
];
/** Receivers that come back after hours are not to get everything in one moment. */
const SPREAD = 0.1;
const GOLDEN_RATIO = 0.618_034;

/** Milliseconds from the start of each attempt to the next; the last one is the end. */
export const pausesOf = (
  schedule: DeliveryOptions['retrySchedule'],
  standardMs: readonly number[],
  eventId: string,
): readonly number[] => {
  if (schedule === 'standard') return standardMs;
  if (schedule !== 'extended') return schedule.map((seconds) => seconds * SECOND);
  return EXTENDED.map((pause, index) =>
    Math.round(pause * (1 + SPREAD * spreadOf(eventId, index))),
  );
};

/** From -1 to 1, the same for an event and attempt whoever asks, and different for others. */
const spreadOf = (eventId: string, index: number): number => {
  const random = Number.parseInt(eventId.slice(-8), 16) / 2 ** 32;
  return 2 * ((random + index * GOLDEN_RATIO) % 1) - 1;
};
