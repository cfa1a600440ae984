import { type Kysely, sql } from 'kysely';

/** New addresses of webhooks are sent VERIFY by themselves. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- VERIFY is to be sent to the addresses that have not proven themselves: from then on, or after a lease.
    ALTER TABLE webhooks ADD COLUMN verify_due_at timestamptz;
    CREATE INDEX webhooks_to_verify ON webhooks (verify_due_at) WHERE verify_due_at IS NOT NULL;
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP INDEX webhooks_to_verify;
    ALTER TABLE webhooks DROP COLUMN verify_due_at;
  `.execute(db);
};
