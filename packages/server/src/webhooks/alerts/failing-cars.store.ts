import { sql } from 'kysely';
import { momentArray, plainArray } from '../../store/arrays.js';
import type { Queries } from '../../store/store.js';
import { type FailingCars, THRESHOLDS } from './thresholds.js';

/** More tell nothing new of a webhook, and would make looking the dearer the worse it is doing. */
const MOST_FAILURES = 10_000;
/** A success that is not among so many newest events of a car is one of an event that failed before. */
const MOST_EVENTS_OF_CAR = 100;
const MOST_NAMED = 10;

export interface Suspicion {
  readonly webhookId: string;
  /** What failed before does not count. */
  readonly since: Date;
}

interface FailingCarsRow extends FailingCars {
  readonly webhookId: string;
}

/**
 * The subscribed cars of each webhook whose last three attempts failed. It goes from failure to failure, and looks for
 * successes of those cars alone that failed three times: what others' events do costs nothing. Of every application.
 */
export const readFailingCars = async (
  db: Queries,
  suspicions: readonly Suspicion[],
): Promise<ReadonlyMap<string, FailingCars>> => {
  const none = suspicions.map(({ webhookId }) => [webhookId, { count: 0, ids: [] }] as const);
  const found = new Map<string, FailingCars>(none);
  if (suspicions.length === 0) return found;
  const succeeded = sql`d.status_code BETWEEN 200 AND 299 AND d.error IS NULL`;
  const { rows } = await sql<FailingCarsRow>`
    SELECT asked.webhook_id AS "webhookId", count(*) AS count,
      (array_agg(car.id::text ORDER BY car.failed_at DESC, car.id))[:${MOST_NAMED}::int] AS ids
    FROM unnest(
      ${plainArray(suspicions.map(({ webhookId }) => webhookId))}::uuid[],
      ${momentArray(suspicions.map(({ since }) => since))}::float8[]
    ) AS asked (webhook_id, since_ms)
    CROSS JOIN LATERAL (
      SELECT e.vehicle_id AS id, max(failed.started_at) AS failed_at,
        array_agg(DISTINCT failed.event_id) AS event_ids,
        (array_agg(failed.started_at ORDER BY failed.started_at DESC))[
          ${THRESHOLDS.consecutiveFailures}::int] AS failing_since
      FROM (
        SELECT d.event_id, d.started_at FROM webhook_deliveries d
        WHERE d.webhook_id = asked.webhook_id AND d.started_at >= to_timestamp(asked.since_ms / 1000.0)
          AND (${succeeded}) IS NOT TRUE
        ORDER BY d.started_at DESC LIMIT ${MOST_FAILURES}
      ) AS failed
      -- By itself, so that they are looked up one by one however many events there are.
      CROSS JOIN LATERAL (
        SELECT vehicle_id FROM webhook_events WHERE id = failed.event_id OFFSET 0
      ) AS e
      WHERE e.vehicle_id IS NOT NULL
      GROUP BY 1 HAVING count(*) >= ${THRESHOLDS.consecutiveFailures}
    ) AS car
    WHERE EXISTS (
      SELECT FROM webhook_subscriptions s
      WHERE s.webhook_id = asked.webhook_id AND s.vehicle_id = car.id
    ) AND NOT EXISTS (
      SELECT FROM (
        (
          SELECT e.id FROM webhook_events e
          WHERE e.vehicle_id = car.id AND e.webhook_id = asked.webhook_id
          ORDER BY e.position DESC LIMIT ${MOST_EVENTS_OF_CAR}
        ) UNION ALL SELECT unnest(car.event_ids)
      ) AS event CROSS JOIN LATERAL (
        SELECT FROM webhook_deliveries d
        WHERE d.event_id = event.id AND d.started_at >= car.failing_since AND ${succeeded} OFFSET 0
      ) AS success
    )
    GROUP BY 1
  `.execute(db);
  for (const { webhookId, ...cars } of rows) found.set(webhookId, cars);
  return found;
};
