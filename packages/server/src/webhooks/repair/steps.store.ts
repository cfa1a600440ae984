import { sql } from 'kysely';
import type { Tx } from '../../store/store.js';
import { eventStatus } from '../events.store.js';
import { requeueEvents } from '../outbox.store.js';
import type { KeptRepair } from './repairs.store.js';

/** What one step did, and where it ended; `last` null: there is nothing behind. */
export interface Step {
  readonly found: number;
  readonly repaired: number;
  readonly skipped: number;
  readonly last: KeptRepair['position'];
}

interface Candidate {
  readonly id: string;
  readonly at: Date;
  readonly meant: boolean;
  readonly allowed: boolean;
}

/** Whether the webhook has enough to do without what is being repaired. */
export const isBusy = async (tx: Tx, webhookId: string, most: number): Promise<boolean> => {
  const { rows } = await sql<{ queued: number }>`
    SELECT count(*) AS queued FROM (
      SELECT FROM webhook_queue WHERE webhook_id = ${webhookId} LIMIT ${most}
    ) AS places
  `.execute(tx);
  return (rows[0]?.queued ?? 0) >= most;
};

/**
 * Sends the next events of a replay again. What a car's owner has withdrawn since is not released: the car must have
 * been subscribed ever since the event.
 */
export const replayStep = async (
  tx: Tx,
  repair: KeptRepair,
  most: number,
  now: Date,
): Promise<Step> => {
  const { applicationId, webhookId, position } = repair;
  const { statuses, eventTypes, vehicleId, eventId, since } = repair.selection;
  // What comes after the repair was asked for is sent anyway.
  const until = repair.selection.until ?? (eventId === undefined ? repair.createdAt : undefined);
  const { rows } = await sql<Candidate>`
    SELECT e.id, e.created_at AS at,
      e.type <> 'VERIFY'
        AND ${statuses ? sql`${eventStatus} = ANY(${[...statuses]}::text[])` : sql`true`}
        AND ${eventTypes ? sql`e.type = ANY(${[...eventTypes]}::text[])` : sql`true`}
        AND ${vehicleId === undefined ? sql`true` : sql`e.vehicle_id = ${vehicleId}`} AS meant,
      e.vehicle_id IS NULL OR EXISTS (
        SELECT FROM webhook_subscriptions s WHERE s.webhook_id = e.webhook_id
          AND s.vehicle_id = e.vehicle_id AND s.created_at <= e.created_at
      ) AS allowed
    FROM webhook_events e LEFT JOIN webhook_queue q ON q.event_id = e.id
    WHERE e.application_id = ${applicationId} AND e.webhook_id = ${webhookId}
      AND ${eventId === undefined ? sql`true` : sql`e.id = ${eventId}`}
      AND ${since ? sql`e.created_at >= ${since}` : sql`true`}
      AND ${until ? sql`e.created_at < ${until}` : sql`true`}
      AND ${position ? sql`(e.created_at, e.id) > (${position.at}::timestamptz, ${position.id}::uuid)` : sql`true`}
    ORDER BY e.created_at, e.id LIMIT ${most}
  `.execute(tx);
  const meant = rows.filter((row) => row.meant);
  const ids = meant.filter(({ allowed }) => allowed).map(({ id }) => id);
  const again = await sendAgain(tx, { applicationId, webhookId }, ids, now);
  const last = rows.length < most ? undefined : rows.at(-1);
  return {
    found: meant.length,
    repaired: again,
    skipped: meant.length - again,
    last: last ? { at: last.at, id: last.id } : null,
  };
};

/** Into the queue, and into the feed behind everything else; what is pulled into the feed alone. */
const sendAgain = async (
  tx: Tx,
  { applicationId, webhookId }: { readonly applicationId: string; readonly webhookId: string },
  ids: readonly string[],
  now: Date,
): Promise<number> => {
  if (ids.length === 0) return 0;
  const queued = await requeueEvents(tx, ids, now);
  const { rows } = await sql<{ id: string }>`
    UPDATE webhook_events e SET position = pg_current_xact_id()
    WHERE e.application_id = ${applicationId} AND e.webhook_id = ${webhookId}
      AND (e.id = ANY(${queued}::uuid[]) OR (e.id = ANY(${[...ids]}::uuid[]) AND e.outcome = 'held'))
    RETURNING e.id
  `.execute(tx);
  return rows.length;
};

/** The next subscribed cars are owed their state once more. */
export const snapshotStep = async (tx: Tx, repair: KeptRepair, most: number): Promise<Step> => {
  const { applicationId, webhookId, position, selection } = repair;
  const { vehicleId } = selection;
  const { rows } = await sql<Pick<Candidate, 'id' | 'at'> & { owed: boolean }>`
    WITH next AS MATERIALIZED (
      SELECT id, created_at, awaits_first FROM webhook_subscriptions
      WHERE application_id = ${applicationId} AND webhook_id = ${webhookId}
        AND ${vehicleId === undefined ? sql`true` : sql`vehicle_id = ${vehicleId}`}
        AND ${position ? sql`(created_at, id) > (${position.at}::timestamptz, ${position.id}::uuid)` : sql`true`}
      ORDER BY created_at, id LIMIT ${most} FOR UPDATE
    ), owing AS (
      UPDATE webhook_subscriptions s SET awaits_first = true
      FROM next WHERE s.id = next.id AND NOT s.awaits_first
    )
    SELECT id, created_at AS at, awaits_first AS owed FROM next ORDER BY created_at, id
  `.execute(tx);
  const skipped = rows.filter(({ owed }) => owed).length;
  const last = rows.length < most ? undefined : rows.at(-1);
  return {
    found: rows.length,
    repaired: rows.length - skipped,
    skipped,
    last: last ? { at: last.at, id: last.id } : null,
  };
};
