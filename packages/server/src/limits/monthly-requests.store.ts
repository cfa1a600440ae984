import { sql } from 'kysely';
import type { Queries } from '../store/store.js';

export interface MonthlyKey {
  readonly applicationId: string;
  readonly vehicleId: string;
  /** Its first day, `2026-06-01`. */
  readonly month: string;
}

export interface Counted {
  /** False when the requests did not fit any more; then none of them was counted. */
  readonly granted: boolean;
  /** Requests of the month so far. */
  readonly used: number;
}

/** Counts the requests if they all fit under the limit, in one statement. */
export const countRequests = async (
  db: Queries,
  { applicationId, vehicleId, month }: MonthlyKey,
  requests: number,
  limit: number,
): Promise<Counted> => {
  const { rows } = await sql<Counted>`
    WITH counted AS (
      INSERT INTO vehicle_requests AS r (application_id, vehicle_id, month, requests)
      SELECT ${applicationId}::uuid, ${vehicleId}::uuid, ${month}::date, ${requests}::integer
      WHERE ${requests}::integer <= ${limit}::integer
      ON CONFLICT (application_id, vehicle_id, month) DO UPDATE SET requests = r.requests + excluded.requests
        WHERE r.requests + excluded.requests <= ${limit}::integer
      RETURNING requests
    )
    SELECT true AS granted, requests AS used FROM counted
    UNION ALL
    SELECT false, requests FROM vehicle_requests
    WHERE application_id = ${applicationId}::uuid AND vehicle_id = ${vehicleId}::uuid
      AND month = ${month}::date AND NOT EXISTS (SELECT FROM counted)
  `.execute(db);
  return rows[0] ?? { granted: false, used: 0 };
};

export const pruneMonths = async (db: Queries, before: string): Promise<number> => {
  const { numAffectedRows = 0n } =
    await sql`DELETE FROM vehicle_requests WHERE month < ${before}::date`.execute(db);
  return Number(numAffectedRows);
};
