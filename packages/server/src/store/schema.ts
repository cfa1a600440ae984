import type { Mode, Powertrain } from '@carport/catalog';
import type { ColumnType, Selectable } from 'kysely';

/** The tables as Kysely sees them; the migrations are the truth, this follows them. */
export interface Database {
  applications: ApplicationsTable;
  application_secrets: ApplicationSecretsTable;
  redirect_uris: RedirectUrisTable;
  users: UsersTable;
  oem_accounts: OemAccountsTable;
  vehicles: VehiclesTable;
  connections: ConnectionsTable;
  grants: GrantsTable;
  grant_vehicles: { grant_id: string; vehicle_id: string };
  authorization_codes: AuthorizationCodesTable;
  access_tokens: AccessTokensTable;
  refresh_tokens: RefreshTokensTable;
  connect_sessions: ConnectSessionsTable;
  vehicle_signals: VehicleSignalsTable;
  signal_history: SignalHistoryTable;
  server_processes: { id: string; beat_at: Timestamp };
  adapter_documents: { vehicle_id: string; document: Json; revision: number };
  webhooks: WebhooksTable;
  webhook_keys: WebhookKeysTable;
  webhook_subscriptions: WebhookSubscriptionsTable;
  webhook_reports: WebhookReportsTable;
  vehicle_polls: VehiclePollsTable;
  webhook_events: WebhookEventsTable;
  webhook_queue: WebhookQueueTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_minutes: WebhookMinutesTable;
  webhook_counting: WebhookCountingTable;
  webhook_alerts: WebhookAlertsTable;
  alert_recipients: AlertRecipientsTable;
  mails: MailsTable;
  webhook_repairs: WebhookRepairsTable;
  webhook_feed_era: { only_row: Defaulted<boolean>; era: number; seen: string };
  rate_limit_buckets: RateLimitBucketsTable;
  vehicle_requests: VehicleRequestsTable;
  command_executions: CommandExecutionsTable;
}

/** Read as Date, written as Date. */
type Timestamp = ColumnType<Date, Date, Date>;
/** Read parsed, written as JSON text. */
type Json = ColumnType<unknown, string, string>;
/** A column with a default in the database. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;
/** A column that may be empty, and is when a new row says nothing of it. */
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

interface ApplicationsTable {
  id: string;
  name: string;
  default_permissions: Defaulted<string[]>;
  plan: Defaulted<string>;
  require_pkce: Defaulted<boolean>;
  api_client_id: string;
  created_at: Timestamp;
  suspended_at: Optional<Date>;
  rate_limit_burst: Optional<number>;
  rate_limit_per_minute: Optional<number>;
  vehicle_limit: Optional<number>;
  vehicle_request_limit: Optional<number>;
}
interface ApplicationSecretsTable {
  id: string;
  application_id: string;
  kind: 'client' | 'api' | 'management';
  hash: Buffer;
  sealed: string | null;
  hint: string;
  created_at: Timestamp;
  expires_at: Optional<Date>;
}
interface RedirectUrisTable {
  application_id: string;
  position: number;
  uri: string;
}
interface UsersTable {
  id: string;
  application_id: string;
  external_id: string | null;
  language: Optional<string>;
  created_at: Timestamp;
}
interface OemAccountsTable {
  id: string;
  application_id: string;
  user_id: string;
  adapter: string;
  make: string;
  mode: Mode;
  subject: Buffer;
  sealed_credentials: string;
  created_at: Timestamp;
}
interface VehiclesTable {
  id: string;
  application_id: string;
  oem_account_id: string;
  adapter: string;
  mode: Mode;
  vin: string;
  make: string;
  model: string;
  year: number;
  powertrain: Powertrain;
  reference: Json;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  created_at: Timestamp;
}
interface ConnectionsTable {
  id: string;
  application_id: string;
  user_id: string;
  vehicle_id: string;
  mode: Mode;
  permissions: string[];
  created_at: Timestamp;
  updated_at: Timestamp;
}
interface GrantsTable {
  id: string;
  application_id: string;
  user_id: string;
  mode: Mode;
  permissions: string[];
  created_at: Timestamp;
  revoked_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}
interface AuthorizationCodesTable {
  hash: Buffer;
  application_id: string;
  grant_id: string;
  redirect_uri: string;
  code_challenge: string | null;
  expires_at: Timestamp;
  used_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}
interface AccessTokensTable {
  hash: Buffer;
  application_id: string;
  grant_id: string | null;
  expires_at: Timestamp;
}
interface RefreshTokensTable {
  hash: Buffer;
  application_id: string;
  grant_id: string;
  expires_at: Timestamp;
  used_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}
