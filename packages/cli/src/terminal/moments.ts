import { CliFailure, EXIT } from '../failure.js';

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** "10m", "2h", "1d" ago, or a point in time as ISO 8601. */
export const momentOf = (text: string, now: number): Date => {
  const [, amount, unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (amount !== undefined) return new Date(now - Number(amount) * (UNITS[unit] ?? 0));
  const moment = new Date(text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(moment.getTime())) return moment;
  throw new CliFailure(
    EXIT.usage,
    `"${text}" is no time`,
    'Write 10m, 2h or 1d for how long ago, or a time such as 2026-06-01T12:00:00Z.',
  );
};

/** The time of day, as the developer's clock shows it. */
export const clockTime = (moment: Date): string => {
  const two = (part: number): string => String(part).padStart(2, '0');
  const { getHours, getMinutes, getSeconds, getMilliseconds } = Date.prototype;
  const [hours, minutes, seconds] = [getHours, getMinutes, getSeconds].map((part) =>
    two(part.call(moment)),
  );
  return `${hours}:${minutes}:${seconds}.${String(getMilliseconds.call(moment)).padStart(3, '0')}`;
};
