import { type Kysely, sql } from 'kysely';

/** Tables of the first loop. Every row that belongs to an application names it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    CREATE TABLE applications (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      -- Smartcar's "Vehicle Access": the scope when an authorize URL names none.
      default_permissions text[] NOT NULL DEFAULT '{}',
      plan text NOT NULL DEFAULT 'ENTERPRISE',
      require_pkce boolean NOT NULL DEFAULT false,
      api_client_id text NOT NULL UNIQUE,
      created_at timestamptz NOT NULL
    );

    -- Client secrets (v2.0), API secrets (v3, up to three) and the management token.
    CREATE TABLE application_secrets (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('client', 'api', 'management')),
      hash bytea NOT NULL UNIQUE,
      -- Only the management token: it is also the webhook signing key, so it must be read again.
      sealed text,
      hint text NOT NULL,
      created_at timestamptz NOT NULL
    );
    CREATE INDEX application_secrets_by_application ON application_secrets (application_id, kind);

    CREATE TABLE redirect_uris (
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      position integer NOT NULL,
      uri text NOT NULL,
      PRIMARY KEY (application_id, position),
      UNIQUE (application_id, uri)
    );

    -- Vehicle owners, as one application knows them.
    CREATE TABLE users (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      external_id text,
      created_at timestamptz NOT NULL
    );

    -- A signed-in carmaker account of a user.
    CREATE TABLE oem_accounts (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      adapter text NOT NULL,
      make text NOT NULL,
      mode text NOT NULL,
      -- Keyed hash of the account's name, so that the same owner is the same user next time.
      subject bytea NOT NULL,
      sealed_credentials text NOT NULL,
      created_at timestamptz NOT NULL,
      UNIQUE (application_id, adapter, make, mode, subject)
    );
    CREATE INDEX oem_accounts_by_user ON oem_accounts (user_id);

    CREATE TABLE vehicles (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      oem_account_id uuid NOT NULL REFERENCES oem_accounts ON DELETE CASCADE,
      adapter text NOT NULL,
      mode text NOT NULL,
      vin text NOT NULL,
      make text NOT NULL,
      model text NOT NULL,
      year integer NOT NULL,
      powertrain text NOT NULL,
      -- The carmaker's own key for the car, and what the adapter needs to find it again.
      reference jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      UNIQUE (application_id, mode, vin)
    );
    CREATE INDEX vehicles_by_account ON vehicles (oem_account_id);

    CREATE TABLE connections (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      vehicle_id uuid NOT NULL REFERENCES vehicles ON DELETE CASCADE,
      mode text NOT NULL,
      permissions text[] NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      UNIQUE (application_id, user_id, vehicle_id)
    );
    CREATE INDEX connections_newest ON connections (application_id, created_at DESC, id DESC);
    CREATE INDEX connections_by_vehicle ON connections (vehicle_id);
    CREATE INDEX connections_by_user ON connections (user_id);

    -- One consent: the family of all tokens that came from one authorization code.
    CREATE TABLE grants (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      mode text NOT NULL,
      permissions text[] NOT NULL,
      created_at timestamptz NOT NULL,
      revoked_at timestamptz
    );
    CREATE INDEX grants_by_user ON grants (user_id);
    CREATE TABLE grant_vehicles (
      grant_id uuid NOT NULL REFERENCES grants ON DELETE CASCADE,
      vehicle_id uuid NOT NULL REFERENCES vehicles ON DELETE CASCADE,
      PRIMARY KEY (grant_id, vehicle_id)
    );
    CREATE INDEX grant_vehicles_by_vehicle ON grant_vehicles (vehicle_id);

    CREATE TABLE authorization_codes (
      hash bytea PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      grant_id uuid NOT NULL REFERENCES grants ON DELETE CASCADE,
      redirect_uri text NOT NULL,
      code_challenge text,
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    );
    CREATE INDEX authorization_codes_by_grant ON authorization_codes (grant_id);
    CREATE INDEX authorization_codes_by_expiry ON authorization_codes (expires_at);
    CREATE TABLE access_tokens (
      hash bytea PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      -- Null for a v3 application token.
      grant_id uuid REFERENCES grants ON DELETE CASCADE,
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX access_tokens_by_grant ON access_tokens (grant_id);
    CREATE INDEX access_tokens_by_expiry ON access_tokens (expires_at);
    CREATE TABLE refresh_tokens (
      hash bytea PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      grant_id uuid NOT NULL REFERENCES grants ON DELETE CASCADE,
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    );
    CREATE INDEX refresh_tokens_by_grant ON refresh_tokens (grant_id);
    CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

    CREATE TABLE connect_sessions (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      -- Keyed hash of the browser's cookie: the session belongs to one browser.
      browser bytea NOT NULL,
      state jsonb NOT NULL,
      revision integer NOT NULL DEFAULT 0,
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX connect_sessions_by_expiry ON connect_sessions (expires_at);

    -- The newest value of every signal of a car, one row a car: a read is one look-up.
    CREATE TABLE vehicle_signals (
      vehicle_id uuid PRIMARY KEY REFERENCES vehicles ON DELETE CASCADE,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      signals jsonb NOT NULL,
      fetched_at timestamptz NOT NULL,
      revision bigint NOT NULL
    );
    CREATE TABLE signal_history (
      vehicle_id uuid NOT NULL REFERENCES vehicles ON DELETE CASCADE,
      revision bigint NOT NULL,
      recorded_at timestamptz NOT NULL,
      -- Only what changed in this report.
      changes jsonb NOT NULL,
      PRIMARY KEY (vehicle_id, revision)
    );
    CREATE INDEX signal_history_by_time ON signal_history (recorded_at);

    -- A document an adapter keeps for a car, with compare-and-swap on its revision.
    CREATE TABLE adapter_documents (
      vehicle_id uuid PRIMARY KEY REFERENCES vehicles ON DELETE CASCADE,
      document jsonb NOT NULL,
      revision integer NOT NULL
    );

    CREATE TABLE webhooks (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      name text NOT NULL,
      version text NOT NULL DEFAULT '4.0',
      callback_uri text NOT NULL,
      error_uri text,
      triggers text[] NOT NULL,
      signals text[] NOT NULL,
      auto_subscribe boolean NOT NULL,
      enabled boolean NOT NULL,
      verified_at timestamptz,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    );
    CREATE INDEX webhooks_by_application ON webhooks (application_id);

    CREATE TABLE webhook_subscriptions (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      vehicle_id uuid NOT NULL REFERENCES vehicles ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      -- The current state is owed to the receiver: sent as FIRST_DELIVERY as soon as the car is known.
      awaits_first boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL,
      UNIQUE (webhook_id, vehicle_id, user_id),
      FOREIGN KEY (application_id, user_id, vehicle_id)
        REFERENCES connections (application_id, user_id, vehicle_id) ON DELETE CASCADE
    );
    CREATE INDEX webhook_subscriptions_by_vehicle ON webhook_subscriptions (vehicle_id);
    CREATE INDEX webhook_subscriptions_by_user ON webhook_subscriptions (user_id);
    CREATE INDEX webhook_subscriptions_awaiting ON webhook_subscriptions (id) WHERE awaits_first;

    -- When a subscribed car is to be asked again; several processes share the rows with SKIP LOCKED.
    CREATE TABLE vehicle_polls (
      vehicle_id uuid PRIMARY KEY REFERENCES vehicles ON DELETE CASCADE,
      due_at timestamptz NOT NULL,
      -- In a row; a car that cannot be read is asked less and less often.
      failures integer NOT NULL DEFAULT 0
    );
    CREATE INDEX vehicle_polls_due ON vehicle_polls (due_at);

    -- The outbox: written in the transaction that changed the state, sent by the dispatcher.
    CREATE TABLE webhook_events (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
      vehicle_id uuid REFERENCES vehicles ON DELETE CASCADE,
      type text NOT NULL,
      -- The envelope without what belongs to one attempt (deliveryId, deliveredAt). Text keeps key order.
      payload text NOT NULL,
      status text NOT NULL CHECK (status IN ('pending', 'delivered', 'dead', 'dropped')),
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL,
      -- A lease: whoever holds the newest claim may complete the attempt.
      claim uuid,
      created_at timestamptz NOT NULL,
      finished_at timestamptz
    );
    CREATE INDEX webhook_events_due ON webhook_events (due_at) WHERE status = 'pending';
    -- One lane a webhook, so that the claims of one never wade through the backlog of another.
    CREATE INDEX webhook_events_lanes ON webhook_events (webhook_id, due_at) WHERE status = 'pending';
    CREATE INDEX webhook_events_by_webhook ON webhook_events (webhook_id, created_at DESC);
    CREATE INDEX webhook_events_by_vehicle ON webhook_events (vehicle_id);
    CREATE INDEX webhook_events_finished ON webhook_events (finished_at)
      WHERE finished_at IS NOT NULL;

    CREATE TABLE webhook_deliveries (
      id uuid PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES applications ON DELETE CASCADE,
      event_id uuid NOT NULL REFERENCES webhook_events ON DELETE CASCADE,
      attempt integer NOT NULL,
      started_at timestamptz NOT NULL,
      duration_ms integer NOT NULL,
      -- Null when there was no HTTP answer; then error says why.
      status_code integer,
      error text
    );
    CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (event_id, attempt);
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    DROP TABLE webhook_deliveries, webhook_events, vehicle_polls, webhook_subscriptions, webhooks,
      adapter_documents, signal_history, vehicle_signals, connect_sessions, refresh_tokens,
      access_tokens, authorization_codes, grant_vehicles, grants, connections, vehicles,
      oem_accounts, users, redirect_uris, application_secrets, applications
  `.execute(db);
};
