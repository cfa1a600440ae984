import { type RawBuilder, sql } from 'kysely';
import type { Queries } from '../../store/store.js';
import type { DeliveryAttempt, WebhookEvent } from '../contract.js';
import { eventStatus, lastDue } from '../events.store.js';
import type {
  DeliveryFilter,
  EventFilter,
  LogFilter,
  LogPosition,
  PageRequest,
  StatusClass,
} from './contract.js';

/** So many rows are looked at for one page, however few of them fit; the next page goes on behind them. */
const MOST_LOOKED_AT = 10_000;

interface LogOf {
  readonly applicationId: string;
  readonly webhookId: string;
}

export interface DeliveryRow extends DeliveryAttempt {
  readonly eventId: string;
  readonly eventType: string;
  readonly vehicleId: string | null;
  readonly url: string | null;
  readonly payload: string;
  readonly succeeded: boolean;
}

export interface DeliveryDetailRow extends DeliveryRow {
  readonly answerHeaders: Readonly<Record<string, string>> | null;
  readonly answerBody: string | null;
}

export interface EventRow extends Omit<WebhookEvent, 'attempts'> {
  readonly payload: string;
}

/** Of `webhook_deliveries d`. */
const succeeded = sql<boolean>`coalesce(d.status_code BETWEEN 200 AND 299 AND d.error IS NULL, false)`;
const deliveryColumns = sql`
  d.id AS "deliveryId", d.event_id AS "eventId", d.attempt, d.started_at AS "startedAt",
  d.duration_ms AS "durationMs", d.status_code AS "statusCode", d.error, d.url,
  ${succeeded} AS succeeded, e.type AS "eventType", e.vehicle_id AS "vehicleId", e.payload
`;

/** A page of deliveries, newest first, and where the next one begins. */
export const readDeliveries = async (
  db: Queries,
  { applicationId, webhookId }: LogOf,
  filter: DeliveryFilter,
  { size, after }: PageRequest,
): Promise<{ readonly rows: readonly DeliveryRow[]; readonly next: LogPosition | null }> => {
  const wanted = [
    ...ofDelivery(filter),
    ...ofEvent(filter, sql`concat_ws(' ', d.id, d.error, d.answer_body)`),
  ];
  const most = wanted.length === 0 ? size + 1 : MOST_LOOKED_AT;
  const { rows } = await sql<DeliveryRow & Looked>`
    WITH looked_at AS MATERIALIZED (
      SELECT d.* FROM webhook_deliveries d
      WHERE d.webhook_id = ${webhookId} AND d.application_id = ${applicationId}
        AND ${all([
          ...between(sql`d.started_at`, filter),
          ...behind(sql`(d.started_at, d.id)`, after),
          // Few of many: they have an index of their own.
          ...(filter.eventId === undefined ? [] : [sql`d.event_id = ${filter.eventId}`]),
        ])}
      ORDER BY d.started_at DESC, d.id DESC LIMIT ${most}
    ), last AS (
      SELECT started_at, id FROM looked_at ORDER BY started_at, id LIMIT 1
    ), found AS (
      SELECT ${deliveryColumns} FROM looked_at d JOIN webhook_events e ON e.id = d.event_id
      WHERE ${all(wanted)}
      ORDER BY d.started_at DESC, d.id DESC LIMIT ${size + 1}
    )
    SELECT found.*, (SELECT count(*) FROM looked_at) AS "lookedAt",
      last.started_at AS "lastAt", last.id AS "lastId"
    FROM last LEFT JOIN found ON true
    ORDER BY found."startedAt" DESC, found."deliveryId" DESC
  `.execute(db);
  const found = rows.filter(({ deliveryId }) => deliveryId !== null);
  return pageOf(found, rows[0], { size, most }, ({ startedAt, deliveryId }) => ({
    at: startedAt,
    id: deliveryId,
  }));
};

export const readDelivery = async (
  db: Queries,
  { applicationId, webhookId }: LogOf,
  deliveryId: string,
): Promise<DeliveryDetailRow | undefined> => {
  const { rows } = await sql<DeliveryDetailRow>`
    SELECT ${deliveryColumns}, d.answer_headers AS "answerHeaders", d.answer_body AS "answerBody"
    FROM webhook_deliveries d JOIN webhook_events e ON e.id = d.event_id
    WHERE d.id = ${deliveryId} AND d.webhook_id = ${webhookId}
      AND d.application_id = ${applicationId} AND e.application_id = ${applicationId}
  `.execute(db);
  return rows[0];
};

const eventColumns = sql`
  e.id AS "eventId", e.webhook_id AS "webhookId", e.vehicle_id AS "vehicleId", e.type,
  ${eventStatus} AS status, e.reason, e.created_at AS "createdAt", ${lastDue} AS "dueAt", e.payload
`;

