import { sql } from 'kysely';
import type { Tx } from '../store/store.js';
import { matches, type Selection } from './connections.store.js';

export interface Removed {
  readonly userId: string;
  readonly vehicleId: string;
}

/** Deletes the connections that match. They are locked first, in the order in which an approval writes them. */
export const deleteConnections = async (
  tx: Tx,
  applicationId: string,
  selection: Selection,
): Promise<Removed[]> => {
  const locked = await tx
    .selectFrom('connections')
    .select('id')
    .where(matches(applicationId, selection))
    .orderBy('vehicle_id')
    .forUpdate()
    .execute();
  if (locked.length === 0) return [];
  return tx
    .deleteFrom('connections')
    .where('application_id', '=', applicationId)
    .where('id', '=', sql<string>`ANY(${locked.map((row) => row.id)}::uuid[])`)
    .returning(['user_id as userId', 'vehicle_id as vehicleId'])
    .execute();
};

/** Takes the cars out of their users' grants. */
export const detachVehicles = async (
  tx: Tx,
  applicationId: string,
  removed: readonly Removed[],
): Promise<void> => {
  await sql`
    DELETE FROM grant_vehicles AS covered USING unnest(
      ${removed.map(({ userId }) => userId)}::uuid[],
      ${removed.map(({ vehicleId }) => vehicleId)}::uuid[]
    ) AS gone (user_id, vehicle_id), grants
    WHERE covered.vehicle_id = gone.vehicle_id AND grants.id = covered.grant_id
      AND grants.user_id = gone.user_id AND grants.application_id = ${applicationId}
  `.execute(tx);
};

/** Keeps consents for this user waiting until the transaction ends; false when there is no such user. */
export const lockUser = async (tx: Tx, applicationId: string, userId: string): Promise<boolean> => {
  const user = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('application_id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst();
  return user !== undefined;
};

/** Cars that somebody else has connected as well go on under that person's account. */
export const bequeathVehicles = async (
  tx: Tx,
  applicationId: string,
  userId: string,
): Promise<void> => {
  await sql`
    UPDATE vehicles AS v SET oem_account_id = heir.account_id
    FROM (
      SELECT DISTINCT ON (shared.id) shared.id AS vehicle_id, theirs.id AS account_id
      FROM oem_accounts AS own
      JOIN vehicles AS shared ON shared.oem_account_id = own.id
      JOIN connections AS c ON c.vehicle_id = shared.id AND c.user_id <> own.user_id
      JOIN oem_accounts AS theirs ON theirs.user_id = c.user_id
        AND theirs.adapter = shared.adapter AND theirs.mode = shared.mode
      WHERE own.application_id = ${applicationId} AND own.user_id = ${userId}
        AND c.application_id = ${applicationId}
      ORDER BY shared.id, c.created_at DESC
    ) AS heir
    WHERE v.id = heir.vehicle_id AND v.application_id = ${applicationId}
  `.execute(tx);
};

/**
 * Keeps changes of the user's cars waiting until the transaction ends. Whoever writes one locks the signals and looks
 * at the car then; deleting the car first would make each wait for the other.
 */
export const lockSignals = async (tx: Tx, applicationId: string, userId: string): Promise<void> => {
  await sql`
    SELECT FROM vehicle_signals AS s
    JOIN vehicles AS v ON v.id = s.vehicle_id
    JOIN oem_accounts AS own ON own.id = v.oem_account_id
    WHERE own.application_id = ${applicationId} AND own.user_id = ${userId}
    ORDER BY s.vehicle_id FOR UPDATE OF s
  `.execute(tx);
};

/** Deletes the user; accounts, cars, connections, grants and tokens go with them. Answers with what to announce. */
export const deleteUser = async (
  tx: Tx,
  applicationId: string,
  userId: string,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM grants WHERE application_id = ${applicationId} AND user_id = ${userId}
    UNION ALL
    SELECT vehicle_id FROM connections
    WHERE application_id = ${applicationId} AND user_id = ${userId}
  `.execute(tx);
  await tx
    .deleteFrom('users')
    .where('id', '=', userId)
    .where('application_id', '=', applicationId)
    .execute();
  return rows.map((row) => row.id);
};
