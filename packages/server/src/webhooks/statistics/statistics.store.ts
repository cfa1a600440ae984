import { sql } from 'kysely';
import type { Queries } from '../../store/store.js';

export interface StatisticsQuery {
  readonly applicationId: string;
  readonly webhookId: string;
  readonly from: Date;
  readonly stepMs: number;
}

export interface StepRow {
  /** Counted from `from`. */
  readonly step: number;
  readonly attempts: number;
  readonly succeeded: number;
  readonly events: number;
  readonly deliveredAtOnce: number;
  readonly retried: number;
  readonly durationMs: number;
  readonly longestMs: number;
  readonly lastSuccessAt: Date | null;
  readonly lastFailureAt: Date | null;
}

const within = ({ applicationId, webhookId, from }: StatisticsQuery) => sql`
  webhook_id = ${webhookId} AND application_id = ${applicationId} AND minute >= ${from}
`;
const stepOf = ({ from, stepMs }: StatisticsQuery) => sql`
  floor(extract(epoch FROM minute - ${from}::timestamptz) * 1000 / ${stepMs}::int)::int
`;

export const readSteps = async (db: Queries, query: StatisticsQuery): Promise<StepRow[]> => {
  const { rows } = await sql<StepRow>`
    SELECT ${stepOf(query)} AS step, sum(attempts)::bigint AS attempts,
      sum(succeeded)::bigint AS succeeded, sum(first_attempts)::bigint AS events,
      sum(first_succeeded)::bigint AS "deliveredAtOnce", sum(second_attempts)::bigint AS retried,
      sum(duration_ms)::bigint AS "durationMs", max(longest_ms) AS "longestMs",
      max(last_success_at) AS "lastSuccessAt", max(last_failure_at) AS "lastFailureAt"
    FROM webhook_minutes WHERE ${within(query)} GROUP BY 1 ORDER BY 1
  `.execute(db);
  return rows;
};

export const readDurations = async (
  db: Queries,
  query: StatisticsQuery,
): Promise<
  readonly { readonly step: number; readonly class: number; readonly attempts: number }[]
> => {
  const { rows } = await sql<{ step: number; class: number; attempts: number }>`
    SELECT ${stepOf(query)} AS step, key::int AS class, sum(value::int)::bigint AS attempts
    FROM webhook_minutes CROSS JOIN jsonb_each_text(durations)
    WHERE ${within(query)} GROUP BY 1, 2
  `.execute(db);
  return rows;
};

export const readOutcomes = async (
  db: Queries,
  query: StatisticsQuery,
): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await sql<{ outcome: string; attempts: number }>`
    SELECT key AS outcome, sum(value::int)::bigint AS attempts
    FROM webhook_minutes CROSS JOIN jsonb_each_text(outcomes)
    WHERE ${within(query)} GROUP BY 1 ORDER BY 2 DESC, 1
  `.execute(db);
  return Object.fromEntries(rows.map(({ outcome, attempts }) => [outcome, attempts]));
};

export const countedTo = async (db: Queries): Promise<Date> => {
  const row = await db
    .selectFrom('webhook_counting')
    .select('counted_to')
    .executeTakeFirstOrThrow();
  return row.counted_to;
};
