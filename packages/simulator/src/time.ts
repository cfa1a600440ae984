export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * A car lives in story time: milliseconds of a local wall clock, counted as if it were UTC. Day zero
 * is 1970-01-01, a Thursday.
 */
export const dayOf = (story: number): number => Math.floor(story / DAY);

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

export const isWeekend = (day: number): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

/** Which part of the year it is, from 0 at New Year to 1. */
export const yearFraction = (story: number): number => {
  const year = new Date(story).getUTCFullYear();
  return (story - Date.UTC(year, 0)) / (Date.UTC(year + 1, 0) - Date.UTC(year, 0));
};
