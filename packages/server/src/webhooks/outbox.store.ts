import { sql } from 'kysely';
import type { Queries } from '../store/store.js';

/** An event as it enters the outbox, due at once. */
export interface NewEvent {
  readonly id: string;
  readonly applicationId: string;
  readonly webhookId: string;
  readonly vehicleId: string;
  readonly type: string;
  readonly payload: string;
  readonly status: 'pending' | 'dead';
  readonly createdAt: Date;
}

export const insertEvents = async (db: Queries, events: readonly NewEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await sql`
    INSERT INTO webhook_events
      (id, application_id, webhook_id, vehicle_id, type, payload, status, due_at, created_at, finished_at)
    SELECT id, application_id, webhook_id, vehicle_id, type, payload, status, created_at, created_at,
      CASE WHEN status = 'pending' THEN NULL ELSE created_at END
    FROM unnest(
      ${events.map((event) => event.id)}::uuid[],
      ${events.map((event) => event.applicationId)}::uuid[],
      ${events.map((event) => event.webhookId)}::uuid[],
      ${events.map((event) => event.vehicleId)}::uuid[],
      ${events.map((event) => event.type)}::text[],
      ${events.map((event) => event.payload)}::text[],
      ${events.map((event) => event.status)}::text[],
      ${events.map((event) => event.createdAt)}::timestamptz[]
    ) AS e (id, application_id, webhook_id, vehicle_id, type, payload, status, created_at)
  `.execute(db);
};
