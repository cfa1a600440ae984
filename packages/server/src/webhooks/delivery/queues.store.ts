import { sql } from 'kysely';
import { plainArray } from '../../store/arrays.js';
import type { Store, Tx } from '../../store/store.js';
import type { Webhook } from '../contract.js';

/*
 * Order by vehicle. The events of one car for one webhook form a queue; the one whose turn it is waits for nothing,
 * through all of its attempts, and the others wait for it to leave the table. Claims look at what waits for nothing
 * only, so they cost the same whether or not anybody asks for order. Turns are given under a lock on the webhook:
 * two processes never give two of one queue at a time.
 */

/** Looked at again after this long, should a turn ever get lost. */
const LOOK_AGAIN = sql`interval '1 minute'`;
const MOST_AT_ONCE = 500;

export interface VehicleQueue {
  readonly webhookId: string;
  readonly vehicleId: string;
}

/** Lets the first of every queue that nobody has looked at since go; false when there is none. */
export const startQueues = async (
  store: Pick<Store, 'queues' | 'transaction'>,
  now: Date,
): Promise<boolean> => {
  for (let started = false; ; started = true) {
    const { rows } = await sql<VehicleQueue>`
      SELECT DISTINCT webhook_id AS "webhookId", vehicle_id AS "vehicleId" FROM (
        SELECT webhook_id, vehicle_id FROM webhook_queue
        WHERE waiting AND due_at <= ${now} ORDER BY due_at LIMIT ${MOST_AT_ONCE}
      ) AS due
    `.execute(store.queues);
    if (rows.length === 0) return started;
    await advanceQueues(store, rows, now);
  }
};

/**
 * Gives the turn to the first of each queue where nobody has it. Call it after the one before has left, in a
 * transaction of its own: what it reads must be newer than the lock.
 */
export const advanceQueues = (
  store: Pick<Store, 'transaction'>,
  queues: readonly VehicleQueue[],
  now: Date,
): Promise<void> => store.transaction((tx) => giveTurns(tx, queues, now));

const giveTurns = async (tx: Tx, queues: readonly VehicleQueue[], now: Date): Promise<void> => {
  const webhookIds = [...new Set(queues.map(({ webhookId }) => webhookId))].sort();
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('webhook queues ' || id, 0))
    FROM unnest(${webhookIds}::text[]) WITH ORDINALITY AS w (id, place) ORDER BY place
  `.execute(tx);
  // Rows that are locked are being dropped.
  await sql`
    WITH queue AS (
      SELECT DISTINCT * FROM unnest(
        ${plainArray(queues.map(({ webhookId }) => webhookId))}::uuid[],
        ${plainArray(queues.map(({ vehicleId }) => vehicleId))}::uuid[]
      ) AS q (webhook_id, vehicle_id)
    ), first AS MATERIALIZED (
      SELECT head.event_id FROM queue q CROSS JOIN LATERAL (
        SELECT event_id FROM webhook_queue e
        WHERE e.webhook_id = q.webhook_id AND e.vehicle_id = q.vehicle_id
          AND e.queue_position IS NOT NULL AND e.waiting
          AND NOT EXISTS (
            SELECT FROM webhook_queue busy
            WHERE busy.webhook_id = q.webhook_id AND busy.vehicle_id = q.vehicle_id
              AND busy.queue_position IS NOT NULL AND NOT busy.waiting
          )
        ORDER BY e.queue_position LIMIT 1 FOR UPDATE SKIP LOCKED
      ) AS head
    ), rest AS MATERIALIZED (
      SELECT e.event_id FROM queue q JOIN webhook_queue e
        ON e.webhook_id = q.webhook_id AND e.vehicle_id = q.vehicle_id
          AND e.queue_position IS NOT NULL AND e.waiting AND e.due_at <= ${now}
      WHERE e.event_id NOT IN (SELECT event_id FROM first)
      FOR UPDATE OF e SKIP LOCKED
    ), looked_at AS (
      UPDATE webhook_queue e SET due_at = ${now}::timestamptz + ${LOOK_AGAIN}
      FROM rest WHERE e.event_id = rest.event_id
    )
    UPDATE webhook_queue e SET waiting = false, due_at = ${now}
    FROM first WHERE e.event_id = first.event_id
  `.execute(tx);
};

/** From now on events of one car wait for each other, those that are queued already among them. */
export const formQueues = async (tx: Tx, webhook: Pick<Webhook, 'id'>): Promise<void> => {
  await sql`
    WITH queued AS (
      SELECT q.event_id, nextval('webhook_queue_positions') AS position, q.claim IS NULL AS waiting
      FROM (
        SELECT q.event_id, q.claim FROM webhook_queue q JOIN webhook_events e ON e.id = q.event_id
        WHERE q.webhook_id = ${webhook.id} AND q.vehicle_id IS NOT NULL AND q.queue_position IS NULL
        ORDER BY e.created_at, e.position, e.id FOR UPDATE OF q
      ) AS q
    )
    UPDATE webhook_queue q SET queue_position = queued.position,
      -- What is under way cannot be called back, and what is to be tried again waits for its turn as well.
      waiting = queued.waiting, due_at = CASE WHEN queued.waiting THEN '-infinity' ELSE q.due_at END
    FROM queued WHERE q.event_id = queued.event_id
  `.execute(tx);
};

/** Nobody waits for another any more. */
export const dissolveQueues = async (
  tx: Tx,
  webhook: Pick<Webhook, 'id'>,
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE webhook_queue SET queue_position = NULL, waiting = false,
      due_at = CASE WHEN waiting THEN ${now}::timestamptz ELSE due_at END
    WHERE webhook_id = ${webhook.id} AND queue_position IS NOT NULL
  `.execute(tx);
};
