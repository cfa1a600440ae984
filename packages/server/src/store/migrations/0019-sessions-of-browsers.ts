import { type Kysely, sql } from 'kysely';

/** A browser's newest visit to Connect is found by the browser alone. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    CREATE INDEX connect_sessions_of_browser ON connect_sessions (browser, expires_at DESC);
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`DROP INDEX connect_sessions_of_browser`.execute(db);
};
