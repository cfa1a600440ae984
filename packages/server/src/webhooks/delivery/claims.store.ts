import { sql } from 'kysely';
import { momentArray, plainArray } from '../../store/arrays.js';
import type { Queries } from '../../store/store.js';
import type { Room } from './lanes.js';
import { DELIVERY_DEFAULTS, type DeliveryOptions, fullOptions } from './options.js';

/** An event that this process may try to deliver for as long as it lives. */
export interface ClaimedEvent {
  readonly id: string;
  readonly applicationId: string;
  readonly webhookId: string;
  readonly vehicleId: string | null;
  readonly type: string;
  readonly payload: string;
  /** Attempts that were completed before. */
  readonly attempts: number;
  readonly claim: string;
  readonly url: string;
  /** How its webhook wants events sent. */
  readonly delivery: DeliveryOptions;
  /** As it was when this was claimed; see the webhook. */
  readonly failingSince: Date | null;
  readonly failingTold: boolean;
  /** It has a place in the queue of its car, and another may be waiting behind it. */
  readonly inOrder: boolean;
  /** Why nobody wants it any more; null when it is to be sent. */
  readonly unwanted: Unwanted | null;
}

export type Unwanted = 'PULLED' | 'DISABLED' | 'NOT_VERIFIED' | 'UNSUBSCRIBED';

export interface ClaimRequest {
  /** New for every claim: it fences off whoever held the event before. */
  readonly claim: string;
  /** This one, registered; a process that counts as gone claims nothing. */
  readonly process: string;
  readonly now: Date;
  /** How much this process has room for. */
  readonly room: Room;
}

/**
 * Claims due events, fairly between webhooks. Every webhook is a lane: the first step hops from lane to lane
 * over the index, so the cost follows the number of webhooks with something to be claimed and not their backlogs.
 * Neither a claim nor a settlement waits for the disk: one that is lost with the database's last moments means that
 * an event is sent once more, which receivers are told to expect.
 */
export const claimDue = async (db: Queries, request: ClaimRequest): Promise<ClaimedEvent[]> => {
  const { claim, process, now, room } = request;
  const { rows } = await sql<ClaimedRow>`
    WITH RECURSIVE me AS MATERIALIZED (
      -- Whoever counts this process as gone waits until this is committed, and so gives it back too.
      SELECT id FROM server_processes WHERE id = ${process} FOR KEY SHARE
    ), lane AS (
      (SELECT webhook_id, due_at FROM webhook_queue
        WHERE claim IS NULL AND NOT waiting ORDER BY webhook_id, due_at LIMIT 1)
      UNION ALL
      SELECT hop.webhook_id, hop.due_at FROM lane CROSS JOIN LATERAL (
        SELECT webhook_id, due_at FROM webhook_queue
        WHERE claim IS NULL AND NOT waiting AND webhook_id > lane.webhook_id
        ORDER BY webhook_id, due_at LIMIT 1
      ) AS hop
    ), known AS (
      SELECT * FROM unnest(
        ${plainArray(room.lanes.map(({ webhookId }) => webhookId))}::uuid[],
        ${plainArray(room.lanes.map((lane) => lane.room))}::int[],
        ${plainArray(room.lanes.map(({ proven }) => `${proven}`))}::boolean[]
      ) AS k (webhook_id, room, proven)
    ), due AS (
      SELECT lane.webhook_id, lane.due_at, coalesce(known.proven, false) AS proven,
        known.webhook_id IS NULL AS stranger, coalesce(known.room, ${room.forStranger}::int) AS room
      FROM lane LEFT JOIN known USING (webhook_id) WHERE lane.due_at <= ${now}
    ), ready AS (
      SELECT webhook_id, room FROM (
        SELECT due.*, sum(room) OVER (PARTITION BY proven ORDER BY stranger DESC, due_at, webhook_id) AS so_far
        FROM due WHERE room > 0
      ) AS due WHERE proven OR so_far <= ${room.forUnproven}::int
      ORDER BY due_at LIMIT ${room.inAll}::int
    ), shared AS (
      SELECT webhook_id, least(room, ceil(${room.inAll}::numeric / count(*) OVER ()))::bigint AS share
      FROM ready
    ), picked AS MATERIALIZED (
      SELECT due.event_id FROM shared CROSS JOIN LATERAL (
        SELECT event_id FROM webhook_queue
        WHERE webhook_id = shared.webhook_id AND claim IS NULL AND NOT waiting AND due_at <= ${now}
        ORDER BY due_at LIMIT shared.share FOR UPDATE SKIP LOCKED
      ) AS due
      LIMIT ${room.inAll}::int
    ), taken AS (
      UPDATE webhook_queue q SET claim = ${claim}, process = me.id
      FROM me WHERE q.event_id = ANY(ARRAY(SELECT event_id FROM picked)) AND q.claim IS NULL
      RETURNING q.event_id, q.webhook_id, q.vehicle_id, q.attempts, q.due_at,
        q.queue_position IS NOT NULL AS in_order
    )
    SELECT taken.event_id, taken.webhook_id, taken.vehicle_id, taken.attempts, taken.in_order,
      e.type, e.payload,
      -- Once for all events of a webhook, of which there may be hundreds.
      CASE WHEN row_number() OVER (PARTITION BY taken.webhook_id ORDER BY taken.due_at) = 1
        THEN jsonb_build_object(
          'applicationId', w.application_id, 'delivery', w.delivery,
          'failingSince', extract(epoch FROM w.failing_since) * 1000, 'failingTold', w.failing_told,
          'callbackUri', w.callback_uri,
          'errorUri', CASE WHEN w.error_verified_at IS NOT NULL THEN w.error_uri END
        ) END AS webhook,
      CASE WHEN w.delivery_method = 'pull' THEN 'PULLED' WHEN NOT w.enabled THEN 'DISABLED'
        WHEN w.verified_at IS NULL THEN 'NOT_VERIFIED'
        WHEN taken.vehicle_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM webhook_subscriptions s
          WHERE s.webhook_id = taken.webhook_id AND s.vehicle_id = taken.vehicle_id
        ) THEN 'UNSUBSCRIBED' END AS unwanted
    -- By themselves, so that they are looked up one by one however small their tables were once.
    FROM taken
      CROSS JOIN LATERAL (SELECT * FROM webhook_events WHERE id = taken.event_id OFFSET 0) AS e
      CROSS JOIN LATERAL (SELECT * FROM webhooks WHERE id = taken.webhook_id OFFSET 0) AS w
    ORDER BY taken.due_at
  `.execute(db);
  const webhooks = new Map(
    rows.flatMap(({ webhook_id, webhook }) =>
      webhook ? [[webhook_id, toClaimedWebhook(webhook)] as const] : [],
    ),
  );
  return rows.map((row) => toClaimed(row, claim, webhooks.get(row.webhook_id) as ClaimedWebhook));
};

