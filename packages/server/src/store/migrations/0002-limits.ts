import { type Kysely, sql } from 'kysely';

/** Plans, rate limits and monthly requests. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    ALTER TABLE applications
      ADD COLUMN suspended_at timestamptz,
      -- Null leaves the figure to the server's settings (rate) or to the plan (vehicles, requests).
      ADD COLUMN rate_limit_burst integer CHECK (rate_limit_burst > 0),
      ADD COLUMN rate_limit_per_minute integer CHECK (rate_limit_per_minute > 0),
      ADD COLUMN vehicle_limit integer CHECK (vehicle_limit >= 0),
      ADD COLUMN vehicle_request_limit integer CHECK (vehicle_request_limit >= 0);

    -- Not logged: after a crash every bucket is full again, and until then taking from one waits for no disk.
    -- Rows are rewritten all the time; the room that is left in every page keeps them in place.
    CREATE UNLOGGED TABLE rate_limit_buckets (
      key text PRIMARY KEY,
      burst integer NOT NULL,
      interval_us bigint NOT NULL,
      full_at_us bigint NOT NULL,
      -- What the newest statement got, for its RETURNING.
      granted integer NOT NULL
    ) WITH (fillfactor = 50);

    CREATE TABLE vehicle_requests (
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      vehicle_id uuid NOT NULL,
      -- The first day of a calendar month, in UTC.
      month date NOT NULL,
      requests integer NOT NULL,
      PRIMARY KEY (application_id, vehicle_id, month)
    ) WITH (fillfactor = 70);
    CREATE INDEX vehicle_requests_by_month ON vehicle_requests (month);
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP TABLE vehicle_requests, rate_limit_buckets;
    ALTER TABLE applications
      DROP COLUMN suspended_at, DROP COLUMN rate_limit_burst, DROP COLUMN rate_limit_per_minute,
      DROP COLUMN vehicle_limit, DROP COLUMN vehicle_request_limit;
  `.execute(db);
};
