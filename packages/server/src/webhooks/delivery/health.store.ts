import { sql } from 'kysely';
import type { Tx } from '../../store/store.js';
import type { Webhook } from '../contract.js';

type WebhookKey = Pick<Webhook, 'id' | 'applicationId'>;

export interface Health {
  /** When the first of a run of failures began; null: the last attempt succeeded. */
  readonly failingSince: Date | null;
  /** Operational webhooks know. */
  readonly told: boolean;
}

export const readHealth = async (tx: Tx, webhook: WebhookKey): Promise<Health> => {
  const row = await tx
    .selectFrom('webhooks')
    .select(['failing_since', 'failing_told'])
    .where('application_id', '=', webhook.applicationId)
    .where('id', '=', webhook.id)
    .executeTakeFirstOrThrow();
  return { failingSince: row.failing_since, told: row.failing_told };
};

export const saveHealth = async (
  tx: Tx,
  webhook: WebhookKey,
  { failingSince, told }: Health,
): Promise<void> => {
  await tx
    .updateTable('webhooks')
    .set({ failing_since: failingSince, failing_told: told })
    .where('application_id', '=', webhook.applicationId)
    .where('id', '=', webhook.id)
    .execute();
};

/**
 * When the present run of failures began, which is known to be no earlier than `since`: a success that was written
 * down without a word about the webhook ended the run before it.
 */
export const runOfFailuresSince = async (
  tx: Tx,
  { applicationId, id }: WebhookKey,
  since: Date,
): Promise<Date | null> => {
  const succeeded = sql`(status_code BETWEEN 200 AND 299 AND error IS NULL)`;
  const attempts = sql`webhook_deliveries
    WHERE application_id = ${applicationId} AND webhook_id = ${id} AND started_at`;
  const { rows } = await sql<{ succeeded: Date | null; since: Date | null }>`
    WITH success AS (SELECT max(started_at) AS at FROM ${attempts} > ${since} AND ${succeeded})
    SELECT at AS succeeded, (
      SELECT min(started_at) FROM ${attempts} > success.at AND ${succeeded} IS NOT TRUE
    ) AS since FROM success
  `.execute(tx);
  const [found] = rows;
  return found?.succeeded ? found.since : since;
};

export const firstAttemptAt = async (
  tx: Tx,
  { applicationId }: WebhookKey,
  eventId: string,
): Promise<Date | null> => {
  const row = await tx
    .selectFrom('webhook_deliveries')
    .select(({ fn }) => fn.min('started_at').as('at'))
    .where('application_id', '=', applicationId)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row?.at ?? null;
};

/** Of these events, those that are dead letters: whoever lost its claim has not made one of its event. */
export const deadAmong = async (
  tx: Tx,
  { applicationId }: WebhookKey,
  eventIds: readonly string[],
): Promise<string[]> => {
  if (eventIds.length === 0) return [];
  const rows = await tx
    .selectFrom('webhook_events')
    .select('id')
    .where('application_id', '=', applicationId)
    .where('id', 'in', eventIds)
    .where('outcome', '=', 'dead')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
};
