import { type RawBuilder, sql } from 'kysely';
import type { Queries, Tx } from '../store/store.js';
import type { Subscription, Webhook } from './contract.js';

type WebhookKey = Pick<Webhook, 'id' | 'applicationId'>;

export interface NewSubscription {
  readonly id: string;
  readonly vehicleId: string;
  readonly userId: string;
}

/** Subscribes connected cars; those that are subscribed already are left out of the answer. */
export const insertSubscriptions = async (
  tx: Tx,
  webhook: WebhookKey,
  subscriptions: readonly NewSubscription[],
  settings: { readonly awaitsFirst: boolean; readonly watched: boolean; readonly now: Date },
): Promise<Subscription[]> => {
  const { rows } = await sql<SubscriptionRow>`
    INSERT INTO webhook_subscriptions
      (id, application_id, webhook_id, vehicle_id, user_id, awaits_first, created_at)
    SELECT n.id, c.application_id, ${webhook.id}, c.vehicle_id, c.user_id,
      ${settings.awaitsFirst}, ${settings.now}
    FROM unnest(
      ${subscriptions.map(({ id }) => id)}::uuid[],
      ${subscriptions.map(({ vehicleId }) => vehicleId)}::uuid[],
      ${subscriptions.map(({ userId }) => userId)}::uuid[]
    ) AS n (id, vehicle_id, user_id)
    JOIN connections c ON c.application_id = ${webhook.applicationId}
      AND c.vehicle_id = n.vehicle_id AND c.user_id = n.user_id
    ON CONFLICT (webhook_id, vehicle_id, user_id) DO NOTHING
    RETURNING id, webhook_id, vehicle_id, user_id, created_at
  `.execute(tx);
  const made = rows.map(toSubscription);
  if (settings.watched) {
    await makePollsDue(
      tx,
      sql`SELECT unnest(${made.map((one) => one.vehicleId)}::uuid[])`,
      settings.now,
    );
  }
  return made;
};

/**
 * Connections that the webhook does not watch yet. One that is being made again at this moment is left out: its
 * own transaction subscribes it, and may be waiting for ours.
 */
export const unsubscribedConnections = (tx: Tx, webhook: WebhookKey, limit: number) =>
  tx
    .selectFrom('connections as c')
    .select(['c.vehicle_id as vehicleId', 'c.user_id as userId'])
    .where('c.application_id', '=', webhook.applicationId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_subscriptions as s')
            .whereRef('s.vehicle_id', '=', 'c.vehicle_id')
            .whereRef('s.user_id', '=', 'c.user_id')
            .where('s.webhook_id', '=', webhook.id),
        ),
      ),
    )
    .orderBy('c.id')
    .limit(limit)
    .forKeyShare()
    .skipLocked()
    .execute();

/** Whether there is such a connection; if so it stays until the transaction ends. */
export const keepConnected = async (
  tx: Tx,
  connection: { applicationId: string; vehicleId: string; userId: string },
): Promise<boolean> => {
  const found = await tx
    .selectFrom('connections')
    .select('id')
    .where('application_id', '=', connection.applicationId)
    .where('vehicle_id', '=', connection.vehicleId)
    .where('user_id', '=', connection.userId)
    .forKeyShare()
    .executeTakeFirst();
  return found !== undefined;
};

/** Newest first. */
export const listSubscriptions = async (
  db: Queries,
  applicationId: string,
  filter: { webhookId?: string; vehicleId?: string; userId?: string },
): Promise<Subscription[]> => {
  let query = db
    .selectFrom('webhook_subscriptions')
    .select(['id', 'webhook_id', 'vehicle_id', 'user_id', 'created_at'])
    .where('application_id', '=', applicationId);
  if (filter.webhookId) query = query.where('webhook_id', '=', filter.webhookId);
  if (filter.vehicleId) query = query.where('vehicle_id', '=', filter.vehicleId);
  if (filter.userId) query = query.where('user_id', '=', filter.userId);
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
  return rows.map(toSubscription);
};

export const deleteSubscriptions = async (
  tx: Tx,
  applicationId: string,
  which: { id: string } | { webhookId: string; vehicleId: string },
): Promise<Subscription[]> => {
  const query = tx.deleteFrom('webhook_subscriptions').where('application_id', '=', applicationId);
  const narrowed =
    'id' in which
      ? query.where('id', '=', which.id)
      : query.where('webhook_id', '=', which.webhookId).where('vehicle_id', '=', which.vehicleId);
  const rows = await narrowed
    .returning(['id', 'webhook_id', 'vehicle_id', 'user_id', 'created_at'])
    .execute();
  return rows.map(toSubscription);
};

