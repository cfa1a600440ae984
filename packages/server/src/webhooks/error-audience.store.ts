import { knownLanguage, type Language, type SignalCode } from '@carport/catalog';
import { sql } from 'kysely';
import type { Vehicle } from '../access/access.js';
import type { Tx } from '../store/store.js';
import {
  type Audience,
  type AudienceRow,
  audienceColumns,
  audienceTables,
  toAudience,
} from './audience.store.js';

/** A subscription that may have to be told of errors, and the errors that it was told of. */
export interface ErrorAudience extends Audience {
  readonly applicationName: string;
  /** The owner's. */
  readonly language: Language;
  readonly reported: Readonly<Record<string, readonly SignalCode[]>>;
}

/** The active subscriptions of a car; their webhooks cannot be changed until the transaction ends. */
export const lockErrorAudience = async (tx: Tx, vehicle: Vehicle): Promise<ErrorAudience[]> => {
  const { rows } = await sql<ErrorAudienceRow>`
    SELECT ${audienceColumns}, u.language, a.name AS application_name, s.reported_errors
    FROM ${audienceTables} JOIN applications a ON a.id = s.application_id
    WHERE s.application_id = ${vehicle.applicationId} AND s.vehicle_id = ${vehicle.id}
      AND w.type = 'signals'
    ORDER BY w.id, s.id
    FOR SHARE OF w
  `.execute(tx);
  return rows
    .filter((row) => row.active)
    .map((row) => ({
      ...toAudience(row),
      applicationName: row.application_name,
      language: knownLanguage(row.language),
      reported: row.reported_errors,
    }));
};

export const saveReported = async (
  tx: Tx,
  applicationId: string,
  subscriptionId: string,
  errors: ErrorAudience['reported'],
): Promise<void> => {
  await tx
    .updateTable('webhook_subscriptions')
    .set({ reported_errors: JSON.stringify(errors) })
    .where('application_id', '=', applicationId)
    .where('id', '=', subscriptionId)
    .execute();
};

interface ErrorAudienceRow extends AudienceRow {
  readonly language: string | null;
  readonly application_name: string;
  readonly reported_errors: Record<string, SignalCode[]>;
}
