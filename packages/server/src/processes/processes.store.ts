import { sql } from 'kysely';
import type { Queries, Tx } from '../store/store.js';

/** A process as it was last heard of. */
export interface Silent {
  readonly id: string;
  /** As the database writes it. */
  readonly beatAt: string;
}

/** This process lives. */
export const beat = async (db: Queries, id: string): Promise<void> => {
  await sql`
    INSERT INTO server_processes (id, beat_at) VALUES (${id}, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET beat_at = EXCLUDED.beat_at
  `.execute(db);
};

/** Processes that have not been heard of for so long; those from the future are as silent as the others. */
export const silentProcesses = async (db: Queries, milliseconds: number): Promise<Silent[]> => {
  const { rows } = await sql<Silent>`
    SELECT id, beat_at::text AS "beatAt" FROM server_processes
    WHERE abs(extract(epoch FROM clock_timestamp() - beat_at)) * 1000 > ${milliseconds}
  `.execute(db);
  return rows;
};

/** Forgets those among them that have not been heard of since; answers with their ids. */
export const forgetProcesses = async (tx: Tx, silent: readonly Silent[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    DELETE FROM server_processes p
    USING unnest(${silent.map(({ id }) => id)}::uuid[], ${silent.map((one) => one.beatAt)}::text[])
      AS s (id, beat_at)
    WHERE p.id = s.id AND p.beat_at = s.beat_at::timestamptz RETURNING p.id
  `.execute(tx);
  return rows.map(({ id }) => id);
};

export const forgetProcess = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('server_processes').where('id', '=', id).execute();
};
