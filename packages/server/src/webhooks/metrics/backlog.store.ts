import { sql } from 'kysely';
import type { Queries } from '../../store/store.js';

/** Deliveries of all applications that are not over yet. */
export interface Backlog {
  /** `due`, `scheduled` for later, `under_way`, or `waiting` for an earlier event of the same car. */
  readonly byState: Readonly<Record<'due' | 'scheduled' | 'under_way' | 'waiting', number>>;
  /**
   * How long the oldest that could have been sent has waited for it. What its webhook's own limits hold back is
   * due all the same: it counts from the moment when it could have been sent.
   */
  readonly oldestDueSeconds: number;
}

export const readBacklog = async (db: Queries, now: Date): Promise<Backlog> => {
  const { rows } = await sql<{
    due: number;
    scheduled: number;
    underWay: number;
    waiting: number;
    oldestDue: Date | null;
  }>`
    SELECT
      count(*) FILTER (WHERE NOT waiting AND claim IS NULL AND since <= ${now}) AS due,
      count(*) FILTER (WHERE NOT waiting AND claim IS NULL AND since > ${now}) AS scheduled,
      count(*) FILTER (WHERE claim IS NOT NULL) AS "underWay",
      count(*) FILTER (WHERE waiting) AS waiting,
      min(since) FILTER (WHERE NOT waiting AND claim IS NULL AND since <= ${now}) AS "oldestDue"
    FROM (
      SELECT waiting, claim, coalesce(held_since, due_at) AS since FROM webhook_queue
    ) AS unfinished
  `.execute(db);
  const { due = 0, scheduled = 0, underWay = 0, waiting = 0, oldestDue = null } = rows[0] ?? {};
  return {
    byState: { due, scheduled, under_way: underWay, waiting },
    oldestDueSeconds: oldestDue === null ? 0 : (now.getTime() - oldestDue.getTime()) / 1_000,
  };
};
