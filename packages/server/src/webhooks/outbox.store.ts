import { sql } from 'kysely';
import type { Queries } from '../store/store.js';

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

/**
 * What is to be pulled is held and never sent. Where a webhook asks for order by vehicle, an event joins the queue of its car, and a dispatcher lets the first of
 * the queue go (`queues.store.ts`).
 */
export const insertEvents = async (db: Queries, events: readonly NewEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await sql`
    INSERT INTO webhook_events
      (id, application_id, webhook_id, vehicle_id, type, payload, status, due_at, created_at, finished_at,
        reason, queue_position)
    SELECT e.id, e.application_id, e.webhook_id, e.vehicle_id, e.type, e.payload,
      CASE WHEN e.pulled THEN 'held' WHEN e.queued THEN 'waiting' ELSE e.status END,
      e.created_at, e.created_at,
      CASE WHEN e.status = 'pending' AND NOT e.pulled THEN NULL ELSE e.created_at END,
      e.reason, CASE WHEN e.queued THEN nextval('webhook_queue_positions') END
    FROM (
      SELECT given.*, given.status = 'pending' AND w.delivery_method = 'pull' AS pulled,
        given.status = 'pending' AND given.vehicle_id IS NOT NULL
          AND w.delivery_method = 'push' AND w.delivery ->> 'ordering' = 'vehicle' AS queued
      FROM unnest(
        ${events.map((event) => event.id)}::uuid[],
        ${events.map((event) => event.applicationId)}::uuid[],
        ${events.map((event) => event.webhookId)}::uuid[],
        ${events.map((event) => event.vehicleId)}::uuid[],
        ${events.map((event) => event.type)}::text[],
        ${events.map((event) => event.payload)}::text[],
        ${events.map((event) => event.status)}::text[],
        ${events.map((event) => event.createdAt)}::timestamptz[],
        ${events.map((event) => event.reason ?? null)}::text[]
      ) WITH ORDINALITY AS given
        (id, application_id, webhook_id, vehicle_id, type, payload, status, created_at, reason, place)
      JOIN webhooks w ON w.id = given.webhook_id
      ORDER BY given.place
    ) AS e
  `.execute(db);
};
