import { sql } from 'kysely';
import type { Queries, Tx } from '../../store/store.js';
import type { Webhook } from '../contract.js';

/*
 * Order by vehicle. The events of one car for one webhook form a queue; its pending event is the one whose turn it
 * is, through all of its attempts, and the others are waiting. Claims look at pending events only, so they cost the
 * same whether or not anybody asks for order. Turns are given under a lock on the webhook: two processes never give
 * two of one queue at a time.
 */

/** Looked at again after this long, should a turn ever get lost. */
const LOOK_AGAIN = sql`interval '5 minutes'`;
const MOST_AT_ONCE = 500;

interface Queue {
  readonly webhookId: string;
  readonly vehicleId: string;
}

/** Lets the first of every queue that nobody has looked at since go; true when there may be more to look at. */
export const startQueues = async (
  { db, transaction }: { db: Queries; transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> },
  now: Date,
): Promise<void> => {
  for (;;) {
    const { rows } = await sql<Queue>`
      SELECT DISTINCT webhook_id AS "webhookId", vehicle_id AS "vehicleId" FROM (
        SELECT webhook_id, vehicle_id FROM webhook_events
        WHERE status = 'waiting' AND due_at <= ${now} ORDER BY due_at LIMIT ${MOST_AT_ONCE}
      ) AS due
    `.execute(db);
    if (rows.length === 0) return;
    await transaction((tx) => advanceQueues(tx, rows, now));
  }
};

/** Gives the turn to the first of each queue that has none at its turn. Events that are locked are being dropped. */
export const advanceQueues = async (tx: Tx, queues: readonly Queue[], now: Date): Promise<void> => {
  const webhookIds = [...new Set(queues.map(({ webhookId }) => webhookId))].sort();
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('webhook queues ' || id, 0))
    FROM unnest(${webhookIds}::text[]) WITH ORDINALITY AS w (id, place) ORDER BY place
  `.execute(tx);
  await sql`
    WITH queue AS (
      SELECT DISTINCT * FROM unnest(
        ${queues.map(({ webhookId }) => webhookId)}::uuid[],
        ${queues.map(({ vehicleId }) => vehicleId)}::uuid[]
      ) AS q (webhook_id, vehicle_id)
    ), first AS MATERIALIZED (
      SELECT head.id FROM queue q CROSS JOIN LATERAL (
        SELECT id FROM webhook_events e
        WHERE e.webhook_id = q.webhook_id AND e.vehicle_id = q.vehicle_id
          AND e.status = 'waiting' AND e.queue_position IS NOT NULL
          AND NOT EXISTS (
            SELECT FROM webhook_events busy
            WHERE busy.webhook_id = q.webhook_id AND busy.vehicle_id = q.vehicle_id
              AND busy.status = 'pending' AND busy.queue_position IS NOT NULL
          )
        ORDER BY e.queue_position LIMIT 1 FOR UPDATE SKIP LOCKED
      ) AS head
    ), rest AS MATERIALIZED (
      SELECT e.id FROM queue q JOIN webhook_events e
        ON e.webhook_id = q.webhook_id AND e.vehicle_id = q.vehicle_id
          AND e.status = 'waiting' AND e.queue_position IS NOT NULL AND e.due_at <= ${now}
      WHERE e.id NOT IN (SELECT id FROM first)
      FOR UPDATE OF e SKIP LOCKED
    ), looked_at AS (
      UPDATE webhook_events e SET due_at = ${now}::timestamptz + ${LOOK_AGAIN}
      FROM rest WHERE e.id = rest.id
    )
    UPDATE webhook_events e SET status = 'pending', due_at = ${now}
    FROM first WHERE e.id = first.id
  `.execute(tx);
};

/** Nobody waits for another any more. */
export const dissolveQueues = async (
  tx: Tx,
  webhook: Pick<Webhook, 'id' | 'applicationId'>,
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE webhook_events SET status = 'pending', due_at = ${now}
    WHERE application_id = ${webhook.applicationId} AND webhook_id = ${webhook.id}
      AND status = 'waiting'
  `.execute(tx);
};
