import { sql } from 'kysely';
import type { Queries } from '../../store/store.js';
import type { FeedPosition } from './cursor.js';

/** One webhook's feed behind a position. */
export interface FeedPlace {
  readonly applicationId: string;
  readonly webhookId: string;
  readonly after: FeedPosition;
}

export interface FeedRow extends FeedPosition {
  readonly eventType: string;
  readonly vehicleId: string | null;
  readonly createdAt: Date;
  readonly payload: string;
}

/** Every transaction below it has ended, so nothing can come to stand there any more. */
const horizon = sql`pg_snapshot_xmin(pg_current_snapshot())`;

/** Not what was dropped, and nothing about a car whose owner has withdrawn it meanwhile. */
const readable = sql`
  e.type <> 'VERIFY' AND e.outcome IS DISTINCT FROM 'dropped' AND (e.vehicle_id IS NULL OR EXISTS (
    SELECT FROM webhook_subscriptions s
    WHERE s.webhook_id = e.webhook_id AND s.vehicle_id = e.vehicle_id
  ))
`;

/** The next events of a feed, and how far the feed is complete. */
export const readFeed = async (
  db: Queries,
  { applicationId, webhookId, after }: FeedPlace,
  limit: number,
): Promise<{ readonly rows: readonly FeedRow[]; readonly completeTo: string }> => {
  const { rows } = await sql<FeedRow & { completeTo: string }>`
    WITH complete AS MATERIALIZED (SELECT ${horizon} AS "to")
    SELECT complete."to"::text AS "completeTo", found.* FROM complete LEFT JOIN LATERAL (
      SELECT e.position::text AS transaction, e.id, e.type AS "eventType", e.vehicle_id AS "vehicleId",
        e.created_at AS "createdAt", e.payload
      FROM webhook_events e
      WHERE e.application_id = ${applicationId} AND e.webhook_id = ${webhookId}
        AND (e.position, e.id) > (${after.transaction}::xid8, ${after.id}::uuid)
        AND e.position < complete."to" AND ${readable}
      ORDER BY e.position, e.id LIMIT ${limit}
    ) AS found ON true
    ORDER BY found.transaction::xid8, found.id
  `.execute(db);
  return { rows: rows.filter(({ id }) => id !== null), completeTo: rows[0]?.completeTo ?? '0' };
};

/** Of many places, those where something is there to be read, and those where it will be in a moment. */
export const lookAhead = async (
  db: Queries,
  places: readonly FeedPlace[],
): Promise<readonly { readonly ready: boolean; readonly soon: boolean }[]> => {
  const behind = sql`e.application_id = p.application_id AND e.webhook_id = p.webhook_id
    AND (e.position, e.id) > (p.position, p.id)`;
  const { rows } = await sql<{ ready: boolean; soon: boolean }>`
    WITH complete AS MATERIALIZED (SELECT ${horizon} AS "to")
    SELECT
      EXISTS (SELECT FROM webhook_events e WHERE ${behind} AND e.position < complete."to") AS ready,
      EXISTS (SELECT FROM webhook_events e WHERE ${behind} AND e.position >= complete."to") AS soon
    FROM complete, unnest(
      ${places.map(({ applicationId }) => applicationId)}::uuid[],
      ${places.map(({ webhookId }) => webhookId)}::uuid[],
      ${places.map(({ after }) => after.transaction)}::xid8[],
      ${places.map(({ after }) => after.id)}::uuid[]
    ) WITH ORDINALITY AS p (application_id, webhook_id, position, id, nr)
    ORDER BY p.nr
  `.execute(db);
  return rows;
};

export const completeTo = async (db: Queries): Promise<string> => {
  const { rows } = await sql<{ at: string }>`SELECT ${horizon}::text AS at`.execute(db);
  return rows[0]?.at ?? '0';
};

/** Longer than a transaction lasts, and than clocks of server processes differ. */
const LATEST_COMMIT = '2 minutes';

/**
 * Before the first event of that time or later; undefined when there is none. Times are no order of commits: an
 * event that is a little younger may stand before it.
 */
export const positionAt = async (
  db: Queries,
  { applicationId, webhookId }: Omit<FeedPlace, 'after'>,
  since: Date,
): Promise<string | undefined> => {
  const { rows } = await sql<{ at: string }>`
    WITH first AS (
      SELECT created_at FROM webhook_events
      WHERE application_id = ${applicationId} AND webhook_id = ${webhookId} AND created_at >= ${since}
      ORDER BY created_at LIMIT 1
    )
    SELECT e.position::text AS at FROM webhook_events e, first
    WHERE e.application_id = ${applicationId} AND e.webhook_id = ${webhookId}
      AND e.created_at >= ${since} AND e.created_at <= first.created_at + ${LATEST_COMMIT}::interval
    ORDER BY e.position LIMIT 1
  `.execute(db);
  return rows[0]?.at;
};

/** The era of positions, whether the webhook lasts only while it is read, and whether retention has deleted something behind this one. */
export const feedState = async (
  db: Queries,
  { applicationId, webhookId, after }: FeedPlace,
): Promise<
  { readonly era: number; readonly expired: boolean; readonly leased: boolean } | undefined
> => {
  const { rows } = await sql<{ era: number; expired: boolean; leased: boolean }>`
    SELECT f.era, w.lease_seconds IS NOT NULL AS leased,
      w.feed_floor IS NOT NULL
        AND (w.feed_floor, w.feed_floor_id) > (${after.transaction}::xid8, ${after.id}::uuid) AS expired
    FROM webhooks w, webhook_feed_era f
    WHERE w.application_id = ${applicationId} AND w.id = ${webhookId}
  `.execute(db);
  return rows[0];
};
