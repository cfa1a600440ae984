import type { SignalCode } from '@carport/catalog';
import { sql } from 'kysely';
import type { WebhookRow } from '../store/schema.js';
import type { Queries, Tx } from '../store/store.js';
import type { Webhook } from './contract.js';
import type { CheckedDefinition } from './definition-rules.js';

const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  applicationId: row.application_id,
  name: row.name,
  version: '4.0',
  callbackUri: row.callback_uri,
  errorUri: row.error_uri,
  triggers: row.triggers as SignalCode[],
  signals: row.signals as SignalCode[],
  autoSubscribe: row.auto_subscribe,
  isEnabled: row.enabled,
  verifiedAt: row.verified_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const toColumns = (definition: CheckedDefinition) => ({
  name: definition.name,
  callback_uri: definition.callbackUri,
  error_uri: definition.errorUri,
  triggers: [...definition.triggers],
  signals: [...definition.signals],
  auto_subscribe: definition.autoSubscribe,
  enabled: definition.isEnabled,
});

const selectWebhooks = (db: Queries, applicationId: string) =>
  db.selectFrom('webhooks').selectAll().where('application_id', '=', applicationId);

export const listWebhooks = async (db: Queries, applicationId: string): Promise<Webhook[]> => {
  const rows = await selectWebhooks(db, applicationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toWebhook);
};

export const findWebhook = async (
  db: Queries,
  applicationId: string,
  webhookId: string,
): Promise<Webhook | undefined> => {
  const row = await selectWebhooks(db, applicationId)
    .where('id', '=', webhookId)
    .executeTakeFirst();
  return row && toWebhook(row);
};

/** Keeps others from changing it ('update') or from seeing it change ('share') until the transaction ends. */
export const lockWebhook = async (
  tx: Tx,
  applicationId: string,
  webhookId: string,
  strength: 'update' | 'share',
): Promise<Webhook | undefined> => {
  const query = selectWebhooks(tx, applicationId).where('id', '=', webhookId);
  const locked = strength === 'update' ? query.forNoKeyUpdate() : query.forShare();
  const row = await locked.executeTakeFirst();
  return row && toWebhook(row);
};

export const autoSubscribingWebhooks = async (
  tx: Tx,
  applicationId: string,
): Promise<Webhook[]> => {
  const rows = await selectWebhooks(tx, applicationId)
    .where('auto_subscribe', '=', true)
    .orderBy('id')
    .forShare()
    .execute();
  return rows.map(toWebhook);
};

/**
 * Between a connection that is made ('share') and a webhook that begins to subscribe all connections
 * ('update'): whichever comes second sees the other.
 */
export const lockApplication = async (
  tx: Tx,
  applicationId: string,
  strength: 'update' | 'share',
): Promise<void> => {
  const lock = strength === 'update' ? sql`FOR NO KEY UPDATE` : sql`FOR SHARE`;
  await sql`SELECT FROM applications WHERE id = ${applicationId} ${lock}`.execute(tx);
};

export const insertWebhook = async (
  tx: Tx,
  webhook: { applicationId: string; id: string; definition: CheckedDefinition; now: Date },
): Promise<Webhook> =>
  toWebhook(
    await tx
      .insertInto('webhooks')
      .values({
        ...toColumns(webhook.definition),
        id: webhook.id,
        application_id: webhook.applicationId,
        created_at: webhook.now,
        updated_at: webhook.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );

export const updateWebhook = async (
  tx: Tx,
  webhook: Pick<Webhook, 'id' | 'applicationId' | 'verifiedAt'>,
  definition: CheckedDefinition,
  now: Date,
): Promise<Webhook> =>
  toWebhook(
    await tx
      .updateTable('webhooks')
      .set({ ...toColumns(definition), verified_at: webhook.verifiedAt, updated_at: now })
      .where('application_id', '=', webhook.applicationId)
      .where('id', '=', webhook.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );

export const markVerified = async (
  tx: Tx,
  webhook: Pick<Webhook, 'id' | 'applicationId'>,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('webhooks')
    .set({ verified_at: now, updated_at: now })
    .where('application_id', '=', webhook.applicationId)
    .where('id', '=', webhook.id)
    .execute();
};

export const deleteWebhook = async (
  tx: Tx,
  applicationId: string,
  webhookId: string,
): Promise<boolean> => {
  const result = await tx
    .deleteFrom('webhooks')
    .where('application_id', '=', applicationId)
    .where('id', '=', webhookId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
};
