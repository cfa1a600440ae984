import { type Kysely, sql } from 'kysely';

/** What became of commands, and lists that go by a user's name or by age. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    CREATE TABLE command_executions (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      vehicle_id uuid NOT NULL REFERENCES vehicles ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      kind text NOT NULL,
      -- What was to be done; its fields depend on the kind.
      subject jsonb NOT NULL,
      mode text NOT NULL,
      status text NOT NULL,
      -- {type, code} of an error of the catalogue.
      error jsonb,
      executed_at timestamptz NOT NULL,
      completed_at timestamptz
    );
    CREATE INDEX command_executions_by_vehicle ON command_executions (vehicle_id);
    CREATE INDEX command_executions_by_user ON command_executions (user_id);
    CREATE INDEX command_executions_by_age ON command_executions (executed_at);

    CREATE INDEX users_by_external_id ON users (application_id, external_id)
      WHERE external_id IS NOT NULL;
    CREATE INDEX webhook_subscriptions_newest
      ON webhook_subscriptions (application_id, created_at DESC, id DESC);
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP INDEX webhook_subscriptions_newest, users_by_external_id;
    DROP TABLE command_executions;
  `.execute(db);
};
