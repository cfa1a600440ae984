import { sql } from 'kysely';
import type { Queries, Tx } from '../../store/store.js';

export interface LeasedWebhook {
  readonly applicationId: string;
  readonly webhookId: string;
}

/** Written only when a good part of the lease has gone by, since a feed may be read many times a second. */
export const renewLease = async (
  db: Queries,
  { applicationId, webhookId }: LeasedWebhook,
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE webhooks SET leased_until = ${now}::timestamptz + lease_seconds * interval '1 second'
    WHERE application_id = ${applicationId} AND id = ${webhookId}
      AND leased_until < ${now}::timestamptz + lease_seconds * interval '0.75 second'
  `.execute(db);
};

/** Of every application. */
export const overdueLeases = (db: Queries, now: Date): Promise<readonly LeasedWebhook[]> =>
  db
    .selectFrom('webhooks')
    .select(['application_id as applicationId', 'id as webhookId'])
    .where('leased_until', '<=', now)
    .execute();

/** Nobody renews it any more until the transaction ends. */
export const isOverdue = async (
  tx: Tx,
  { applicationId, webhookId }: LeasedWebhook,
  now: Date,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('webhooks')
    .select('id')
    .where('application_id', '=', applicationId)
    .where('id', '=', webhookId)
    .where('leased_until', '<=', now)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
};
