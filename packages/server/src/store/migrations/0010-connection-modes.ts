import { type Kysely, sql } from 'kysely';

/** Lists of one mode read their own index: a few live cars are found at once among a million simulated ones. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    CREATE INDEX connections_newest_of_mode
      ON connections (application_id, mode, created_at DESC, id DESC)
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`DROP INDEX connections_newest_of_mode`.execute(db);
};
