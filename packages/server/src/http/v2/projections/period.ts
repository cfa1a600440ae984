import { fault } from '../../../platform/fault.js';
import type { SignalView } from '../signal-view.js';

/** Epoch milliseconds, both included. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

const DAY = 24 * 60 * 60 * 1000;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * The time between two query parameters: up to now and so many days back where they are absent. An end
 * without a time of day means the whole day. Throws VALIDATION for what is no date.
 */
export const periodOf = (
  { wish, clock }: SignalView,
  names: { readonly start: string; readonly end: string; readonly days: number },
): Period => {
  const [start, end] = [dateIn(wish.query, names.start), dateIn(wish.query, names.end)];
  const until = end === undefined ? clock.now() : end.time + (end.wholeDay ? DAY - 1 : 0);
  return { from: start?.time ?? until - names.days * DAY, until };
};

const dateIn = (
  query: SignalView['wish']['query'],
  field: string,
): { time: number; wholeDay: boolean } | undefined => {
  const text = query[field];
  // An official SDK sends the word "undefined" for a date that it was not given.
  if (text === undefined || text === '' || text === 'undefined') return undefined;
  const time = ISO_8601.test(String(text)) ? Date.parse(String(text)) : Number.NaN;
  if (Number.isNaN(time)) {
    throw fault('VALIDATION', null, {
      detail: [{ field, message: 'must be a date: YYYY-MM-DD or ISO 8601' }],
    });
  }
  return { time, wholeDay: DATE_ONLY.test(String(text)) };
};

/** Whether a timestamp lies in it; one that is unknown does. */
export const within = ({ from, until }: Period, timestamp: string | null): boolean => {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) || (time >= from && time <= until);
};