/** A page of events, newest first, and where the next one begins. */
export const readEvents = async (
  db: Queries,
  { applicationId, webhookId }: LogOf,
  filter: EventFilter,
  { size, after }: PageRequest,
): Promise<{ readonly rows: readonly EventRow[]; readonly next: LogPosition | null }> => {
  const { statuses } = filter;
  // They have an index of their own.
  const onlyDead = statuses?.length === 1 && statuses[0] === 'dead';
  const wanted = [
    ...(statuses && !onlyDead
      ? [sql<boolean>`${eventStatus} = ANY(${[...statuses]}::text[])`]
      : []),
    ...ofEvent(filter, sql`e.reason`),
  ];
  const most = wanted.length === 0 ? size + 1 : MOST_LOOKED_AT;
  const { rows } = await sql<EventRow & Looked>`
    WITH looked_at AS MATERIALIZED (
      SELECT e.* FROM webhook_events e
      WHERE e.webhook_id = ${webhookId} AND e.application_id = ${applicationId}
        AND ${onlyDead ? sql`e.outcome = 'dead'` : sql`true`}
        AND ${all([
          ...between(sql`e.created_at`, filter),
          ...behind(sql`(e.created_at, e.id)`, after),
        ])}
      ORDER BY e.created_at DESC, e.id DESC LIMIT ${most}
    ), last AS (
      SELECT created_at, id FROM looked_at ORDER BY created_at, id LIMIT 1
    ), found AS (
      SELECT ${eventColumns} FROM looked_at e LEFT JOIN webhook_queue q ON q.event_id = e.id
      WHERE ${all(wanted)}
      ORDER BY e.created_at DESC, e.id DESC LIMIT ${size + 1}
    )
    SELECT found.*, (SELECT count(*) FROM looked_at) AS "lookedAt",
      last.created_at AS "lastAt", last.id AS "lastId"
    FROM last LEFT JOIN found ON true
    ORDER BY found."createdAt" DESC, found."eventId" DESC
  `.execute(db);
  const found = rows.filter(({ eventId }) => eventId !== null);
  return pageOf(found, rows[0], { size, most }, ({ createdAt, eventId }) => ({
    at: createdAt,
    id: eventId,
  }));
};

export const readEvent = async (
  db: Queries,
  { applicationId, webhookId }: LogOf,
  eventId: string,
): Promise<EventRow | undefined> => {
  const { rows } = await sql<EventRow>`
    SELECT ${eventColumns} FROM webhook_events e LEFT JOIN webhook_queue q ON q.event_id = e.id
    WHERE e.id = ${eventId} AND e.webhook_id = ${webhookId} AND e.application_id = ${applicationId}
  `.execute(db);
  return rows[0];
};

/** How much was looked at, and the last of it. */
interface Looked {
  readonly lookedAt: number;
  readonly lastAt: Date;
  readonly lastId: string;
}

const pageOf = <Row>(
  found: readonly Row[],
  looked: Looked | undefined,
  { size, most }: { readonly size: number; readonly most: number },
  positionOf: (row: Row) => LogPosition,
): { readonly rows: readonly Row[]; readonly next: LogPosition | null } => {
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  if (found.length > size && last) return { rows, next: positionOf(last) };
  // Full of what does not fit: there may be more behind it.
  const cut = looked && looked.lookedAt >= most;
  return { rows, next: cut ? { at: looked.lastAt, id: looked.lastId } : null };
};

type Part = RawBuilder<unknown>;

const all = (parts: readonly Part[]): Part =>
  parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` AND `)})`;

const between = (moment: Part, { since, until }: LogFilter): Part[] => [
  ...(since ? [sql`${moment} >= ${since}`] : []),
  ...(until ? [sql`${moment} < ${until}`] : []),
];

const behind = (place: Part, after: LogPosition | null): Part[] =>
  after ? [sql`${place} < (${after.at}::timestamptz, ${after.id}::uuid)`] : [];

const ofDelivery = ({ outcome, statusClass }: DeliveryFilter): Part[] => [
  ...(outcome === undefined ? [] : [sql`${succeeded} = ${outcome === 'succeeded'}`]),
  ...(statusClass === undefined ? [] : [inClass(statusClass)]),
];

const inClass = (statusClass: StatusClass): Part =>
  statusClass === 'none'
    ? sql`d.status_code IS NULL`
    : sql`d.status_code / 100 = ${Number(statusClass[0])}::int`;

/** Of `webhook_events e`; `more` is what else there is to search in. */
const ofEvent = ({ eventType, vehicleId, signal, search }: LogFilter, more: Part): Part[] => [
  ...(eventType === undefined ? [] : [sql`e.type = ${eventType}`]),
  ...(vehicleId === undefined ? [] : [sql`e.vehicle_id = ${vehicleId}`]),
  ...(signal === undefined ? [] : [sql`strpos(e.payload, ${`"code":"${signal}"`}) > 0`]),
  ...(search === undefined
    ? []
    : [sql`strpos(lower(concat_ws(' ', e.id, ${more}, e.payload)), ${search.toLowerCase()}) > 0`]),
];
