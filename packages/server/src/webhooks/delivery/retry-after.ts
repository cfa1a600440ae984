import type { Exchange } from '../outgoing/transport.js';

const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;
const DAY = 24 * 3_600_000;

/** Until when an answer asks not to be tried again, a day at most; `now` when it does not. Epoch milliseconds. */
export const askedToWaitUntil = ({ statusCode, headers }: Exchange, now: number): number => {
  const isMeant = statusCode === TOO_MANY_REQUESTS || (statusCode ?? 0) >= FIRST_SERVER_ERROR;
  const value = headers['retry-after']?.trim();
  if (!isMeant || !value) return now;
  const until = /^\d+$/.test(value) ? now + Number(value) * 1_000 : Date.parse(value);
  return Number.isNaN(until) ? now : Math.min(Math.max(until, now), now + DAY);
};
