import { type Kysely, sql } from 'kysely';

/** Conditions of triggers, webhooks of version 2.0, and error addresses that prove themselves. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    ALTER TABLE webhooks
      -- The settings of a webhook of version 2.0, whose type is scheduled, eventBased or dynamic.
      ADD COLUMN legacy jsonb,
      -- [{code, condition}]: the triggers that not every change of their signal sets off.
      ADD COLUMN conditions jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN error_verified_at timestamptz;

    -- Whoever has been getting errors goes on getting them.
    UPDATE webhooks SET error_verified_at = verified_at WHERE error_uri IS NOT NULL;

    -- What conditions remember between reports of the car.
    ALTER TABLE webhook_subscriptions ADD COLUMN marks jsonb NOT NULL DEFAULT '{}';

    -- When a webhook of version 2.0 is to tell of a car next. Several processes share the rows with SKIP LOCKED.
    CREATE TABLE webhook_reports (
      subscription_id uuid PRIMARY KEY REFERENCES webhook_subscriptions ON DELETE CASCADE,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      -- Periods are counted from here.
      anchored_at timestamptz NOT NULL,
      due_at timestamptz NOT NULL,
      -- A lease: whoever holds the newest claim may write the event and set the next time.
      claim uuid,
      claimed_until timestamptz
    );
    CREATE INDEX webhook_reports_due ON webhook_reports (due_at);
    CREATE INDEX webhook_reports_by_webhook ON webhook_reports (webhook_id);
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP TABLE webhook_reports;
    ALTER TABLE webhook_subscriptions DROP COLUMN marks;
    -- Nothing else knows what to do with them.
    DELETE FROM webhooks WHERE version = '2.0';
    ALTER TABLE webhooks DROP COLUMN legacy, DROP COLUMN conditions, DROP COLUMN error_verified_at;
  `.execute(db);
};
