import { sql } from 'kysely';
import { momentArray, plainArray, textArray } from '../../store/arrays.js';
import type { Queries } from '../../store/store.js';
import { keptAnswer } from '../log/kept-answer.js';
import type { Settlement } from './settlements.js';

type Settled = Settlement['status'];

/**
 * Completes claims and writes their attempts down, all in one statement. Whose claim is not the newest any more
 * changes nothing, but the attempt was made and so is recorded. What is delivered leaves the queue, and its event is
 * not touched; what is given up leaves it too, and the event says how it ended.
 */
export const settle = async (db: Queries, settlements: readonly Settlement[]): Promise<void> => {
  const which = (...statuses: readonly Settled[]) => {
    const some = settlements.filter(({ status }) => statuses.includes(status));
    return {
      some,
      ids: plainArray(some.map(({ event }) => event.id)),
      claims: plainArray(some.map(({ event }) => event.claim)),
    };
  };
  const delivered = which('delivered');
  const later = which('pending');
  const ended = which('dead', 'dropped');
  const tried = settlements.flatMap(({ event, attempts, attempt }) =>
    attempt ? [{ event, attempts, attempt, answer: keptAnswer(attempt.exchange) }] : [],
  );
  const { rows } = await sql<{ settled: number }>`
    WITH delivered AS (
      DELETE FROM webhook_queue
      WHERE event_id = ANY(${delivered.ids}::uuid[]) AND claim = ANY(${delivered.claims}::uuid[])
      RETURNING 1
    ), later AS (
      UPDATE webhook_queue q SET attempts = o.attempts, due_at = to_timestamp(o.due_ms / 1000.0),
        claim = NULL, process = NULL
      FROM unnest(
        ${later.ids}::uuid[], ${later.claims}::uuid[],
        ${plainArray(later.some.map(({ attempts }) => attempts))}::int[],
        ${momentArray(later.some.map(({ dueAt }) => dueAt))}::float8[]
      ) AS o (event_id, claim, attempts, due_ms)
      WHERE q.event_id = ANY(${later.ids}::uuid[]) AND q.event_id = o.event_id AND q.claim = o.claim
      RETURNING 1
    ), ended AS (
      DELETE FROM webhook_queue q USING unnest(
        ${ended.ids}::uuid[], ${ended.claims}::uuid[],
        ${plainArray(ended.some.map(({ status }) => status))}::text[],
        ${textArray(ended.some.map(({ reason }) => reason ?? null))}::text[],
        ${momentArray(ended.some.map(({ at }) => at))}::float8[]
      ) AS o (event_id, claim, outcome, reason, at_ms)
      WHERE q.event_id = ANY(${ended.ids}::uuid[]) AND q.event_id = o.event_id AND q.claim = o.claim
      RETURNING o.*
    ), marked AS (
      UPDATE webhook_events e SET reason = ended.reason,
        outcome = CASE WHEN ended.reason = 'PULLED' THEN 'held' ELSE ended.outcome END,
        finished_at = to_timestamp(ended.at_ms / 1000.0)
      FROM ended WHERE e.id = ANY(${ended.ids}::uuid[]) AND e.id = ended.event_id
    ), tried AS (
      INSERT INTO webhook_deliveries
        (id, application_id, event_id, webhook_id, attempt, started_at, duration_ms, status_code, error,
          url, answer_headers, answer_body)
      SELECT o.id, o.application_id, o.event_id, o.webhook_id, o.attempt,
        to_timestamp(o.started_ms / 1000.0), o.duration_ms, o.status_code, o.error, o.url,
        o.answer_headers, o.answer_body
      FROM unnest(
        ${plainArray(tried.map(({ attempt }) => attempt.deliveryId))}::uuid[],
        ${plainArray(tried.map(({ event }) => event.applicationId))}::uuid[],
        ${plainArray(tried.map(({ event }) => event.id))}::uuid[],
        ${plainArray(tried.map(({ event }) => event.webhookId))}::uuid[],
        ${plainArray(tried.map(({ attempts }) => attempts))}::int[],
        ${momentArray(tried.map(({ attempt }) => attempt.startedAt))}::float8[],
        ${plainArray(tried.map(({ attempt }) => attempt.durationMs))}::int[],
        ${plainArray(tried.map(({ attempt }) => attempt.exchange.statusCode))}::int[],
        ${textArray(tried.map(({ attempt }) => attempt.exchange.error))}::text[],
        ${textArray(tried.map(({ attempt }) => attempt.url))}::text[],
        ${textArray(tried.map(({ answer }) => answer.headers))}::jsonb[],
        ${textArray(tried.map(({ answer }) => answer.body))}::text[]
      ) AS o (id, application_id, event_id, webhook_id, attempt, started_ms, duration_ms, status_code,
        error, url, answer_headers, answer_body)
    )
    SELECT (SELECT count(*) FROM delivered) + (SELECT count(*) FROM later)
      + (SELECT count(*) FROM ended) AS settled
  `.execute(db);
  if (rows[0]?.settled !== settlements.length) await forgetStrays(db, tried);
};

/** Attempts of events that were deleted meanwhile: whoever deleted one did not see this attempt. */
const forgetStrays = async (
  db: Queries,
  tried: readonly Required<Pick<Settlement, 'attempt'>>[],
): Promise<void> => {
  await sql`
    DELETE FROM webhook_deliveries d
    WHERE d.id = ANY(${plainArray(tried.map(({ attempt }) => attempt.deliveryId))}::uuid[])
      AND NOT EXISTS (SELECT FROM webhook_events e WHERE e.id = d.event_id)
  `.execute(db);
};
