import type { SignalCode } from '@carport/catalog';
import { sql } from 'kysely';
import type { WebhookRow } from '../store/schema.js';
import type { Queries, Tx } from '../store/store.js';
import { isConditional, triggerCodes } from './conditions/triggers.js';
import type {
  ConditionalTrigger,
  DisabledReason,
  Trigger,
  Webhook,
  WebhookType,
  WebhookVersion,
} from './contract.js';
import { type CheckedDefinition, versionOf } from './definition-rules.js';
import { fullOptions, storedOptions } from './delivery/options.js';
import type { LegacySettings } from './legacy/contract.js';
import { isLegacy, legacyTriggers } from './legacy/settings.js';

const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  applicationId: row.application_id,
  name: row.name,
  version: row.version as WebhookVersion,
  deliveryMethod: row.delivery_method,
  leaseSeconds: row.lease_seconds,
  callbackUri: row.callback_uri,
  errorUri: row.error_uri,
  triggers: triggersIn(row),
  signals: row.signals as SignalCode[],
  autoSubscribe: row.auto_subscribe,
  isEnabled: row.enabled,
  verifiedAt: row.verified_at,
  errorVerifiedAt: row.error_verified_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  type: row.type as WebhookType,
  legacy: row.legacy as LegacySettings | null,
  delivery: fullOptions(row.delivery),
  failingSince: row.failing_since,
  disabledReason: row.disabled_reason as DisabledReason | null,
});

/** Every trigger's signal stands in one column, so that changes find it there; conditions in another. */
const triggersIn = (row: WebhookRow): Trigger[] => {
  if (row.legacy !== null) return [];
  const conditions = row.conditions as ConditionalTrigger[];
  return (row.triggers as SignalCode[]).flatMap((code): Trigger[] => {
    const conditional = conditions.filter((one) => one.code === code);
    return conditional.length > 0 ? conditional : [code];
  });
};

const toColumns = (definition: CheckedDefinition, now: Date) => ({
  name: definition.name,
  delivery_method: definition.deliveryMethod,
  lease_seconds: definition.leaseSeconds,
  leased_until:
    definition.leaseSeconds === null
      ? null
      : new Date(now.getTime() + definition.leaseSeconds * SECOND),
  callback_uri: definition.callbackUri,
  error_uri: definition.errorUri,
  triggers: isLegacy(definition.type)
    ? [...legacyTriggers(definition.type)]
    : triggerCodes(definition.triggers),
  conditions: JSON.stringify(definition.triggers.filter(isConditional)),
  signals: [...definition.signals],
  auto_subscribe: definition.autoSubscribe,
  enabled: definition.isEnabled,
  legacy: definition.legacy && JSON.stringify(definition.legacy),
  delivery: JSON.stringify(storedOptions(definition.delivery)),
});

const SECOND = 1_000;

/** Undefined: the header's value stays as it is. */
export type SealedHeader = string | null | undefined;

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
  webhook: {
    applicationId: string;
    id: string;
    definition: CheckedDefinition;
    staticHeader: SealedHeader;
    verifiedAt: Date | null;
    verifyDueAt: Date | null;
    now: Date;
  },
): Promise<Webhook> =>
  toWebhook(
    await tx
      .insertInto('webhooks')
      .values({
        ...toColumns(webhook.definition, webhook.now),
        type: webhook.definition.type,
        version: versionOf(webhook.definition.type),
        static_header: webhook.staticHeader ?? null,
        id: webhook.id,
        application_id: webhook.applicationId,
        verified_at: webhook.verifiedAt,
        verify_due_at: webhook.verifyDueAt,
        created_at: webhook.now,
        updated_at: webhook.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );

/** Whoever enables a webhook gives it a new chance; its failures so far are forgotten. */
export const updateWebhook = async (
  tx: Tx,
  webhook: Pick<Webhook, 'id' | 'applicationId' | 'verifiedAt' | 'errorVerifiedAt'>,
  change: {
    definition: CheckedDefinition;
    staticHeader: SealedHeader;
    newChance: boolean;
    /** VERIFY is to be sent to an address that is new. */
    hasNewAddress: boolean;
    now: Date;
  },
): Promise<Webhook> =>
  toWebhook(
    await tx
      .updateTable('webhooks')
      .set({
        ...toColumns(change.definition, change.now),
        ...(change.staticHeader === undefined ? {} : { static_header: change.staticHeader }),
        ...(change.newChance
          ? { failing_since: null, failing_told: false, disabled_reason: null }
          : {}),
        ...(change.hasNewAddress ? { verify_due_at: change.now } : {}),
        verified_at: webhook.verifiedAt,
        error_verified_at: webhook.errorVerifiedAt,
        updated_at: change.now,
      })
      .where('application_id', '=', webhook.applicationId)
      .where('id', '=', webhook.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );

/** Not at its owner's wish. */
export const disableWebhook = async (
  tx: Tx,
  webhook: Pick<Webhook, 'id' | 'applicationId'>,
  reason: DisabledReason,
  now: Date,
): Promise<Webhook> =>
  toWebhook(
    await tx
      .updateTable('webhooks')
      .set({ enabled: false, disabled_reason: reason, updated_at: now })
      .where('application_id', '=', webhook.applicationId)
      .where('id', '=', webhook.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );

export const markVerified = async (
  tx: Tx,
  webhook: Pick<Webhook, 'id' | 'applicationId'>,
  address: 'callbackUri' | 'errorUri',
  now: Date,
): Promise<void> => {
  const proven = address === 'callbackUri' ? { verified_at: now } : { error_verified_at: now };
  await tx
    .updateTable('webhooks')
    .set({ ...proven, updated_at: now })
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
