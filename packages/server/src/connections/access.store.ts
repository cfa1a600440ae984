import { knownLanguage, type Permission } from '@carport/catalog';
import { sql } from 'kysely';
import type { VehicleAccess } from '../access/access.js';
import { toVehicle, type VehicleJson } from '../access/vehicle-row.js';
import type { Queries } from '../store/store.js';

/** Where several owners have connected the car and none is named, the newest connection counts. */
export const findAccess = async (
  db: Queries,
  applicationId: string,
  vehicleId: string,
  userId: string | undefined,
): Promise<VehicleAccess | undefined> => {
  const row = await db
    .selectFrom('connections as c')
    .innerJoin('vehicles as v', 'v.id', 'c.vehicle_id')
    .innerJoin('applications as a', 'a.id', 'c.application_id')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select([
      'c.application_id as applicationId',
      'a.name as applicationName',
      'c.user_id as userId',
      'u.language',
      'c.permissions',
      sql<VehicleJson>`to_json(v)`.as('vehicle'),
    ])
    .where('c.application_id', '=', applicationId)
    .where('c.vehicle_id', '=', vehicleId)
    .$if(userId !== undefined, (query) => query.where('c.user_id', '=', userId as string))
    .orderBy('c.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      ...row,
      language: knownLanguage(row.language),
      permissions: new Set(row.permissions as Permission[]),
      vehicle: toVehicle(row.vehicle),
    }
  );
};
