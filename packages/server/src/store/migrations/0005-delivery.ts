import { type Kysely, sql } from 'kysely';

/** How each webhook wants its events sent, keys of its own, events about webhooks, and order by vehicle. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    ALTER TABLE webhooks
      ADD COLUMN type text NOT NULL DEFAULT 'signals',
      -- Only options that are not as documented; what there is stands in webhooks/delivery/options.ts.
      ADD COLUMN delivery jsonb NOT NULL DEFAULT '{}',
      -- Sealed: the value of the header whose name is among the options.
      ADD COLUMN static_header text,
      -- The first attempt that failed since the last one that succeeded.
      ADD COLUMN failing_since timestamptz,
      ADD COLUMN failing_told boolean NOT NULL DEFAULT false,
      -- Why it is disabled, when it was not at its owner's wish.
      ADD COLUMN disabled_reason text;

    -- Signing keys of single webhooks: the newest has no end, the one before it signs until its own.
    CREATE TABLE webhook_keys (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      sealed text NOT NULL,
      hint text NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz
    );
    CREATE INDEX webhook_keys_by_webhook ON webhook_keys (webhook_id, created_at DESC);

    -- A management token that was replaced is good until then.
    ALTER TABLE application_secrets ADD COLUMN expires_at timestamptz;

    ALTER TABLE webhook_events
      -- Since when it could have been sent, while its webhook's own limits hold it back.
      ADD COLUMN held_since timestamptz,
      -- Why it ended without being delivered.
      ADD COLUMN reason text,
      -- Its place in the queue of one car's events for one webhook, where the webhook asks for order.
      ADD COLUMN queue_position bigint,
      DROP CONSTRAINT webhook_events_status_check,
      -- 'waiting': behind another event of its queue.
      ADD CONSTRAINT webhook_events_status_check
        CHECK (status IN ('waiting', 'pending', 'delivered', 'dead', 'dropped'));
    CREATE SEQUENCE webhook_queue_positions;
    CREATE INDEX webhook_events_queues ON webhook_events (webhook_id, vehicle_id, queue_position)
      WHERE queue_position IS NOT NULL AND status IN ('waiting', 'pending');
    CREATE INDEX webhook_events_waiting ON webhook_events (due_at) WHERE status = 'waiting';
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP INDEX webhook_events_waiting, webhook_events_queues;
    UPDATE webhook_events SET status = 'pending' WHERE status = 'waiting';
    ALTER TABLE webhook_events
      DROP CONSTRAINT webhook_events_status_check,
      ADD CONSTRAINT webhook_events_status_check
        CHECK (status IN ('pending', 'delivered', 'dead', 'dropped')),
      DROP COLUMN queue_position, DROP COLUMN reason, DROP COLUMN held_since;
    DROP SEQUENCE webhook_queue_positions;
    DELETE FROM application_secrets WHERE expires_at IS NOT NULL;
    ALTER TABLE application_secrets DROP COLUMN expires_at;
    DROP TABLE webhook_keys;
    -- A webhook that had no signals meant nothing before.
    DELETE FROM webhooks WHERE type = 'operational';
    ALTER TABLE webhooks
      DROP COLUMN disabled_reason, DROP COLUMN failing_told, DROP COLUMN failing_since,
      DROP COLUMN static_header, DROP COLUMN delivery, DROP COLUMN type;
  `.execute(db);
};
