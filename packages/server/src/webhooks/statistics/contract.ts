/** Windows that statistics are asked for, with the length of the steps that a chart is drawn from. */
export const STATISTICS_WINDOWS = {
  '1h': { steps: 60, stepMs: 60_000 },
  '24h': { steps: 48, stepMs: 30 * 60_000 },
  '7d': { steps: 56, stepMs: 3 * 3_600_000 },
} as const;

export type StatisticsWindow = keyof typeof STATISTICS_WINDOWS;

/** Attempts of one webhook in some time. VERIFY is not among them. */
export interface Tally {
  readonly attempts: number;
  readonly succeeded: number;
  /** First attempts: so many events were sent. */
  readonly events: number;
  /** Of those, the ones that were delivered at once. */
  readonly deliveredAtOnce: number;
  /** Attempts that were not the first. */
  readonly retries: number;
  /** The share of events that were delivered at the first attempt; null without any. */
  readonly successRate: number | null;
  /** The share of events that needed a retry; null without any. */
  readonly retryRate: number | null;
  /** Of exchanges, in milliseconds; null without any. */
  readonly meanMs: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly longestMs: number | null;
}

export interface WebhookStatistics {
  readonly webhookId: string;
  readonly window: StatisticsWindow;
  readonly from: Date;
  /** Up to when attempts have been counted; what is younger is missing. */
  readonly countedTo: Date;
  readonly total: Tally;
  /** Attempts by status code, or by the error where no answer came. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly lastSuccessAt: Date | null;
  readonly lastFailureAt: Date | null;
  /** Oldest first, those without an attempt among them. */
  readonly steps: readonly (Tally & { readonly from: Date })[];
}

export interface StatisticsReader {
  /** Undefined when there is no such webhook. */
  statistics(
    applicationId: string,
    webhookId: string,
    window: StatisticsWindow,
  ): Promise<WebhookStatistics | undefined>;
}
