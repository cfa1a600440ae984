/** From what on a webhook is in trouble, as documented, and what it is measured over. */
export const THRESHOLDS = {
  /** The least share of events that are to be delivered at the first attempt. */
  successRate: 0.95,
  /** The longest that an exchange may take on average, in milliseconds. */
  meanMs: 5_000,
  consecutiveFailures: 3,
  /** What the two averages are taken over, and within which a car's failures make a row. */
  windowMs: 15 * 60_000,
  /** Fewer events or attempts say nothing about a share or an average. */
  leastEvents: 20,
  leastAttempts: 5,
  /** An alert lasts at least so long, and so long without a failure: what comes and goes is one alert. */
  calmMs: 5 * 60_000,
} as const;

/** What can be told of a webhook; the documentation is made from it. */
export const ALERTS = {
  SUCCESS_RATE:
    'Less than 95 % of the events of the last 15 minutes were delivered at the first attempt.',
  RESPONSE_TIME: 'The attempts of the last 15 minutes took more than 5 seconds on average.',
  CONSECUTIVE_FAILURES: 'The last three attempts failed.',
  VEHICLE_FAILURES: 'The last three attempts at the events of at least one car failed.',
} as const;

export type AlertKind = keyof typeof ALERTS;

/** Cars whose last three attempts failed. */
export interface FailingCars {
  readonly count: number;
  /** Some of them, those that failed last. */
  readonly ids: readonly string[];
}

/** How a webhook has been doing of late. */
export interface Condition {
  readonly isEnabled: boolean;
  readonly events: number;
  readonly deliveredAtOnce: number;
  readonly attempts: number;
  readonly durationMs: number;
  readonly lastFailureAt: Date | null;
  /** Of the newest attempts, at most three of them, the newest first. */
  readonly newest: readonly boolean[];
  /** Null: not looked at. */
  readonly failingCars: FailingCars | null;
}

/** What is told of an alert that begins. */
export interface Measured {
  readonly successRate?: number;
  readonly meanMs?: number;
  readonly threshold?: number;
  readonly events?: number;
  readonly attempts?: number;
  readonly consecutiveFailures?: number;
  readonly vehicles?: number;
  readonly vehicleIds?: readonly string[];
}

/** `on` and `over` are certain; `unclear` leaves everything as it is. */
export type Verdict = 'on' | 'over' | 'unclear';

export const measuredOf = (kind: AlertKind, condition: Condition): Measured => {
  const { events, deliveredAtOnce, attempts, durationMs, failingCars } = condition;
  if (kind === 'SUCCESS_RATE') {
    return { successRate: deliveredAtOnce / events, threshold: THRESHOLDS.successRate, events };
  }
  if (kind === 'RESPONSE_TIME') {
    return { meanMs: Math.round(durationMs / attempts), threshold: THRESHOLDS.meanMs, attempts };
  }
  const { consecutiveFailures } = THRESHOLDS;
  if (kind === 'CONSECUTIVE_FAILURES') return { consecutiveFailures };
  return {
    consecutiveFailures,
    vehicles: failingCars?.count ?? 0,
    vehicleIds: failingCars?.ids ?? [],
  };
};

/** Whatever was attempted last failed. */
export const isDown = ({ newest }: Pick<Condition, 'newest'>): boolean => {
  const failures = newest.slice(0, THRESHOLDS.consecutiveFailures);
  return failures.length === THRESHOLDS.consecutiveFailures && !failures.includes(true);
};

export const judge = (kind: AlertKind, condition: Condition, now: number): Verdict => {
  if (!condition.isEnabled) return 'over';
  const { events, deliveredAtOnce, attempts, durationMs, lastFailureAt, newest, failingCars } =
    condition;
  if (kind === 'SUCCESS_RATE') {
    if (events === 0) return 'unclear';
    if (deliveredAtOnce / events >= THRESHOLDS.successRate) return 'over';
    return events >= THRESHOLDS.leastEvents ? 'on' : 'unclear';
  }
  if (kind === 'RESPONSE_TIME') {
    if (attempts === 0) return 'unclear';
    if (durationMs / attempts <= THRESHOLDS.meanMs) return 'over';
    return attempts >= THRESHOLDS.leastAttempts ? 'on' : 'unclear';
  }
  if (kind === 'VEHICLE_FAILURES') {
    if (!failingCars) return 'unclear';
    return failingCars.count > 0 ? 'on' : 'over';
  }
  if (isDown(condition)) return 'on';
  const calm = lastFailureAt === null || lastFailureAt.getTime() <= now - THRESHOLDS.calmMs;
  return newest[0] === true && calm ? 'over' : 'unclear';
};
