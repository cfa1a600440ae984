import { sql } from 'kysely';
import type { Tx } from '../store/store.js';

/** Makes every process forget what it knows of these grants and vehicles, when the transaction commits. */
export const announceChanges = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await sql`SELECT pg_notify('grants', id) FROM unnest(${[...ids]}::text[]) AS changed (id)`.execute(
    tx,
  );
};
