import type { Frequency, LegacySettings, LegacyType } from './contract.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS: Readonly<Record<Exclude<Frequency, 'monthly'>, number>> = {
  hourly: HOUR,
  daily: DAY,
  weekly: 7 * DAY,
};
/** How often a car that is plugged in is told of, in milliseconds. */
export const PLUGGED_IN_STEP = 30 * MINUTE;

export interface Cadence {
  readonly type: LegacyType;
  readonly settings: LegacySettings;
}

/**
 * The first end of a period after `now`. Periods are counted from the anchor, so reports do not drift, and those
 * that nobody was there to send are not made up for.
 */
export const nextDue = (
  { type, settings }: Cadence,
  anchor: number,
  now: number,
  isPluggedIn = false,
): number => {
  if (type === 'dynamic') return stepAfter(anchor, isPluggedIn ? PLUGGED_IN_STEP : HOUR, now);
  const { frequency = 'daily', interval = 1 } = settings;
  return frequency === 'monthly'
    ? monthAfter(anchor, interval, now)
    : stepAfter(anchor, interval * STEPS[frequency], now);
};

const stepAfter = (anchor: number, step: number, now: number): number =>
  anchor + Math.max(1, Math.floor((now - anchor) / step) + 1) * step;

const monthAfter = (anchor: number, interval: number, now: number): number => {
  const passed = monthsBetween(anchor, now);
  let periods = Math.max(1, Math.floor(passed / interval));
  while (monthsLater(anchor, periods * interval) <= now) periods++;
  return monthsLater(anchor, periods * interval);
};

const monthsBetween = (from: number, until: number): number => {
  const [first, last] = [new Date(from), new Date(until)];
  const years = last.getUTCFullYear() - first.getUTCFullYear();
  return years * 12 + last.getUTCMonth() - first.getUTCMonth() - 1;
};

/** The same day of a later month, in UTC; the last one where the month has no such day. */
const monthsLater = (time: number, months: number): number => {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
};
