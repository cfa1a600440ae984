import { type Kysely, sql } from 'kysely';

/** Alerts about webhooks, whom they are told to by e-mail, and repairs: replays and snapshots in bulk. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    CREATE TABLE webhook_alerts (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      -- As webhooks/alerts/thresholds.ts names them.
      kind text NOT NULL,
      -- What was measured when it began.
      measured jsonb NOT NULL,
      began_at timestamptz NOT NULL,
      ended_at timestamptz
    );
    -- One at a time, whichever process sees it first.
    CREATE UNIQUE INDEX webhook_alerts_open ON webhook_alerts (webhook_id, kind) WHERE ended_at IS NULL;
    CREATE INDEX webhook_alerts_newest ON webhook_alerts (webhook_id, began_at DESC);

    CREATE TABLE alert_recipients (
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      email text NOT NULL,
      PRIMARY KEY (application_id, email)
    );

    -- Written with what they tell of; gone when they are sent.
    CREATE TABLE mails (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      recipient text NOT NULL,
      subject text NOT NULL,
      body text NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL
    );
    CREATE INDEX mails_due ON mails (due_at);

    CREATE TABLE webhook_repairs (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('replay', 'snapshot')),
      -- Which events or cars are meant.
      selection jsonb NOT NULL,
      -- As the client calls it, so that asking twice repairs once.
      idempotency_key text,
      status text NOT NULL CHECK (status IN ('running', 'done', 'cancelled')),
      -- Where the next step goes on.
      position_at timestamptz,
      position_id uuid,
      found integer NOT NULL DEFAULT 0,
      repaired integer NOT NULL DEFAULT 0,
      skipped integer NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL,
      finished_at timestamptz,
      UNIQUE (webhook_id, idempotency_key)
    );
    CREATE INDEX webhook_repairs_running ON webhook_repairs (due_at) WHERE status = 'running';
    CREATE INDEX webhook_repairs_newest ON webhook_repairs (webhook_id, created_at DESC, id DESC);
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`DROP TABLE webhook_repairs, mails, alert_recipients, webhook_alerts`.execute(db);
};
