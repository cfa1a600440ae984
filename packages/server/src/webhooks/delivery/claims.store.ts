import { sql } from 'kysely';
import type { Queries } from '../../store/store.js';

/** An event that this process may try to deliver until its lease lapses. */
export interface ClaimedEvent {
  readonly id: string;
  readonly applicationId: string;
  readonly webhookId: string;
  readonly payload: string;
  /** Attempts that were completed before. */
  readonly attempts: number;
  readonly claim: string;
  readonly url: string;
  /** False when its webhook or subscription is gone or idle by now: then it is not to be sent. */
  readonly wanted: boolean;
}

export interface ClaimRequest {
  /** New for every claim: it fences off whoever held the event before. */
  readonly claim: string;
  readonly now: Date;
  readonly leasedUntil: Date;
  readonly most: number;
  readonly mostPerWebhook: number;
  /** Attempts under way in this process, by webhook. */
  readonly underWay: ReadonlyMap<string, number>;
}

/**
 * Claims due events, fairly between webhooks. Every webhook is a lane: the first step hops from lane to lane
 * over the index, so the cost follows the number of webhooks with something pending and not their backlogs.
 */
export const claimDue = async (db: Queries, request: ClaimRequest): Promise<ClaimedEvent[]> => {
  const { claim, now, leasedUntil, most, mostPerWebhook, underWay } = request;
  const { rows } = await sql<ClaimedEvent>`
    WITH RECURSIVE lane AS (
      (SELECT webhook_id, due_at FROM webhook_events
        WHERE status = 'pending' ORDER BY webhook_id, due_at LIMIT 1)
      UNION ALL
      SELECT hop.webhook_id, hop.due_at FROM lane CROSS JOIN LATERAL (
        SELECT webhook_id, due_at FROM webhook_events
        WHERE status = 'pending' AND webhook_id > lane.webhook_id
        ORDER BY webhook_id, due_at LIMIT 1
      ) AS hop
    ), busy AS (
      SELECT * FROM unnest(${[...underWay.keys()]}::uuid[], ${[...underWay.values()]}::int[])
        AS b (webhook_id, attempts)
    ), ready AS (
      SELECT lane.webhook_id, ${mostPerWebhook}::int - coalesce(busy.attempts, 0) AS room
      FROM lane LEFT JOIN busy USING (webhook_id)
      WHERE lane.due_at <= ${now} AND coalesce(busy.attempts, 0) < ${mostPerWebhook}::int
      ORDER BY lane.due_at LIMIT ${most}::int
    ), shared AS (
      SELECT webhook_id, least(room, ceil(${most}::numeric / count(*) OVER ()))::bigint AS share FROM ready
    ), picked AS MATERIALIZED (
      SELECT due.id FROM shared CROSS JOIN LATERAL (
        SELECT id FROM webhook_events
        WHERE webhook_id = shared.webhook_id AND status = 'pending' AND due_at <= ${now}
        ORDER BY due_at LIMIT shared.share FOR UPDATE SKIP LOCKED
      ) AS due
      LIMIT ${most}::int
    )
    UPDATE webhook_events e SET claim = ${claim}, due_at = ${leasedUntil}
    FROM picked, webhooks w
    WHERE e.id = picked.id AND w.id = e.webhook_id
    RETURNING e.id, e.application_id AS "applicationId", e.webhook_id AS "webhookId", e.payload,
      e.attempts, e.claim,
      CASE WHEN e.type = 'VEHICLE_ERROR' THEN coalesce(w.error_uri, w.callback_uri)
        ELSE w.callback_uri END AS url,
      w.enabled AND w.verified_at IS NOT NULL AND (e.vehicle_id IS NULL OR EXISTS (
        SELECT FROM webhook_subscriptions s
        WHERE s.webhook_id = e.webhook_id AND s.vehicle_id = e.vehicle_id
      )) AS wanted
  `.execute(db);
  return rows;
};

/** When the next pending event is due, or the next lease lapses; null when nothing is pending. */
export const nextDueAt = async (db: Queries): Promise<Date | null> => {
  const row = await db
    .selectFrom('webhook_events')
    .select('due_at')
    .where('status', '=', 'pending')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
};

/** Hands events back untried, due at once. */
export const releaseClaims = async (
  db: Queries,
  events: readonly Pick<ClaimedEvent, 'id' | 'claim'>[],
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE webhook_events e SET claim = NULL, due_at = ${now}
    FROM unnest(
      ${events.map(({ id }) => id)}::uuid[], ${events.map(({ claim }) => claim)}::uuid[]
    ) AS mine (id, claim)
    WHERE e.id = mine.id AND e.claim = mine.claim AND e.status = 'pending'
  `.execute(db);
};
