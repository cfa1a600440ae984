import { isoTime } from './iso-time.js';

/**
 * Adds the headers that say how old an answer is: when the car recorded its oldest part, so that nothing in it is
 * older, and when it was fetched. An answer of which no part has a time has neither.
 */
export const addFreshness = (
  headers: Record<string, string>,
  recordedAt: number | undefined,
  fetchedAt: number,
): void => {
  if (recordedAt === undefined) return;
  headers['sc-data-age'] = isoTime(recordedAt);
  headers['sc-fetched-at'] = isoTime(fetchedAt);
};
