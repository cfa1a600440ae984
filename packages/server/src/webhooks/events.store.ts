import { sql } from 'kysely';
import type { Queries, Store, Tx } from '../store/store.js';
import type { DeliveryAttempt, VerificationResult, Webhook, WebhookEvent } from './contract.js';
import type { Attempt } from './delivery/attempts.js';
import { raiseFloors } from './feed/floor.store.js';
import { keptAnswer } from './log/kept-answer.js';

const PRUNE_BATCH = 2_000;

/** Of `webhook_events e` with `webhook_queue q`, where there is a row of it. */
export const eventStatus = sql<WebhookEvent['status']>`
  CASE WHEN q.waiting THEN 'waiting' WHEN q.event_id IS NOT NULL THEN 'pending'
    ELSE coalesce(e.outcome, 'delivered') END
`;

/** When it is due, or was for the last time. */
export const lastDue = sql<Date>`coalesce(nullif(q.due_at, '-infinity'), e.finished_at, e.created_at)`;

/** Newest first, each with its attempts in order. */
export const listEvents = async (
  db: Queries,
  applicationId: string,
  webhookId: string,
  limit: number,
): Promise<WebhookEvent[]> => {
  const events = await db
    .selectFrom('webhook_events as e')
    .leftJoin('webhook_queue as q', 'q.event_id', 'e.id')
    .select(['e.id', 'e.webhook_id', 'e.vehicle_id', 'e.type', 'e.created_at', 'e.reason'])
    .select([eventStatus.as('status'), lastDue.as('due_at')])
    .where('e.application_id', '=', applicationId)
    .where('e.webhook_id', '=', webhookId)
    .orderBy('e.created_at', 'desc')
    .orderBy(sql`e.position`, 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute();
  const attempts = await attemptsOf(
    db,
    applicationId,
    events.map(({ id }) => id),
  );
  return events.map((row) => ({
    eventId: row.id,
    webhookId: row.webhook_id,
    vehicleId: row.vehicle_id,
    type: row.type,
    status: row.status,
    reason: row.reason,
    createdAt: row.created_at,
    dueAt: row.due_at,
    attempts: attempts.get(row.id) ?? [],
  }));
};

export const attemptsOf = async (
  db: Queries,
  applicationId: string,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, DeliveryAttempt[]>> => {
  const byEvent = new Map<string, DeliveryAttempt[]>(eventIds.map((id) => [id, []]));
  const { rows } = await sql<DeliveryAttempt & { eventId: string }>`
    SELECT event_id AS "eventId", id AS "deliveryId", attempt, started_at AS "startedAt",
      duration_ms AS "durationMs", status_code AS "statusCode", error
    FROM webhook_deliveries
    WHERE application_id = ${applicationId} AND event_id = ANY(${eventIds}::uuid[])
    ORDER BY attempt, started_at, id
  `.execute(db);
  for (const { eventId, ...attempt } of rows) byEvent.get(eventId)?.push(attempt);
  return byEvent;
};

/** A verification is an event of one attempt that is over when it is written. */
export const insertVerification = async (
  tx: Tx,
  verification: {
    readonly webhook: Pick<Webhook, 'id' | 'applicationId'>;
    readonly eventId: string;
    readonly payload: string;
    readonly attempt: Attempt;
    readonly result: VerificationResult;
  },
): Promise<void> => {
  const { webhook, eventId, payload, attempt, result } = verification;
  await tx
    .insertInto('webhook_events')
    .values({
      id: eventId,
      application_id: webhook.applicationId,
      webhook_id: webhook.id,
      vehicle_id: null,
      type: 'VERIFY',
      payload,
      outcome: result.verified ? null : 'dead',
      created_at: attempt.startedAt,
      finished_at: attempt.startedAt,
    })
    .execute();
  const answer = keptAnswer(attempt.exchange);
  await tx
    .insertInto('webhook_deliveries')
    .values({
      id: attempt.deliveryId,
      application_id: webhook.applicationId,
      event_id: eventId,
      webhook_id: webhook.id,
      attempt: 1,
      started_at: attempt.startedAt,
      duration_ms: attempt.durationMs,
      status_code: result.statusCode,
      error: result.error,
      url: attempt.url,
      answer_headers: answer.headers,
      answer_body: answer.body,
    })
    .execute();
};

/** Deletes events of all applications that were finished before the moment, with their deliveries. */
export const deleteFinished = async (store: Store, before: Date): Promise<number> => {
  for (let deleted = 0; ; ) {
    const ids = await finishedBefore(store.db, before);
    if (ids.length === 0) return deleted;
    // First: a cursor that is told too early that it has expired is better than one that is not told at all.
    await raiseFloors(store.db, ids);
    const result = await sql`
      DELETE FROM webhook_events WHERE id = ANY(${ids}::uuid[])
    `.execute(store.db);
    deleted += Number(result.numAffectedRows ?? 0);
    if (ids.length < PRUNE_BATCH) return deleted;
  }
};

/** Neither queued nor ended since: the last attempt of what was delivered tells when that was. */
const finishedBefore = async (db: Queries, before: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    SELECT e.id FROM webhook_events e
    WHERE e.created_at < ${before}
      AND coalesce(e.finished_at, (
        SELECT max(started_at) FROM webhook_deliveries WHERE event_id = e.id
      ), e.created_at) < ${before}
      AND NOT EXISTS (SELECT FROM webhook_queue q WHERE q.event_id = e.id)
    ORDER BY e.created_at LIMIT ${PRUNE_BATCH}
  `.execute(db);
  return rows.map(({ id }) => id);
};
