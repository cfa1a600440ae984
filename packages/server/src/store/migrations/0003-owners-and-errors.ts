import { type Kysely, sql } from 'kysely';

/** The language of vehicle owners, and what is wrong with a car right now. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- BCP 47, as chosen in the newest visit to Connect. Null: not known yet.
    ALTER TABLE users ADD COLUMN language text;

    -- {type, code, since}: what every reading has failed with since then. Null while the car can be read.
    ALTER TABLE vehicle_signals ADD COLUMN failure jsonb;

    -- The errors that the receiver was told of and that are not over: {"TYPE:CODE": [signal codes]}.
    ALTER TABLE webhook_subscriptions ADD COLUMN reported_errors jsonb NOT NULL DEFAULT '{}';
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    ALTER TABLE webhook_subscriptions DROP COLUMN reported_errors;
    ALTER TABLE vehicle_signals DROP COLUMN failure;
    ALTER TABLE users DROP COLUMN language;
  `.execute(db);
};
