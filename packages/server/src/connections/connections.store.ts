import { type Mode, modesMeant, type Permission } from '@carport/catalog';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Vehicle } from '../access/access.js';
import { toVehicle, type VehicleJson } from '../access/vehicle-row.js';
import { isUuid } from '../platform/uuid.js';
import type { Database } from '../store/schema.js';
import type { Queries } from '../store/store.js';
import type { Connection, ConnectionFilter } from './contract.js';

export type Selection = ConnectionFilter & { readonly connectionId?: string };

/** Where a list goes on: behind this connection, or after so many. */
export type Position =
  | { readonly after?: { readonly createdAt: Date; readonly id: string } }
  | { readonly offset: number };

/** False for a filter that nothing can match, because it holds what is no id. */
export const canMatch = ({ userId, vehicleId, connectionId }: Selection): boolean =>
  [userId, vehicleId, connectionId].every((id) => id === undefined || isUuid(id));

export const matches =
  (applicationId: string, { userId, vehicleId, connectionId, mode, externalId }: Selection) =>
  (eb: ExpressionBuilder<Database, 'connections'>) =>
    eb.and([
      eb('connections.application_id', '=', applicationId),
      ...(userId === undefined ? [] : [eb('connections.user_id', '=', userId)]),
      ...(vehicleId === undefined ? [] : [eb('connections.vehicle_id', '=', vehicleId)]),
      ...(connectionId === undefined ? [] : [eb('connections.id', '=', connectionId)]),
      ...(mode === undefined ? [] : [eb('connections.mode', 'in', modesMeant(mode))]),
      ...(externalId === undefined ? [] : [eb('connections.user_id', 'in', named(eb, externalId))]),
    ]);

const named = (eb: ExpressionBuilder<Database, 'connections'>, externalId: string) =>
  eb
    .selectFrom('users')
    .select('users.id')
    .whereRef('users.application_id', '=', 'connections.application_id')
    .where('users.external_id', '=', externalId);

/** Newest first. Which ones is decided on the indexes alone, before anything is joined. */
export const selectConnections = async (
  db: Queries,
  applicationId: string,
  selection: Selection,
  position: Position,
  limit: number,
): Promise<Connection[]> => {
  const chosen =
    selection.mode === undefined
      ? newest(db, applicationId, selection, position, limit).select('connections.id')
      : newestOfModes(db, applicationId, selection, position, limit);
  const rows = await db
    .selectFrom('connections as c')
    .innerJoin('vehicles as v', 'v.id', 'c.vehicle_id')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select([
      'c.id',
      'c.application_id as applicationId',
      'c.user_id as userId',
      'u.external_id as externalId',
      'c.permissions',
      'c.mode',
      'c.created_at as createdAt',
      'c.updated_at as updatedAt',
      sql<VehicleJson>`to_json(v)`.as('vehicle'),
    ])
    .where('c.application_id', '=', applicationId)
    .where('c.id', 'in', chosen)
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    permissions: row.permissions as Permission[],
    vehicle: toVehicle(row.vehicle),
  }));
};

const newest = (
  db: Queries,
  applicationId: string,
  selection: Selection,
  position: Position,
  limit: number,
) => {
  const some = db
    .selectFrom('connections')
    .where(matches(applicationId, selection))
    .orderBy('connections.created_at', 'desc')
    .orderBy('connections.id', 'desc')
    .limit(limit);
  if ('offset' in position) return some.offset(position.offset);
  if (!position.after) return some;
  const { createdAt, id } = position.after;
  return some.where(
    sql<boolean>`(connections.created_at, connections.id) < (${createdAt}::timestamptz, ${id}::uuid)`,
  );
};

/**
 * Each mode's newest by themselves, then the newest of those: every step reads its index in order, so that a few
 * live cars are found at once among a million simulated ones.
 */
const newestOfModes = (
  db: Queries,
  applicationId: string,
  { mode, ...selection }: Selection,
  position: Position,
  limit: number,
) => {
  const offset = 'offset' in position ? position.offset : 0;
  const reach = 'offset' in position ? { offset: 0 } : position;
  return db
    .selectFrom(
      sql<{ mode: string }>`unnest(${mode ? [...modesMeant(mode)] : []}::text[])`.as('meant'),
    )
    .innerJoinLateral(
      newest(db, applicationId, selection, reach, offset + limit)
        .where('connections.mode', '=', sql<Mode>`meant`)
        .select(['connections.id', 'connections.created_at'])
        .as('one'),
      (join) => join.onTrue(),
    )
    .select('one.id')
    .orderBy('one.created_at', 'desc')
    .orderBy('one.id', 'desc')
    .offset(offset)
    .limit(limit);
};

export const countConnections = async (
  db: Queries,
  applicationId: string,
  selection: Selection,
): Promise<number> => {
  const { count } = await db
    .selectFrom('connections')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(matches(applicationId, selection))
    .executeTakeFirstOrThrow();
  return count;
};

/** The permissions of this user's connections with these cars, one list a car that is connected. */
export const selectPermissions = async (
  db: Queries,
  applicationId: string,
  userId: string,
  mode: Mode,
  vins: readonly string[],
): Promise<Permission[][]> => {
  const rows = await db
    .selectFrom('connections as c')
    .innerJoin('vehicles as v', 'v.id', 'c.vehicle_id')
    .select('c.permissions')
    .where('c.application_id', '=', applicationId)
    .where('c.user_id', '=', userId)
    .where('c.mode', '=', mode)
    .where('v.vin', '=', sql<string>`ANY(${[...vins]}::text[])`)
    .execute();
  return rows.map((row) => row.permissions as Permission[]);
};

/** Cars that are connected, whoever has connected them. */
export const selectVehicles = async (
  db: Queries,
  applicationId: string,
  mode: Mode,
  vins: readonly string[],
): Promise<Vehicle[]> => {
  const rows = await db
    .selectFrom('vehicles as v')
    .select(sql<VehicleJson>`to_json(v)`.as('vehicle'))
    .where('v.application_id', '=', applicationId)
    .where('v.mode', '=', mode)
    .where('v.vin', '=', sql<string>`ANY(${[...vins]}::text[])`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('connections as c')
          .select('c.id')
          .where('c.application_id', '=', applicationId)
          .whereRef('c.vehicle_id', '=', 'v.id'),
      ),
    )
    .execute();
  return rows.map(({ vehicle }) => toVehicle(vehicle));
};
