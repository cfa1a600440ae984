import { knownLanguage, type Permission } from '@carport/catalog';
import { sql } from 'kysely';
import type { Grant } from '../access/access.js';
import { toVehicle, type VehicleJson } from '../access/vehicle-row.js';
import type { Queries, Tx } from '../store/store.js';
import type { NewGrant } from './contract.js';

export interface KnownToken {
  readonly grant: Grant;
  readonly expiresAt: Date;
}

/**
 * What a bearer token stands for. The only query that does not know its tenant yet: the token names it.
 * A car counts while its grant covers it and its owner's connection exists.
 */
export const findGrant = async (
  db: Queries,
  tokenHash: Buffer,
  now: Date,
): Promise<KnownToken | undefined> => {
  const rows = await db
    .selectFrom('access_tokens as t')
    .innerJoin('applications as a', 'a.id', 't.application_id')
    .leftJoin('grants as g', (on) =>
      on.onRef('g.id', '=', 't.grant_id').onRef('g.application_id', '=', 't.application_id'),
    )
    .leftJoin('users as u', 'u.id', 'g.user_id')
    .leftJoin('grant_vehicles as covered', 'covered.grant_id', 'g.id')
    .leftJoin('connections as c', (on) =>
      on
        .onRef('c.application_id', '=', 'g.application_id')
        .onRef('c.user_id', '=', 'g.user_id')
        .onRef('c.vehicle_id', '=', 'covered.vehicle_id'),
    )
    .leftJoin('vehicles as v', 'v.id', 'c.vehicle_id')
    .select([
      't.application_id',
      't.expires_at',
      'a.name as application_name',
      'g.id as grant_id',
      'g.user_id',
      'u.language',
      'g.mode',
      'g.permissions',
      sql<VehicleJson | null>`to_json(v)`.as('vehicle'),
    ])
    .where('t.hash', '=', tokenHash)
    .where('t.expires_at', '>', now)
    .where('g.revoked_at', 'is', null)
    .execute();

  const [first] = rows;
  if (!first) return undefined;
  const application = {
    applicationId: first.application_id,
    applicationName: first.application_name,
  };
  if (first.grant_id === null || first.user_id === null || first.mode === null) {
    return { grant: { kind: 'application', ...application }, expiresAt: first.expires_at };
  }
  const vehicles = rows.flatMap(({ vehicle }) => (vehicle ? [toVehicle(vehicle)] : []));
  return {
    grant: {
      kind: 'connection',
      ...application,
      grantId: first.grant_id,
      userId: first.user_id,
      language: knownLanguage(first.language),
      mode: first.mode,
      permissions: new Set(first.permissions as Permission[]),
      vehicles: new Map(vehicles.map((vehicle) => [vehicle.id, vehicle])),
    },
    expiresAt: first.expires_at,
  };
};

export const insertGrant = async (
  tx: Tx,
  grantId: string,
  grant: NewGrant,
  createdAt: Date,
): Promise<void> => {
  await tx
    .insertInto('grants')
    .values({
      id: grantId,
      application_id: grant.applicationId,
      user_id: grant.userId,
      mode: grant.mode,
      permissions: [...grant.permissions],
      created_at: createdAt,
    })
    .execute();
  await sql`
    INSERT INTO grant_vehicles (grant_id, vehicle_id)
    SELECT ${grantId}::uuid, id FROM vehicles
    WHERE application_id = ${grant.applicationId} AND id = ANY(${[...grant.vehicleIds]}::uuid[])
  `.execute(tx);
};

/** Ends every token of the family, and says so to every process. */
export const revokeFamily = async (
  db: Queries,
  applicationId: string,
  grantId: string,
  now: Date,
): Promise<void> => {
  await sql`
    WITH revoked AS (
      UPDATE grants SET revoked_at = ${now}
      WHERE id = ${grantId} AND application_id = ${applicationId} AND revoked_at IS NULL
      RETURNING id
    )
    SELECT pg_notify('grants', id::text) FROM revoked
  `.execute(db);
};
