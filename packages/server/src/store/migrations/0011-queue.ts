import { type Kysely, sql } from 'kysely';

/** Events are written once and queued in small rows beside them; and processes tell that they live. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- Server processes that live: each renews its row every second, by the database's clock.
    CREATE TABLE server_processes (
      id uuid PRIMARY KEY,
      beat_at timestamptz NOT NULL
    );

    -- What is to be sent. A row lives from the event's transaction to the end of its last attempt; the event
    -- itself, payload and all, is not written again on the way. No foreign keys: each would cost every event a
    -- look-up and a lock, and the triggers below keep the tables together.
    CREATE TABLE webhook_queue (
      event_id uuid PRIMARY KEY,
      webhook_id uuid NOT NULL,
      vehicle_id uuid,
      due_at timestamptz NOT NULL,
      -- Those that were completed.
      attempts integer NOT NULL DEFAULT 0,
      -- Whoever holds the newest claim may complete the attempt, as long as its process lives.
      claim uuid,
      process uuid,
      -- Since when it could have been sent, while its webhook's own limits hold it back.
      held_since timestamptz,
      -- Its place among the events of one car, where the webhook asks for order; waiting: behind another one.
      queue_position bigint,
      waiting boolean NOT NULL DEFAULT false
    ) WITH (
      fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000,
      autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000,
      autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000,
      autovacuum_vacuum_cost_delay = 0
    );
    INSERT INTO webhook_queue
      (event_id, webhook_id, vehicle_id, due_at, attempts, held_since, queue_position, waiting)
    SELECT id, webhook_id, vehicle_id, due_at, attempts, held_since, queue_position, status = 'waiting'
    FROM webhook_events WHERE status IN ('pending', 'waiting');
    -- One lane a webhook, so that the claims of one never wade through the backlog of another.
    CREATE INDEX webhook_queue_lanes ON webhook_queue (webhook_id, due_at)
      WHERE claim IS NULL AND NOT waiting;
    CREATE INDEX webhook_queue_order ON webhook_queue (webhook_id, vehicle_id, queue_position)
      WHERE queue_position IS NOT NULL;
    CREATE INDEX webhook_queue_waiting ON webhook_queue (due_at) WHERE waiting;

    DROP INDEX webhook_events_due, webhook_events_lanes, webhook_events_finished,
      webhook_events_queues, webhook_events_waiting;
    -- How it ended, when it was not delivered. While it is queued it has none; what has none and is not queued
    -- was delivered.
    ALTER TABLE webhook_events
      ADD COLUMN outcome text CHECK (outcome IN ('held', 'dead', 'dropped'));
    UPDATE webhook_events SET outcome = status WHERE status IN ('held', 'dead', 'dropped');
    ALTER TABLE webhook_events
      DROP COLUMN status, DROP COLUMN attempts, DROP COLUMN due_at, DROP COLUMN claim,
      DROP COLUMN held_since, DROP COLUMN queue_position,
      -- It goes with its webhook.
      DROP CONSTRAINT webhook_events_application_id_fkey;
    -- Payloads of the usual size stay as they are: compressing them costs more than writing them.
    ALTER TABLE webhook_events SET (toast_tuple_target = 8160);
    CREATE INDEX webhook_events_dead ON webhook_events (webhook_id, created_at)
      WHERE outcome = 'dead';
    CREATE INDEX webhook_events_by_age ON webhook_events (created_at);

    ALTER TABLE webhook_deliveries
      DROP CONSTRAINT webhook_deliveries_application_id_fkey,
      DROP CONSTRAINT webhook_deliveries_event_id_fkey;

    -- What belongs to an event goes with it. The queue first: whoever is settling a claim of it has then ended,
    -- and what was written in doing so is found and deleted too.
    CREATE FUNCTION webhook_events_are_gone() RETURNS trigger LANGUAGE plpgsql AS $gone$
    BEGIN
      DELETE FROM webhook_queue USING gone WHERE event_id = gone.id;
      DELETE FROM webhook_deliveries USING gone WHERE event_id = gone.id;
      RETURN NULL;
    END $gone$;
    CREATE TRIGGER webhook_events_are_gone AFTER DELETE ON webhook_events
      REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION webhook_events_are_gone();

    -- Who is at work on what. Claims of a process that has ended go back at once.
    ALTER TABLE webhook_reports ADD COLUMN process uuid;
    ALTER TABLE vehicle_polls ADD COLUMN process uuid;
    ALTER TABLE command_executions ADD COLUMN process uuid;
    CREATE INDEX command_executions_under_way ON command_executions (process)
      WHERE status = 'IN_PROGRESS';
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP INDEX command_executions_under_way;
    ALTER TABLE command_executions DROP COLUMN process;
    ALTER TABLE vehicle_polls DROP COLUMN process;
    ALTER TABLE webhook_reports DROP COLUMN process;

    DROP TRIGGER webhook_events_are_gone ON webhook_events;
    DROP FUNCTION webhook_events_are_gone();
    DELETE FROM webhook_deliveries d
      WHERE NOT EXISTS (SELECT FROM webhook_events e WHERE e.id = d.event_id);
    ALTER TABLE webhook_deliveries
      ADD CONSTRAINT webhook_deliveries_application_id_fkey
        FOREIGN KEY (application_id) REFERENCES applications ON DELETE CASCADE,
      ADD CONSTRAINT webhook_deliveries_event_id_fkey
        FOREIGN KEY (event_id) REFERENCES webhook_events ON DELETE CASCADE;

    DROP INDEX webhook_events_by_age, webhook_events_dead;
    ALTER TABLE webhook_events RESET (toast_tuple_target);
    ALTER TABLE webhook_events
      ADD COLUMN status text NOT NULL DEFAULT 'delivered' CONSTRAINT webhook_events_status_check
        CHECK (status IN ('waiting', 'pending', 'held', 'delivered', 'dead', 'dropped')),
      ADD COLUMN attempts integer NOT NULL DEFAULT 0,
      ADD COLUMN due_at timestamptz,
      ADD COLUMN claim uuid,
      ADD COLUMN held_since timestamptz,
      ADD COLUMN queue_position bigint,
      ADD CONSTRAINT webhook_events_application_id_fkey
        FOREIGN KEY (application_id) REFERENCES applications ON DELETE CASCADE;
    UPDATE webhook_events e SET status = coalesce(outcome, 'delivered'), due_at = created_at,
      finished_at = coalesce(finished_at, created_at),
      attempts = (SELECT count(*) FROM webhook_deliveries d WHERE d.event_id = e.id);
    UPDATE webhook_events e SET status = CASE WHEN q.waiting THEN 'waiting' ELSE 'pending' END,
      attempts = q.attempts, due_at = q.due_at, held_since = q.held_since,
      queue_position = q.queue_position, finished_at = NULL
    FROM webhook_queue q WHERE q.event_id = e.id;
    ALTER TABLE webhook_events
      ALTER COLUMN status DROP DEFAULT, ALTER COLUMN due_at SET NOT NULL, DROP COLUMN outcome;
    CREATE INDEX webhook_events_due ON webhook_events (due_at) WHERE status = 'pending';
    CREATE INDEX webhook_events_lanes ON webhook_events (webhook_id, due_at) WHERE status = 'pending';
    CREATE INDEX webhook_events_finished ON webhook_events (finished_at)
      WHERE finished_at IS NOT NULL;
    CREATE INDEX webhook_events_queues ON webhook_events (webhook_id, vehicle_id, queue_position)
      WHERE queue_position IS NOT NULL AND status IN ('waiting', 'pending');
    CREATE INDEX webhook_events_waiting ON webhook_events (due_at) WHERE status = 'waiting';
    DROP TABLE webhook_queue, server_processes;
  `.execute(db);
};
