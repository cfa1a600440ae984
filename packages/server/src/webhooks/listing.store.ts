import { modesMeant } from '@carport/catalog';
import { sql } from 'kysely';
import { toVehicle, type VehicleJson } from '../access/vehicle-row.js';
import type { Queries } from '../store/store.js';
import type { ListedSubscription, SubscriptionFilter } from './contract.js';

type Selection = SubscriptionFilter & { readonly id?: string };

const matching = (
  db: Queries,
  applicationId: string,
  { id, webhookId, vehicleId, userId, mode }: Selection,
) => {
  let query = db
    .selectFrom('webhook_subscriptions as s')
    .where('s.application_id', '=', applicationId);
  if (id !== undefined) query = query.where('s.id', '=', id);
  if (webhookId !== undefined) query = query.where('s.webhook_id', '=', webhookId);
  if (vehicleId !== undefined) query = query.where('s.vehicle_id', '=', vehicleId);
  if (userId !== undefined) query = query.where('s.user_id', '=', userId);
  if (mode === undefined) return query;
  return query.where(({ exists, selectFrom }) =>
    exists(
      selectFrom('vehicles as v')
        .whereRef('v.id', '=', 's.vehicle_id')
        .where('v.mode', 'in', modesMeant(mode)),
    ),
  );
};

/** Newest first. Which ones is decided before the cars are joined. */
export const selectSubscriptions = async (
  db: Queries,
  applicationId: string,
  selection: Selection,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<ListedSubscription[]> => {
  const chosen = matching(db, applicationId, selection)
    .select([
      's.id',
      's.webhook_id as webhookId',
      's.vehicle_id as vehicleId',
      's.user_id as userId',
      's.created_at as createdAt',
    ])
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .offset(offset)
    .limit(limit);
  const rows = await db
    .selectFrom(chosen.as('chosen'))
    .innerJoin('vehicles as v', 'v.id', 'chosen.vehicleId')
    .selectAll('chosen')
    .select(sql<VehicleJson>`to_jsonb(v)`.as('vehicle'))
    .orderBy('chosen.createdAt', 'desc')
    .orderBy('chosen.id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, vehicle: toVehicle(row.vehicle) }));
};

export const countSubscriptions = async (
  db: Queries,
  applicationId: string,
  selection: Selection,
): Promise<number> => {
  const { count } = await matching(db, applicationId, selection)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};
