import { sql } from 'kysely';
import { momentArray, plainArray, textArray } from '../store/arrays.js';
import type { Queries, Tx } from '../store/store.js';

/** An event as it enters the outbox, due at once. */
export interface NewEvent {
  readonly id: string;
  readonly applicationId: string;
  readonly webhookId: string;
  /** Null: about a webhook. */
  readonly vehicleId: string | null;
  readonly type: string;
  readonly payload: string;
  readonly status: 'pending' | 'dead';
  /** Why it is dead. */
  readonly reason?: string | null;
  readonly createdAt: Date;
}

/** Where webhooks `w` ask for it: an event of a car takes its place behind the others of that car. */
const inOrder = sql`(w.delivery ->> 'ordering') IS NOT DISTINCT FROM 'vehicle'`;

/**
 * Writes events and, beside them, their places in the queue. What is to be pulled is held and never sent. Where a
 * webhook asks for order by vehicle, an event waits for its turn (`delivery/queues.store.ts`).
 */
export const insertEvents = async (db: Queries, events: readonly NewEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await sql`
    WITH given AS MATERIALIZED (
      SELECT e.*, to_timestamp(e.created_ms / 1000.0) AS created_at,
        e.status = 'pending' AND w.delivery_method = 'pull' AS pulled,
        e.vehicle_id IS NOT NULL AND ${inOrder} AS in_order
      FROM unnest(
        ${plainArray(events.map(({ id }) => id))}::uuid[],
        ${plainArray(events.map((event) => event.applicationId))}::uuid[],
        ${plainArray(events.map((event) => event.webhookId))}::uuid[],
        ${plainArray(events.map((event) => event.vehicleId))}::uuid[],
        ${textArray(events.map((event) => event.type))}::text[],
        ${payloadArray(events)},
        ${plainArray(events.map((event) => event.status))}::text[],
        ${momentArray(events.map((event) => event.createdAt))}::float8[],
        ${textArray(events.map((event) => event.reason ?? null))}::text[]
      ) WITH ORDINALITY AS e
        (id, application_id, webhook_id, vehicle_id, type, payload, status, created_ms, reason, place)
      JOIN webhooks w ON w.id = e.webhook_id
    ), written AS (
      INSERT INTO webhook_events
        (id, application_id, webhook_id, vehicle_id, type, payload, outcome, created_at, finished_at, reason)
      SELECT id, application_id, webhook_id, vehicle_id, type, payload,
        CASE WHEN pulled THEN 'held' WHEN status = 'dead' THEN 'dead' END, created_at,
        CASE WHEN pulled OR status = 'dead' THEN created_at END, reason
      FROM given
    )
    INSERT INTO webhook_queue (event_id, webhook_id, vehicle_id, due_at, queue_position, waiting)
    SELECT id, webhook_id, vehicle_id, created_at,
      CASE WHEN in_order THEN nextval('webhook_queue_positions') END, in_order
    FROM (SELECT * FROM given WHERE status = 'pending' AND NOT pulled ORDER BY place) AS queued
  `.execute(db);
};

/** Statements are kept by their text: one for each of the usual numbers, and one for all others. */
const MOST_BY_THEMSELVES = 8;

/** Drivers are slow to make arrays of long texts full of quotes. */
const payloadArray = (events: readonly NewEvent[]) => {
  const payloads = events.map(({ payload }) => payload);
  return payloads.length <= MOST_BY_THEMSELVES
    ? sql`ARRAY[${sql.join(payloads)}]::text[]`
    : sql`${textArray(payloads)}::text[]`;
};

/**
 * Puts events that ended, however they did, into the queue once more, as if they had never been tried: behind the
 * others of their cars where order is asked for. Those that are queued stay as they are. Answers with their ids.
 */
export const requeueEvents = async (
  tx: Tx,
  eventIds: readonly string[],
  dueAt: Date,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    WITH again AS (
      INSERT INTO webhook_queue (event_id, webhook_id, vehicle_id, due_at, queue_position, waiting)
      SELECT e.id, e.webhook_id, e.vehicle_id, ${dueAt},
        CASE WHEN e.in_order THEN nextval('webhook_queue_positions') END, e.in_order
      FROM (
        SELECT e.id, e.webhook_id, e.vehicle_id, e.vehicle_id IS NOT NULL AND ${inOrder} AS in_order
        FROM webhook_events e JOIN webhooks w ON w.id = e.webhook_id
        WHERE e.id = ANY(${plainArray(eventIds)}::uuid[]) AND w.delivery_method = 'push'
        ORDER BY e.created_at, e.id
      ) AS e
      ON CONFLICT (event_id) DO NOTHING
      RETURNING event_id AS id
    ), reopened AS (
      UPDATE webhook_events e SET outcome = NULL, finished_at = NULL, reason = NULL
      FROM again WHERE e.id = again.id AND e.outcome IS NOT NULL
    )
    SELECT id FROM again
  `.execute(tx);
  return rows.map(({ id }) => id);
};
