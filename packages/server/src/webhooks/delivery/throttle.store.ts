import { sql } from 'kysely';
import type { Queries } from '../../store/store.js';

/** Attempts under way for these webhooks, over all server processes; their events named the tenant. */
export const attemptsUnderWay = async (
  db: Queries,
  webhookIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (webhookIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; attempts: number }>`
    SELECT webhook_id AS id, count(*)::int AS attempts FROM webhook_queue
    WHERE claim IS NOT NULL AND webhook_id = ANY(${[...webhookIds]}::uuid[])
    GROUP BY webhook_id
  `.execute(db);
  return new Map(rows.map(({ id, attempts }) => [id, attempts]));
};
