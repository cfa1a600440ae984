import { sql } from 'kysely';
import type { Vehicle } from '../access/access.js';
import { toVehicle, type VehicleJson } from '../access/vehicle-row.js';
import { plainArray } from '../store/arrays.js';
import type { Queries } from '../store/store.js';

/** A car whose turn it is, leased to this process until it is settled, the process ends or the lease lapses. */
export interface DuePoll {
  readonly vehicle: Vehicle;
  /** In a row, before this turn. */
  readonly failures: number;
  readonly leasedUntil: Date;
}

export interface PollOutcome {
  readonly vehicleId: string;
  readonly leasedUntil: Date;
  readonly dueAt: Date;
  readonly failures: number;
}

type PollRow = VehicleJson & { failures: number; watched: boolean };

/**
 * Somebody is told of the car's changes: a subscription of a webhook that is enabled and verified. Those that only
 * tell of cars now and then ask by themselves.
 */
const watched = sql`EXISTS (
  SELECT FROM webhook_subscriptions s JOIN webhooks w ON w.id = s.webhook_id
  WHERE s.vehicle_id = p.vehicle_id AND w.enabled AND w.verified_at IS NOT NULL
    AND w.type IN ('signals', 'eventBased')
)`;

/**
 * Leases up to `most` due cars of all applications, and forgets those among them that nobody watches. A process that
 * counts as gone leases nothing.
 */
export const claimPolls = async (
  db: Queries,
  claim: { process: string; now: number; leaseMs: number; most: number },
): Promise<{ polls: DuePoll[]; claimed: number }> => {
  const leasedUntil = new Date(claim.now + claim.leaseMs);
  const { rows } = await sql<PollRow>`
    WITH me AS MATERIALIZED (
      -- Whoever counts this process as gone waits until this is committed, and so gives the cars back too.
      SELECT id FROM server_processes WHERE id = ${claim.process} FOR KEY SHARE
    ), due AS MATERIALIZED (
      SELECT vehicle_id FROM vehicle_polls WHERE due_at <= ${new Date(claim.now)}
      ORDER BY due_at LIMIT ${claim.most} FOR UPDATE SKIP LOCKED
    )
    UPDATE vehicle_polls p SET due_at = ${leasedUntil}, process = me.id
    FROM me, due JOIN vehicles v ON v.id = due.vehicle_id
    WHERE p.vehicle_id = due.vehicle_id
    RETURNING v.*, p.failures, ${watched} AS watched
  `.execute(db);
  const idle = rows.filter((row) => !row.watched).map((row) => row.id);
  if (idle.length > 0) await forgetPolls(db, idle, leasedUntil);
  const polls = rows
    .filter((row) => row.watched)
    .map((row) => ({ vehicle: toVehicle(row), failures: row.failures, leasedUntil }));
  return { polls, claimed: rows.length };
};

/** What processes that are gone had leased is due now. */
export const releasePollsOf = async (
  db: Queries,
  processIds: readonly string[],
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE vehicle_polls SET due_at = LEAST(due_at, ${now}), process = NULL
    WHERE process = ANY(${plainArray(processIds)}::uuid[])
  `.execute(db);
};

/** Not when somebody made the car due again meanwhile: then it is watched after all. */
const forgetPolls = async (
  db: Queries,
  vehicleIds: readonly string[],
  leasedUntil: Date,
): Promise<void> => {
  await sql`
    DELETE FROM vehicle_polls WHERE vehicle_id = ANY(${vehicleIds}::uuid[]) AND due_at = ${leasedUntil}
  `.execute(db);
};

/** Sets the next turn of every car in one statement, where the lease is still the given one. */
export const settlePolls = async (db: Queries, outcomes: readonly PollOutcome[]): Promise<void> => {
  await sql`
    WITH outcome AS (
      SELECT * FROM unnest(
        ${outcomes.map((outcome) => outcome.vehicleId)}::uuid[],
        ${outcomes.map((outcome) => outcome.leasedUntil)}::timestamptz[],
        ${outcomes.map((outcome) => outcome.dueAt)}::timestamptz[],
        ${outcomes.map((outcome) => outcome.failures)}::int[]
      ) AS o (vehicle_id, leased_until, due_at, failures)
    ), held AS MATERIALIZED (
      -- In one order everywhere, so that no two statements wait for each other.
      SELECT vehicle_id FROM vehicle_polls
      WHERE vehicle_id IN (SELECT vehicle_id FROM outcome) ORDER BY vehicle_id FOR UPDATE
    )
    UPDATE vehicle_polls p SET due_at = o.due_at, failures = o.failures, process = NULL
    FROM outcome o JOIN held USING (vehicle_id)
    WHERE p.vehicle_id = o.vehicle_id AND p.due_at = o.leased_until
  `.execute(db);
};
