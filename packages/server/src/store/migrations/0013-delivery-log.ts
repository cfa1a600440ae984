import { type Kysely, sql } from 'kysely';

/** Attempts that can be listed by webhook with what was answered, and statistics by webhook and minute. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    ALTER TABLE webhook_deliveries
      -- The webhook of its event, so that the log of a webhook is one walk over one index.
      ADD COLUMN webhook_id uuid,
      ADD COLUMN url text,
      -- The headers of the answer and its beginning, without what is secret; null when there was none.
      ADD COLUMN answer_headers jsonb,
      ADD COLUMN answer_body text;
    UPDATE webhook_deliveries d SET webhook_id = e.webhook_id
      FROM webhook_events e WHERE e.id = d.event_id;
    ALTER TABLE webhook_deliveries ALTER COLUMN webhook_id SET NOT NULL;
    CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, started_at DESC, id DESC);

    -- Made from webhook_deliveries a little later, and made again as long as a minute may still change.
    CREATE TABLE webhook_minutes (
      webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      minute timestamptz NOT NULL,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      attempts integer NOT NULL,
      succeeded integer NOT NULL,
      -- Of first attempts; the others are retries.
      first_attempts integer NOT NULL,
      first_succeeded integer NOT NULL,
      -- Second attempts: so many events needed a retry.
      second_attempts integer NOT NULL,
      duration_ms bigint NOT NULL,
      longest_ms integer NOT NULL,
      -- {class: count} with the classes of webhooks/statistics/durations.ts.
      durations jsonb NOT NULL,
      -- {status code or error: count}.
      outcomes jsonb NOT NULL,
      last_success_at timestamptz,
      last_failure_at timestamptz,
      PRIMARY KEY (webhook_id, minute)
    );
    CREATE INDEX webhook_minutes_by_time ON webhook_minutes (minute);

    -- One process at a time counts, from where the last one left off.
    CREATE TABLE webhook_counting (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      counted_to timestamptz NOT NULL
    );
    INSERT INTO webhook_counting (counted_to)
      SELECT coalesce(min(started_at), now()) FROM webhook_deliveries;
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP TABLE webhook_counting, webhook_minutes;
    DROP INDEX webhook_deliveries_by_webhook;
    ALTER TABLE webhook_deliveries
      DROP COLUMN answer_body, DROP COLUMN answer_headers, DROP COLUMN url, DROP COLUMN webhook_id;
  `.execute(db);
};
