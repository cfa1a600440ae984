import type { PlanId } from '@carport/catalog';
import type { Queries, Tx } from '../store/store.js';
import type { ApplicationTerms } from './contract.js';

export const findTerms = async (
  db: Queries,
  applicationId: string,
): Promise<ApplicationTerms | undefined> => {
  const row = await db
    .selectFrom('applications')
    .select([
      'plan',
      'suspended_at as suspendedAt',
      'rate_limit_burst as rateLimitBurst',
      'rate_limit_per_minute as rateLimitPerMinute',
      'vehicle_limit as vehicleLimit',
      'vehicle_request_limit as vehicleRequestLimit',
    ])
    .where('id', '=', applicationId)
    .executeTakeFirst();
  return row && { ...row, plan: row.plan as PlanId };
};

/** Changes those that are given; false when there is no such application. */
export const updateTerms = async (
  tx: Tx,
  applicationId: string,
  changes: Partial<ApplicationTerms>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('applications')
    .set({
      // Unchanged; keeps the statement whole when nothing is given.
      id: applicationId,
      plan: changes.plan,
      suspended_at: changes.suspendedAt,
      rate_limit_burst: changes.rateLimitBurst,
      rate_limit_per_minute: changes.rateLimitPerMinute,
      vehicle_limit: changes.vehicleLimit,
      vehicle_request_limit: changes.vehicleRequestLimit,
    })
    .where('id', '=', applicationId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
