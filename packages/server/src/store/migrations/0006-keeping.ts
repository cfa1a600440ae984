import { type Kysely, sql } from 'kysely';

/** Events that are kept, found, pulled by cursor and replayed; gaps; and which process holds what. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    ALTER TABLE webhooks
      ADD COLUMN delivery_method text NOT NULL DEFAULT 'push'
        CHECK (delivery_method IN ('push', 'pull')),
      -- A webhook whose events are pulled has no address.
      ALTER COLUMN callback_uri DROP NOT NULL,
      -- The newest event of its feed that retention has deleted: cursors before it may have missed something.
      ADD COLUMN feed_floor xid8,
      ADD COLUMN feed_floor_id uuid;

    ALTER TABLE webhook_events
      -- The transaction that wrote it last into the feed. What is older than every transaction under way is
      -- complete; so a reader who stays below that never skips an event that is committed late.
      ADD COLUMN position xid8 NOT NULL DEFAULT pg_current_xact_id(),
      DROP CONSTRAINT webhook_events_status_check,
      -- 'held': to be pulled, not sent.
      ADD CONSTRAINT webhook_events_status_check
        CHECK (status IN ('waiting', 'pending', 'held', 'delivered', 'dead', 'dropped'));
    CREATE INDEX webhook_events_feed ON webhook_events (webhook_id, position, id);

    -- Positions are numbers of one database cluster's transactions. After a restore into another cluster, whose
    -- numbers begin anew, a new era begins and cursors of the old one are over.
    CREATE TABLE webhook_feed_era (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      era integer NOT NULL,
      seen xid8 NOT NULL
    );
    INSERT INTO webhook_feed_era (era, seen) VALUES (1, pg_snapshot_xmax(pg_current_snapshot()));
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP TABLE webhook_feed_era;
    DROP INDEX webhook_events_feed;
    UPDATE webhook_events SET status = 'dropped' WHERE status = 'held';
    ALTER TABLE webhook_events
      DROP COLUMN position,
      DROP CONSTRAINT webhook_events_status_check,
      ADD CONSTRAINT webhook_events_status_check
        CHECK (status IN ('waiting', 'pending', 'delivered', 'dead', 'dropped'));
    -- Without an address there is nothing that it could have meant before.
    DELETE FROM webhooks WHERE callback_uri IS NULL;
    ALTER TABLE webhooks
      ALTER COLUMN callback_uri SET NOT NULL,
      DROP COLUMN feed_floor_id, DROP COLUMN feed_floor, DROP COLUMN delivery_method;
  `.execute(db);
};
