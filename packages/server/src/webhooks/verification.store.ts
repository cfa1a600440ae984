import { sql } from 'kysely';
import type { Queries } from '../store/store.js';

/** A webhook with a new address, leased to this process until it is settled or the lease lapses. */
export interface DueVerification {
  readonly applicationId: string;
  readonly webhookId: string;
  readonly leasedUntil: Date;
}

/** Of all applications, those that wait longest first. */
export const claimVerifications = async (
  db: Queries,
  request: { readonly now: Date; readonly leasedUntil: Date; readonly most: number },
): Promise<DueVerification[]> => {
  const { now, leasedUntil, most } = request;
  const { rows } = await sql<DueVerification>`
    WITH due AS MATERIALIZED (
      SELECT id FROM webhooks WHERE verify_due_at <= ${now}
      ORDER BY verify_due_at LIMIT ${most} FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE webhooks w SET verify_due_at = ${leasedUntil} FROM due WHERE w.id = due.id
    RETURNING w.application_id AS "applicationId", w.id AS "webhookId",
      w.verify_due_at AS "leasedUntil"
  `.execute(db);
  return rows;
};

/** Done; an address that became new meanwhile stays due. */
export const settleVerification = async (
  db: Queries,
  { applicationId, webhookId, leasedUntil }: DueVerification,
): Promise<void> => {
  await db
    .updateTable('webhooks')
    .set({ verify_due_at: null })
    .where('application_id', '=', applicationId)
    .where('id', '=', webhookId)
    .where('verify_due_at', '=', leasedUntil)
    .execute();
};
