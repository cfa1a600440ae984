import { sql } from 'kysely';
import type { Queries } from '../../store/store.js';
import type { Bucket } from './contract.js';

export interface Wanted {
  readonly bucket: Bucket;
  readonly tokens: number;
}

export interface Given {
  readonly tokens: number;
  /** Epoch microseconds. */
  readonly fullAt: number;
}

/**
 * Takes as many tokens as there are, up to those that are wanted, from every bucket, in one statement. The rows
 * are locked in the order of their keys, so that two statements never wait for each other in a circle.
 */
export const takeTokens = async (
  db: Queries,
  wanted: readonly Wanted[],
  now: number,
): Promise<ReadonlyMap<string, Given>> => {
  const given = sql`greatest(0, least(excluded.granted, (excluded.burst * excluded.interval_us
    - (greatest(b.full_at_us, ${now}::bigint) - ${now}::bigint)) / excluded.interval_us))::integer`;
  const { rows } = await sql<{ key: string; granted: number; full_at_us: number }>`
    INSERT INTO rate_limit_buckets AS b (key, burst, interval_us, full_at_us, granted)
    SELECT key, burst, interval_us, ${now}::bigint + least(tokens, burst) * interval_us, least(tokens, burst)
    FROM unnest(${wanted.map(({ bucket }) => bucket.key)}::text[],
      ${wanted.map(({ bucket }) => bucket.burst)}::integer[],
      ${wanted.map(({ bucket }) => bucket.interval)}::bigint[],
      ${wanted.map(({ tokens }) => tokens)}::integer[]) AS w (key, burst, interval_us, tokens)
    ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
      burst = excluded.burst, interval_us = excluded.interval_us, granted = ${given},
      full_at_us = greatest(b.full_at_us, ${now}::bigint) + ${given} * excluded.interval_us
    RETURNING key, granted, full_at_us
  `.execute(db);
  return new Map(rows.map((row) => [row.key, { tokens: row.granted, fullAt: row.full_at_us }]));
};

/** A full bucket is the same as none. */
export const pruneBuckets = async (db: Queries, now: number): Promise<number> => {
  const { numDeletedRows } = await db
    .deleteFrom('rate_limit_buckets')
    .where('full_at_us', '<=', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
};
