import { sql } from 'kysely';
import type { Queries } from '../../store/store.js';
import { keptAnswer } from '../log/kept-answer.js';
import type { Settlement } from './settlements.js';

/**
 * Completes claims and writes their attempts down, all in one statement. An event whose lease lapsed and that
 * somebody else claimed keeps its state, but the attempt was made and so is recorded.
 */
export const settle = async (db: Queries, settlements: readonly Settlement[]): Promise<void> => {
  const attempts = settlements.map(({ attempt }) => attempt);
  const answers = attempts.map((one) => one && keptAnswer(one.exchange));
  await sql`
    WITH outcome AS (
      SELECT * FROM unnest(
        ${settlements.map(({ event }) => event.id)}::uuid[],
        ${settlements.map(({ event }) => event.claim)}::uuid[],
        ${settlements.map(({ status }) => status)}::text[],
        ${settlements.map((one) => one.attempts)}::int[],
        ${settlements.map(({ at }) => at)}::timestamptz[],
        ${settlements.map(({ dueAt }) => dueAt)}::timestamptz[],
        ${attempts.map((one) => one?.deliveryId ?? null)}::uuid[],
        ${attempts.map((one) => one?.startedAt ?? null)}::timestamptz[],
        ${attempts.map((one) => one?.durationMs ?? null)}::int[],
        ${attempts.map((one) => one?.exchange.statusCode ?? null)}::int[],
        ${attempts.map((one) => one?.exchange.error ?? null)}::text[],
        ${attempts.map((one) => one?.url ?? null)}::text[],
        ${answers.map((one) => one?.headers ?? null)}::jsonb[],
        ${answers.map((one) => one?.body ?? null)}::text[]
      ) AS o (event_id, claim, status, attempts, at, due_at,
        delivery_id, started_at, duration_ms, status_code, error, url, answer_headers, answer_body)
    ), held AS MATERIALIZED (
      -- In one order everywhere, so that nobody waits in a circle; without the events that were deleted.
      SELECT id, application_id, webhook_id FROM webhook_events
      WHERE id IN (SELECT event_id FROM outcome) ORDER BY id FOR UPDATE
    ), settled AS (
      UPDATE webhook_events e
      SET status = o.status, attempts = o.attempts, due_at = o.due_at, claim = NULL,
        finished_at = CASE WHEN o.status = 'pending' THEN NULL ELSE o.at END
      FROM outcome o JOIN held ON held.id = o.event_id
      WHERE e.id = o.event_id AND e.claim = o.claim AND e.status = 'pending'
    )
    INSERT INTO webhook_deliveries
      (id, application_id, event_id, webhook_id, attempt, started_at, duration_ms, status_code, error, url,
        answer_headers, answer_body)
    SELECT o.delivery_id, held.application_id, o.event_id, held.webhook_id, o.attempts, o.started_at,
      o.duration_ms, o.status_code, o.error, o.url, o.answer_headers, o.answer_body
    FROM outcome o JOIN held ON held.id = o.event_id
    WHERE o.delivery_id IS NOT NULL
  `.execute(db);
};
