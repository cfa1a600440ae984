import { sql } from 'kysely';
import type { Queries, Tx } from '../../store/store.js';
import type { SigningKey, Webhook } from '../contract.js';

type WebhookKey = Pick<Webhook, 'id' | 'applicationId'>;

export interface SealedKey extends SigningKey {
  readonly webhookId: string;
  readonly sealed: string;
}

/** Newest first. */
export const liveKeys = (db: Queries, webhook: WebhookKey, now: Date): Promise<SealedKey[]> =>
  liveKeysOf(db, [webhook.id], now);

/** Of webhooks that a dispatcher is about to send for, newest first; their events named the tenant. */
export const liveKeysOf = async (
  db: Queries,
  webhookIds: readonly string[],
  now: Date,
): Promise<SealedKey[]> => {
  if (webhookIds.length === 0) return [];
  const { rows } = await sql<SealedKey>`
    SELECT id, webhook_id AS "webhookId", sealed, hint, created_at AS "createdAt",
      expires_at AS "expiresAt"
    FROM webhook_keys
    WHERE webhook_id = ANY(${[...webhookIds]}::uuid[])
      AND (expires_at IS NULL OR expires_at > ${now})
    ORDER BY expires_at DESC NULLS FIRST
  `.execute(db);
  return rows;
};

/** The newest so far is good until then, those before it no longer. */
export const retireKeys = async (tx: Tx, webhook: WebhookKey, until: Date): Promise<void> => {
  const ofWebhook = sql`application_id = ${webhook.applicationId} AND webhook_id = ${webhook.id}`;
  await sql`DELETE FROM webhook_keys WHERE ${ofWebhook} AND expires_at IS NOT NULL`.execute(tx);
  await sql`UPDATE webhook_keys SET expires_at = ${until} WHERE ${ofWebhook}`.execute(tx);
};

export const insertKey = async (
  tx: Tx,
  webhook: WebhookKey,
  key: { readonly id: string; readonly sealed: string; readonly hint: string; readonly now: Date },
): Promise<void> => {
  await tx
    .insertInto('webhook_keys')
    .values({
      id: key.id,
      application_id: webhook.applicationId,
      webhook_id: webhook.id,
      sealed: key.sealed,
      hint: key.hint,
      created_at: key.now,
    })
    .execute();
};

export const deleteKeys = async (tx: Tx, webhook: WebhookKey): Promise<void> => {
  await tx
    .deleteFrom('webhook_keys')
    .where('application_id', '=', webhook.applicationId)
    .where('webhook_id', '=', webhook.id)
    .execute();
};