interface ConnectSessionsTable {
  id: string;
  application_id: string;
  browser: Buffer;
  state: Json;
  revision: Defaulted<number>;
  expires_at: Timestamp;
}
interface VehicleSignalsTable {
  vehicle_id: string;
  application_id: string;
  signals: Json;
  fetched_at: Timestamp;
  revision: number;
  failure: ColumnType<unknown, string | null | undefined, string | null>;
}
interface SignalHistoryTable {
  vehicle_id: string;
  revision: number;
  recorded_at: Timestamp;
  changes: Json;
}
interface WebhooksTable {
  id: string;
  application_id: string;
  name: string;
  version: Defaulted<string>;
  callback_uri: string | null;
  error_uri: string | null;
  triggers: string[];
  signals: string[];
  auto_subscribe: boolean;
  enabled: boolean;
  delivery_method: Defaulted<'push' | 'pull'>;
  verified_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  error_verified_at: Optional<Date>;
  verify_due_at: Optional<Date>;
  legacy: ColumnType<unknown, string | null | undefined, string | null>;
  conditions: ColumnType<unknown, string | undefined, string>;
  created_at: Timestamp;
  updated_at: Timestamp;
  type: Defaulted<string>;
  delivery: ColumnType<unknown, string | undefined, string>;
  static_header: Optional<string>;
  failing_since: Optional<Date>;
  failing_told: Defaulted<boolean>;
  disabled_reason: Optional<string>;
  lease_seconds: Optional<number>;
  leased_until: Optional<Date>;
}
interface WebhookKeysTable {
  id: string;
  application_id: string;
  webhook_id: string;
  sealed: string;
  hint: string;
  created_at: Timestamp;
  expires_at: Optional<Date>;
}
interface WebhookSubscriptionsTable {
  id: string;
  application_id: string;
  webhook_id: string;
  vehicle_id: string;
  user_id: string;
  awaits_first: Defaulted<boolean>;
  reported_errors: ColumnType<unknown, string | undefined, string>;
  marks: ColumnType<unknown, string | undefined, string>;
  created_at: Timestamp;
}
interface VehiclePollsTable {
  vehicle_id: string;
  due_at: Timestamp;
  failures: Defaulted<number>;
  process: Optional<string>;
}
interface WebhookReportsTable {
  subscription_id: string;
  application_id: string;
  webhook_id: string;
  anchored_at: Timestamp;
  due_at: Timestamp;
  claim: Optional<string>;
  claimed_until: Optional<Date>;
  process: Optional<string>;
}
interface WebhookEventsTable {
  id: string;
  application_id: string;
  webhook_id: string;
  vehicle_id: string | null;
  type: string;
  payload: string;
  /** Null: queued, or delivered. */
  outcome: Optional<'held' | 'dead' | 'dropped'>;
  reason: Optional<string>;
  created_at: Timestamp;
  /** Of one that has an outcome. */
  finished_at: Optional<Date>;
}
interface WebhookQueueTable {
  event_id: string;
  webhook_id: string;
  vehicle_id: string | null;
  due_at: Timestamp;
  attempts: Defaulted<number>;
  claim: Optional<string>;
  process: Optional<string>;
  held_since: Optional<Date>;
  queue_position: Optional<number>;
  waiting: Defaulted<boolean>;
}
interface WebhookDeliveriesTable {
  id: string;
  application_id: string;
  event_id: string;
  webhook_id: string;
  attempt: number;
  started_at: Timestamp;
  duration_ms: number;
  status_code: number | null;
  error: string | null;
  url: Optional<string>;
  answer_headers: ColumnType<unknown, string | null | undefined, never>;
  answer_body: Optional<string>;
}
interface WebhookMinutesTable {
  webhook_id: string;
  minute: Timestamp;
  application_id: string;
  attempts: number;
  succeeded: number;
  first_attempts: number;
  first_succeeded: number;
  second_attempts: number;
  duration_ms: number;
  longest_ms: number;
  durations: ColumnType<Readonly<Record<string, number>>, string, string>;
  outcomes: ColumnType<Readonly<Record<string, number>>, string, string>;
  last_success_at: Optional<Date>;
  last_failure_at: Optional<Date>;
}
interface WebhookAlertsTable {
  id: string;
  application_id: string;
  webhook_id: string;
  kind: string;
  measured: ColumnType<unknown, string, never>;
  began_at: Timestamp;
  seen_at: Optional<Date>;
  ended_at: Optional<Date>;
}
interface AlertRecipientsTable {
  application_id: string;
  email: string;
}
interface MailsTable {
  id: string;
  application_id: string;
  recipient: string;
  subject: string;
  body: string;
  attempts: Defaulted<number>;
  due_at: Timestamp;
  created_at: Timestamp;
}
interface WebhookRepairsTable {
  id: string;
  application_id: string;
  webhook_id: string;
  kind: 'replay' | 'snapshot';
  selection: Json;
  idempotency_key: Optional<string>;
  status: 'running' | 'done' | 'cancelled';
  position_at: Optional<Date>;
  position_id: Optional<string>;
  found: Defaulted<number>;
  repaired: Defaulted<number>;
  skipped: Defaulted<number>;
  due_at: Timestamp;
  created_at: Timestamp;
  finished_at: Optional<Date>;
}
interface WebhookCountingTable {
  only_row: Defaulted<boolean>;
  counted_to: Timestamp;
}

interface RateLimitBucketsTable {
  key: string;
  burst: number;
  interval_us: number;
  full_at_us: number;
  granted: number;
}
interface VehicleRequestsTable {
  application_id: string;
  vehicle_id: string;
  month: Date;
  requests: number;
}

interface CommandExecutionsTable {
  id: string;
  application_id: string;
  vehicle_id: string;
  user_id: string;
  kind: 'command' | 'charge-schedule';
  subject: Json;
  mode: 'sync' | 'async';
  status: 'IN_PROGRESS' | 'SUCCESS' | 'ERROR';
  error: ColumnType<unknown, string | null, string | null>;
  executed_at: Timestamp;
  completed_at: Optional<Date>;
  process: Optional<string>;
}

export type ApplicationRow = Selectable<ApplicationsTable>;
export type VehicleRow = Selectable<VehiclesTable>;
export type WebhookRow = Selectable<WebhooksTable>;
