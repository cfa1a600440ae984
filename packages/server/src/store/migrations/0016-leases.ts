import { type Kysely, sql } from 'kysely';

/** Pulled webhooks may last only as long as somebody reads them. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    ALTER TABLE webhooks
      ADD COLUMN lease_seconds integer,
      ADD COLUMN leased_until timestamptz,
      ADD CONSTRAINT webhooks_lease CHECK ((lease_seconds IS NULL) = (leased_until IS NULL))
  `.execute(db);
  await sql`
    CREATE INDEX webhooks_leased ON webhooks (leased_until) WHERE leased_until IS NOT NULL
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`ALTER TABLE webhooks DROP COLUMN lease_seconds, DROP COLUMN leased_until`.execute(db);
};
