import { type Kysely, sql } from 'kysely';

/** What of one car fails is found without looking at what succeeds. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- Attempts that succeed are not in it, and cost nothing more to be written.
    CREATE INDEX webhook_deliveries_failed ON webhook_deliveries (webhook_id, started_at DESC)
      WHERE (status_code BETWEEN 200 AND 299 AND error IS NULL) IS NOT TRUE;

    -- In place of one by car alone: a car's newest events for a webhook, those that were sent again among them.
    CREATE INDEX webhook_events_of_car ON webhook_events (vehicle_id, webhook_id, position);
    DROP INDEX webhook_events_by_vehicle;

    -- When it was last seen to be so, for alerts whose end is counted from then.
    ALTER TABLE webhook_alerts ADD COLUMN seen_at timestamptz;
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    ALTER TABLE webhook_alerts DROP COLUMN seen_at;
    CREATE INDEX webhook_events_by_vehicle ON webhook_events (vehicle_id);
    DROP INDEX webhook_events_of_car, webhook_deliveries_failed;
    -- A kind that was not known before.
    DELETE FROM webhook_alerts WHERE kind = 'VEHICLE_FAILURES';
  `.execute(db);
};
