import { knownLanguage, type Permission } from '@carport/catalog';
import { sql } from 'kysely';
import type { VehicleAccess } from '../../access/access.js';
import { toVehicle, type VehicleJson } from '../../access/vehicle-row.js';
import type { Queries, Tx } from '../../store/store.js';
import type { Webhook } from '../contract.js';
import type { LegacySettings, LegacyType } from './contract.js';

type WebhookKey = Pick<Webhook, 'id' | 'applicationId'>;

/** A car that is to be told of, leased to this process until it is settled, the process ends or the lease lapses. */
export interface DueReport {
  readonly subscriptionId: string;
  readonly webhookId: string;
  readonly type: Extract<LegacyType, 'scheduled' | 'dynamic'>;
  readonly settings: LegacySettings;
  readonly access: VehicleAccess;
  readonly anchoredAt: Date;
  readonly claim: string;
}

/**
 * Claims up to `most` due reports of all applications, those that wait longest first. A process that counts as gone
 * claims nothing.
 */
export const claimReports = async (
  db: Queries,
  request: {
    readonly claim: string;
    readonly process: string;
    readonly now: Date;
    readonly claimedUntil: Date;
    readonly most: number;
  },
): Promise<DueReport[]> => {
  const { claim, process, now, claimedUntil, most } = request;
  const { rows } = await sql<ReportRow>`
    WITH me AS MATERIALIZED (
      -- Whoever counts this process as gone waits until this is committed, and so gives the reports back too.
      SELECT id FROM server_processes WHERE id = ${process} FOR KEY SHARE
    ), due AS MATERIALIZED (
      SELECT subscription_id FROM webhook_reports
      WHERE due_at <= ${now} AND (claimed_until IS NULL OR claimed_until <= ${now})
      ORDER BY due_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    )
    UPDATE webhook_reports r SET claim = ${claim}, claimed_until = ${claimedUntil}, process = me.id
    FROM me, due
      JOIN webhook_subscriptions s ON s.id = due.subscription_id
      JOIN webhooks w ON w.id = s.webhook_id
      JOIN applications a ON a.id = s.application_id
      JOIN users u ON u.id = s.user_id
      JOIN vehicles v ON v.id = s.vehicle_id
      JOIN connections c ON c.application_id = s.application_id
        AND c.user_id = s.user_id AND c.vehicle_id = s.vehicle_id
    WHERE r.subscription_id = due.subscription_id
    RETURNING r.subscription_id, r.anchored_at, w.id AS webhook_id, w.type, w.legacy,
      a.id AS application_id, a.name AS application_name, u.id AS user_id, u.language,
      c.permissions, to_jsonb(v) AS vehicle
  `.execute(db);
  return rows.map((row) => toDue(row, claim));
};

/** Sets the next time, if the claim is still the newest; false when it is not: then nothing is to be sent. */
export const settleReport = async (
  tx: Tx,
  { access, subscriptionId, claim }: Pick<DueReport, 'access' | 'subscriptionId' | 'claim'>,
  dueAt: Date,
): Promise<boolean> => {
  const result = await tx
    .updateTable('webhook_reports')
    .set({ due_at: dueAt, claim: null, claimed_until: null, process: null })
    .where('application_id', '=', access.applicationId)
    .where('subscription_id', '=', subscriptionId)
    .where('claim', '=', claim)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** What processes that are gone had claimed is as due as it was. */
export const releaseReportsOf = async (tx: Tx, processIds: readonly string[]): Promise<void> => {
  await tx
    .updateTable('webhook_reports')
    .set({ claim: null, claimed_until: null, process: null })
    .where('process', 'in', processIds)
    .execute();
};

/** When the next report is due, leased ones left out; null when none is planned. */
export const nextReportAt = async (db: Queries, now: Date): Promise<Date | null> => {
  const row = await db
    .selectFrom('webhook_reports')
    .select('due_at')
    .where((where) =>
      where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', now)]),
    )
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
};

/** Plans reports of those subscriptions of the webhook that have none planned. */
export const planReports = async (
  tx: Tx,
  webhook: WebhookKey,
  { anchor, dueAt }: { readonly anchor: Date; readonly dueAt: Date },
): Promise<void> => {
  await sql`
    INSERT INTO webhook_reports (subscription_id, application_id, webhook_id, anchored_at, due_at)
    SELECT id, application_id, webhook_id, ${anchor}, ${dueAt} FROM webhook_subscriptions
    WHERE application_id = ${webhook.applicationId} AND webhook_id = ${webhook.id}
    ON CONFLICT (subscription_id) DO NOTHING
  `.execute(tx);
};

/** The webhook tells of no car any more. */
export const forgetReports = async (tx: Tx, webhook: WebhookKey): Promise<void> => {
  await tx
    .deleteFrom('webhook_reports')
    .where('application_id', '=', webhook.applicationId)
    .where('webhook_id', '=', webhook.id)
    .execute();
};

/** The reports of these subscriptions come at the end of the present step (in milliseconds), or sooner if they are due sooner. */
export const hastenReports = async (
  tx: Tx,
  applicationId: string,
  subscriptionIds: readonly string[],
  { now, step }: { readonly now: Date; readonly step: number },
): Promise<void> => {
  if (subscriptionIds.length === 0) return;
  await sql`
    UPDATE webhook_reports SET due_at = LEAST(due_at, anchored_at + ${`${step} milliseconds`}::interval *
      greatest(1, floor(extract(epoch FROM ${now}::timestamptz - anchored_at) * 1000 / ${step}::float8) + 1))
    WHERE application_id = ${applicationId} AND subscription_id = ANY(${subscriptionIds}::uuid[])
  `.execute(tx);
};

interface ReportRow {
  readonly subscription_id: string;
  readonly anchored_at: Date;
  readonly webhook_id: string;
  readonly type: DueReport['type'];
  readonly legacy: LegacySettings;
  readonly application_id: string;
  readonly application_name: string;
  readonly user_id: string;
  readonly language: string | null;
  readonly permissions: string[];
  readonly vehicle: VehicleJson;
}

const toDue = (row: ReportRow, claim: string): DueReport => ({
  subscriptionId: row.subscription_id,
  webhookId: row.webhook_id,
  type: row.type,
  settings: row.legacy,
  anchoredAt: row.anchored_at,
  claim,
  access: {
    applicationId: row.application_id,
    applicationName: row.application_name,
    userId: row.user_id,
    language: knownLanguage(row.language),
    vehicle: toVehicle(row.vehicle),
    permissions: new Set(row.permissions as Permission[]),
  },
});
