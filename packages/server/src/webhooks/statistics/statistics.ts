import type { Clock } from '../../platform/clock.js';
import { isUuid } from '../../platform/uuid.js';
import type { Store } from '../../store/store.js';
import { findWebhook } from '../definitions.store.js';
import {
  STATISTICS_WINDOWS,
  type StatisticsReader,
  type StatisticsWindow,
  type Tally,
  type WebhookStatistics,
} from './contract.js';
import { percentileOf } from './durations.js';
import {
  countedTo,
  readDurations,
  readOutcomes,
  readSteps,
  type StepRow,
} from './statistics.store.js';

/** What became of a webhook's attempts, read from what has been counted by minute. */
export const createStatistics = ({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
}): StatisticsReader => {
  const read = async (
    applicationId: string,
    webhookId: string,
    window: StatisticsWindow,
  ): Promise<WebhookStatistics> => {
    const { steps, stepMs } = STATISTICS_WINDOWS[window];
    const now = clock.now();
    const start = now - (now % stepMs) - (steps - 1) * stepMs;
    const from = new Date(start);
    const query = { applicationId, webhookId, from, stepMs };
    const [rows, durations, outcomes, counted] = await Promise.all([
      readSteps(store.db, query),
      readDurations(store.db, query),
      readOutcomes(store.db, query),
      countedTo(store.db),
    ]);
    const classesOf = (wanted?: number): Map<number, number> => {
      const classes = new Map<number, number>();
      for (const one of durations) {
        if (wanted !== undefined && one.step !== wanted) continue;
        classes.set(one.class, (classes.get(one.class) ?? 0) + one.attempts);
      }
      return classes;
    };
    const byStep = new Map(rows.map((row) => [row.step, row]));
    return {
      ...{ webhookId, window, from, outcomes, countedTo: counted },
      total: tallyOf(rows, classesOf()),
      lastSuccessAt: latest(rows.map((row) => row.lastSuccessAt)),
      lastFailureAt: latest(rows.map((row) => row.lastFailureAt)),
      steps: Array.from({ length: steps }, (_, step) => {
        const row = byStep.get(step);
        return {
          from: new Date(start + step * stepMs),
          ...tallyOf(row ? [row] : [], classesOf(step)),
        };
      }),
    };
  };

  return {
    statistics: async (applicationId, webhookId, window) => {
      const known = isUuid(webhookId) && (await findWebhook(store.db, applicationId, webhookId));
      return known ? read(applicationId, webhookId, window) : undefined;
    },
  };
};

const tallyOf = (rows: readonly StepRow[], classes: ReadonlyMap<number, number>): Tally => {
  const sum = (of: (row: StepRow) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const attempts = sum((row) => row.attempts);
  const events = sum((row) => row.events);
  const deliveredAtOnce = sum((row) => row.deliveredAtOnce);
  const longestMs = Math.max(0, ...rows.map((row) => row.longestMs));
  return {
    ...{ attempts, events, deliveredAtOnce },
    succeeded: sum((row) => row.succeeded),
    retries: attempts - events,
    successRate: share(deliveredAtOnce, events),
    retryRate: share(
      Math.min(
        events,
        sum((row) => row.retried),
      ),
      events,
    ),
    meanMs: attempts === 0 ? null : Math.round(sum((row) => row.durationMs) / attempts),
    p50Ms: percentileOf(classes, 0.5, longestMs),
    p95Ms: percentileOf(classes, 0.95, longestMs),
    p99Ms: percentileOf(classes, 0.99, longestMs),
    longestMs: attempts === 0 ? null : longestMs,
  };
};

const FOUR_PLACES = 10_000;

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * FOUR_PLACES) / FOUR_PLACES;

const latest = (moments: readonly (Date | null)[]): Date | null =>
  moments.reduce((newest, one) => (one && (!newest || one > newest) ? one : newest), null);
