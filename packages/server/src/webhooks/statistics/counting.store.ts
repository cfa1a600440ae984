import { sql } from 'kysely';
import type { Queries, Tx } from '../../store/store.js';
import { DURATION_BOUNDS } from './durations.js';

/** Up to when attempts are counted; null while another process is counting. */
export const lockCounting = async (tx: Tx): Promise<Date | null> => {
  const row = await tx
    .selectFrom('webhook_counting')
    .select('counted_to')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row?.counted_to ?? null;
};

export const saveCountedTo = async (tx: Tx, countedTo: Date): Promise<void> => {
  await tx.updateTable('webhook_counting').set({ counted_to: countedTo }).execute();
};

/** When the first attempt of that time or later began, of any application; null when there is none. */
export const firstAttempt = async (db: Queries, since: Date): Promise<Date | null> => {
  const { rows } = await sql<{ at: Date | null }>`
    SELECT min(first.started_at) AS at FROM webhooks w CROSS JOIN LATERAL (
      SELECT d.started_at FROM webhook_deliveries d
      WHERE d.webhook_id = w.id AND d.started_at >= ${since} ORDER BY d.started_at LIMIT 1
    ) AS first
  `.execute(db);
  return rows[0]?.at ?? null;
};

/**
 * Counts every webhook's attempts of these minutes anew, from the rows of the attempts themselves: doing it twice
 * changes nothing. Of all applications.
 */
export const countMinutes = async (db: Queries, from: Date, to: Date): Promise<void> => {
  await sql`
    WITH fine AS MATERIALIZED (
      SELECT w.id AS webhook_id, w.application_id, date_trunc('minute', d.started_at) AS minute,
        least(d.attempt, 3) AS attempt, d.succeeded, d.outcome,
        width_bucket(d.duration_ms, ${[...DURATION_BOUNDS]}::int[]) AS class,
        count(*) AS attempts, sum(d.duration_ms) AS duration_ms, max(d.duration_ms) AS longest_ms,
        max(d.started_at) AS latest
      FROM webhooks w CROSS JOIN LATERAL (
        SELECT d.started_at, d.attempt, d.duration_ms,
          coalesce(d.status_code BETWEEN 200 AND 299 AND d.error IS NULL, false) AS succeeded,
          coalesce(d.error, d.status_code::text, 'unknown') AS outcome
        FROM webhook_deliveries d
        WHERE d.webhook_id = w.id AND d.started_at >= ${from} AND d.started_at < ${to}
          AND NOT EXISTS (SELECT FROM webhook_events e WHERE e.id = d.event_id AND e.type = 'VERIFY')
      ) AS d
      GROUP BY 1, 2, 3, 4, 5, 6, 7
    ), outcomes AS (
      SELECT webhook_id, minute, jsonb_object_agg(outcome, attempts) AS outcomes FROM (
        SELECT webhook_id, minute, outcome, sum(attempts) AS attempts FROM fine GROUP BY 1, 2, 3
      ) AS counted GROUP BY 1, 2
    ), durations AS (
      SELECT webhook_id, minute, jsonb_object_agg(class, attempts) AS durations FROM (
        SELECT webhook_id, minute, class, sum(attempts) AS attempts FROM fine GROUP BY 1, 2, 3
      ) AS counted GROUP BY 1, 2
    ), totals AS (
      SELECT webhook_id, application_id, minute, sum(attempts) AS attempts,
        coalesce(sum(attempts) FILTER (WHERE succeeded), 0) AS succeeded,
        coalesce(sum(attempts) FILTER (WHERE attempt = 1), 0) AS first_attempts,
        coalesce(sum(attempts) FILTER (WHERE attempt = 1 AND succeeded), 0) AS first_succeeded,
        coalesce(sum(attempts) FILTER (WHERE attempt = 2), 0) AS second_attempts,
        sum(duration_ms) AS duration_ms, max(longest_ms) AS longest_ms,
        max(latest) FILTER (WHERE succeeded) AS last_success_at,
        max(latest) FILTER (WHERE NOT succeeded) AS last_failure_at
      FROM fine GROUP BY 1, 2, 3
    )
    INSERT INTO webhook_minutes (webhook_id, application_id, minute, attempts, succeeded, first_attempts,
      first_succeeded, second_attempts, duration_ms, longest_ms, last_success_at, last_failure_at,
      durations, outcomes)
    SELECT totals.*, durations.durations, outcomes.outcomes
    FROM totals JOIN durations USING (webhook_id, minute) JOIN outcomes USING (webhook_id, minute)
    ORDER BY totals.webhook_id, totals.minute
    ON CONFLICT (webhook_id, minute) DO UPDATE SET
      attempts = EXCLUDED.attempts, succeeded = EXCLUDED.succeeded,
      first_attempts = EXCLUDED.first_attempts, first_succeeded = EXCLUDED.first_succeeded,
      second_attempts = EXCLUDED.second_attempts, duration_ms = EXCLUDED.duration_ms,
      longest_ms = EXCLUDED.longest_ms, last_success_at = EXCLUDED.last_success_at,
      last_failure_at = EXCLUDED.last_failure_at, durations = EXCLUDED.durations,
      outcomes = EXCLUDED.outcomes
  `.execute(db);
};

/** Of all applications. */
export const deleteMinutes = async (db: Queries, before: Date): Promise<void> => {
  await db.deleteFrom('webhook_minutes').where('minute', '<', before).execute();
};