interface ClaimedRow {
  readonly event_id: string;
  readonly webhook_id: string;
  readonly vehicle_id: string | null;
  readonly attempts: number;
  readonly in_order: boolean;
  readonly type: string;
  readonly payload: string;
  readonly webhook: WebhookRow | null;
  readonly unwanted: Unwanted | null;
}

interface WebhookRow {
  readonly applicationId: string;
  readonly delivery: object;
  /** Epoch milliseconds. */
  readonly failingSince: number | null;
  readonly failingTold: boolean;
  readonly callbackUri: string;
  /** Where it has proven itself. */
  readonly errorUri: string | null;
}

interface ClaimedWebhook {
  readonly callbackUri: string;
  readonly errorUri: string | null;
  readonly common: Pick<
    ClaimedEvent,
    'applicationId' | 'delivery' | 'failingSince' | 'failingTold'
  >;
}

const toClaimedWebhook = (row: WebhookRow): ClaimedWebhook => ({
  callbackUri: row.callbackUri,
  errorUri: row.errorUri,
  common: {
    applicationId: row.applicationId,
    delivery:
      Object.keys(row.delivery).length === 0 ? DELIVERY_DEFAULTS : fullOptions(row.delivery),
    failingSince: row.failingSince === null ? null : new Date(row.failingSince),
    failingTold: row.failingTold,
  },
});

const toClaimed = (
  row: ClaimedRow,
  claim: string,
  { callbackUri, errorUri, common }: ClaimedWebhook,
): ClaimedEvent => ({
  ...common,
  id: row.event_id,
  webhookId: row.webhook_id,
  vehicleId: row.vehicle_id,
  type: row.type,
  payload: row.payload,
  attempts: row.attempts,
  claim,
  url: (row.type === 'VEHICLE_ERROR' ? errorUri : null) ?? callbackUri,
  inOrder: row.in_order,
  unwanted: row.unwanted,
});

/** When the next event that can be claimed is due; null when there is none. */
export const nextDueAt = async (db: Queries): Promise<Date | null> => {
  const { rows } = await sql<{ at: Date | null }>`
    WITH RECURSIVE lane AS (
      (SELECT webhook_id, due_at FROM webhook_queue
        WHERE claim IS NULL AND NOT waiting ORDER BY webhook_id, due_at LIMIT 1)
      UNION ALL
      SELECT hop.webhook_id, hop.due_at FROM lane CROSS JOIN LATERAL (
        SELECT webhook_id, due_at FROM webhook_queue
        WHERE claim IS NULL AND NOT waiting AND webhook_id > lane.webhook_id
        ORDER BY webhook_id, due_at LIMIT 1
      ) AS hop
    )
    SELECT min(due_at) AS at FROM lane
  `.execute(db);
  return rows[0]?.at ?? null;
};

export interface GivenBack {
  readonly event: Pick<ClaimedEvent, 'id' | 'claim'>;
  /** Null: as due as it was. */
  readonly dueAt: Date | null;
}

/** Hands events back untried. */
export const releaseClaims = async (db: Queries, given: readonly GivenBack[]): Promise<void> => {
  const ids = plainArray(given.map(({ event }) => event.id));
  await sql`
    UPDATE webhook_queue q SET claim = NULL, process = NULL,
      due_at = coalesce(to_timestamp(mine.due_ms / 1000.0), q.due_at)
    FROM unnest(
      ${ids}::uuid[], ${plainArray(given.map(({ event }) => event.claim))}::uuid[],
      ${momentArray(given.map(({ dueAt }) => dueAt))}::float8[]
    ) AS mine (id, claim, due_ms)
    WHERE q.event_id = ANY(${ids}::uuid[]) AND q.event_id = mine.id AND q.claim = mine.claim
  `.execute(db);
};

/** What processes that are gone had claimed is free again, and as due as it was. */
export const releaseClaimsOf = async (
  db: Queries,
  processIds: readonly string[],
): Promise<void> => {
  await sql`
    UPDATE webhook_queue SET claim = NULL, process = NULL
    WHERE process = ANY(${plainArray(processIds)}::uuid[])
  `.execute(db);
};
