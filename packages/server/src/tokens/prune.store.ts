import { sql } from 'kysely';
import type { Queries, Store, Tx } from '../store/store.js';

const BATCH = 1000;

export interface PruneLimits {
  readonly now: Date;
  /** Codes that ended before this are forgotten. */
  readonly codesBefore: Date;
}

/**
 * Deletes what has expired, and families that have no token left; answers with how many rows went. Batches are
 * small and skip what is locked, so that any number of processes can do it beside the traffic.
 */
export const pruneExpired = async (
  store: Pick<Store, 'db' | 'transaction'>,
  { now, codesBefore }: PruneLimits,
): Promise<number> => {
  const tokens = (table: TokenTable, before: Date): Promise<number> =>
    inBatches(() => store.transaction((tx) => deleteTokens(tx, table, before)));

  const sessions = await inBatches(() => deleteSessions(store.db, now));
  const codes = await tokens('authorization_codes', codesBefore);
  const access = await tokens('access_tokens', now);
  const refresh = await tokens('refresh_tokens', now);
  return sessions + codes + access + refresh;
};

const inBatches = async (deleteBatch: () => Promise<number>): Promise<number> => {
  let total = 0;
  for (;;) {
    const deleted = await deleteBatch();
    total += deleted;
    if (deleted < BATCH) return total;
  }
};

const deleteSessions = async (db: Queries, before: Date): Promise<number> => {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM connect_sessions WHERE id IN (
      SELECT id FROM connect_sessions WHERE expires_at <= ${before}
      ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )
  `.execute(db);
  return Number(numAffectedRows);
};

type TokenTable = 'authorization_codes' | 'access_tokens' | 'refresh_tokens';

const deleteTokens = async (db: Tx, table: TokenTable, before: Date): Promise<number> => {
  const { rows } = await sql<{ grant_id: string | null }>`
    DELETE FROM ${sql.table(table)} WHERE hash IN (
      SELECT hash FROM ${sql.table(table)} WHERE expires_at <= ${before}
      ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )
    RETURNING grant_id
  `.execute(db);
  await deleteEmptyFamilies(db, [...new Set(rows.flatMap((row) => row.grant_id ?? []))]);
  return rows.length;
};

const deleteEmptyFamilies = async (db: Tx, grantIds: readonly string[]): Promise<void> => {
  if (grantIds.length === 0) return;
  await sql`
    DELETE FROM grants AS g
    WHERE g.id = ANY(${[...grantIds]}::uuid[])
      AND NOT EXISTS (SELECT FROM authorization_codes AS t WHERE t.grant_id = g.id)
      AND NOT EXISTS (SELECT FROM access_tokens AS t WHERE t.grant_id = g.id)
      AND NOT EXISTS (SELECT FROM refresh_tokens AS t WHERE t.grant_id = g.id)
  `.execute(db);
};