/** Of the application's webhooks and these cars: which does not watch which. */
export const unwatchedCars = async (
  tx: Tx,
  applicationId: string,
  vehicleIds: readonly string[],
): Promise<{ webhookId: string; vehicleId: string }[]> => {
  const { rows } = await sql<{ webhookId: string; vehicleId: string }>`
    SELECT w.id AS "webhookId", car.id AS "vehicleId"
    FROM webhooks w CROSS JOIN (SELECT DISTINCT unnest(${vehicleIds}::uuid[]) AS id) AS car
    WHERE w.application_id = ${applicationId} AND NOT EXISTS (
      SELECT FROM webhook_subscriptions s WHERE s.webhook_id = w.id AND s.vehicle_id = car.id
    )
  `.execute(tx);
  return rows;
};

/** The webhook's receiver is to get the current state of every car. */
export const oweFirstDeliveries = async (tx: Tx, webhook: WebhookKey): Promise<void> => {
  await sql`
    UPDATE webhook_subscriptions SET awaits_first = true
    WHERE application_id = ${webhook.applicationId} AND webhook_id = ${webhook.id}
  `.execute(tx);
};

/** Every car of the webhook is to be read as soon as possible, and from then on at its own pace. */
export const watchAll = async (tx: Tx, webhook: WebhookKey, now: Date): Promise<void> => {
  await makePollsDue(
    tx,
    sql`SELECT vehicle_id FROM webhook_subscriptions
      WHERE application_id = ${webhook.applicationId} AND webhook_id = ${webhook.id}`,
    now,
  );
};

/** From now on the webhook's receiver is told nothing, and counts as having been told nothing. */
export const oweNothing = async (tx: Tx, webhook: WebhookKey): Promise<void> => {
  await sql`
    UPDATE webhook_subscriptions SET awaits_first = false, reported_errors = '{}', marks = '{}'
    WHERE application_id = ${webhook.applicationId} AND webhook_id = ${webhook.id}
      AND (awaits_first OR reported_errors <> '{}' OR marks <> '{}')
  `.execute(tx);
};

/**
 * What waits for the webhook, or for one of its cars, is not sent any more. An attempt that is under way at this
 * moment is recorded, and changes nothing.
 */
export const dropPending = async (
  tx: Tx,
  which: { applicationId: string; webhookId: string; vehicleId?: string; reason: string },
  now: Date,
): Promise<void> => {
  const ofVehicle = which.vehicleId ? sql`AND q.vehicle_id = ${which.vehicleId}` : sql``;
  await endQueued(tx, which, ofVehicle, { outcome: 'dropped', reason: which.reason, now });
};

/** What waits to be sent is to be pulled instead. */
export const holdPending = async (tx: Tx, webhook: WebhookKey, now: Date): Promise<void> => {
  const { applicationId, id: webhookId } = webhook;
  await endQueued(tx, { applicationId, webhookId }, sql``, { outcome: 'held', reason: null, now });
};

/** What is claimed as well: it may be by a process that is gone. Whoever is settling it at this moment gives way. */
const endQueued = async (
  tx: Tx,
  { applicationId, webhookId }: { readonly applicationId: string; readonly webhookId: string },
  only: RawBuilder<unknown>,
  end: { readonly outcome: 'dropped' | 'held'; readonly reason: string | null; readonly now: Date },
): Promise<void> => {
  await sql`
    WITH gone AS (
      DELETE FROM webhook_queue q USING webhooks w
      WHERE w.id = ${webhookId} AND w.application_id = ${applicationId}
        AND q.webhook_id = w.id ${only}
      RETURNING q.event_id
    )
    UPDATE webhook_events e
    SET outcome = ${end.outcome}, finished_at = ${end.now}, reason = ${end.reason}
    FROM gone WHERE e.id = gone.event_id
  `.execute(tx);
};

const makePollsDue = async (tx: Tx, vehicleIds: RawBuilder<unknown>, now: Date): Promise<void> => {
  await sql`
    INSERT INTO vehicle_polls (vehicle_id, due_at)
    SELECT DISTINCT id, ${now}::timestamptz FROM (${vehicleIds}) AS watched (id) ORDER BY id
    ON CONFLICT (vehicle_id) DO UPDATE SET due_at = LEAST(vehicle_polls.due_at, EXCLUDED.due_at)
  `.execute(tx);
};

interface SubscriptionRow {
  readonly id: string;
  readonly webhook_id: string;
  readonly vehicle_id: string;
  readonly user_id: string;
  readonly created_at: Date;
}

const toSubscription = (row: SubscriptionRow): Subscription => ({
  id: row.id,
  webhookId: row.webhook_id,
  vehicleId: row.vehicle_id,
  userId: row.user_id,
  createdAt: row.created_at,
});
