const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const CODE_LIFE_MS = 10 * MINUTE_MS;
export const ACCESS_LIFE_MS = 2 * HOUR_MS;
export const REFRESH_LIFE_MS = 60 * DAY_MS;
export const APPLICATION_TOKEN_LIFE_MS = HOUR_MS;
/** How long after its end a code is still known, so that a second use of it is noticed. */
export const CODE_MEMORY_MS = DAY_MS;

/** Whole seconds that are left, as `expires_in` counts them. */
export const secondsUntil = (end: number, now: number): number =>
  Math.max(0, Math.floor((end - now) / 1000));
