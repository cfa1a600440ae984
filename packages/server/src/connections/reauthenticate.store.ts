import type { Mode } from '@carport/catalog';
import { sql } from 'kysely';
import type { OemVehicle } from '../oem/contract.js';
import type { Tx } from '../store/store.js';
import type { Owner } from './owners.store.js';

/** The account that a connected car is read with, and its user, who cannot be deleted until the transaction ends. */
export const lockHolder = (
  tx: Tx,
  applicationId: string,
  vehicleId: string,
): Promise<Owner | undefined> =>
  tx
    .selectFrom('vehicles as v')
    .innerJoin('oem_accounts as account', 'account.id', 'v.oem_account_id')
    .innerJoin('users', 'users.id', 'account.user_id')
    .select(['account.id as accountId', 'account.user_id as userId'])
    .where('v.application_id', '=', applicationId)
    .where('v.id', '=', vehicleId)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('connections').whereRef('vehicle_id', '=', 'v.id')),
    )
    .forKeyShare('users')
    .executeTakeFirst();

/** Puts those of the account's cars that were read with one of the old accounts under the new one; answers with their ids. */
export const renewVehicles = async (
  tx: Tx,
  renewed: {
    applicationId: string;
    accountId: string;
    accountIds: readonly string[];
    vehicleId: string | null;
    adapter: string;
    mode: Mode;
    vehicles: readonly OemVehicle[];
  },
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    WITH theirs AS MATERIALIZED (
      -- In the order of their VINs, as approvals write them.
      SELECT v.id, coalesce(car.reference, 'null'::jsonb) AS reference,
        coalesce(car.country, v.country) AS country
      FROM vehicles v
      JOIN jsonb_to_recordset(${JSON.stringify(renewed.vehicles)}::jsonb)
        AS car (vin text, reference jsonb, country text) ON car.vin = v.vin
      WHERE v.application_id = ${renewed.applicationId} AND v.mode = ${renewed.mode}
        AND (v.oem_account_id = ANY(${[...renewed.accountIds]}::uuid[])
          OR v.id = ${renewed.vehicleId}::uuid)
      ORDER BY v.vin FOR UPDATE OF v
    )
    UPDATE vehicles v SET
      oem_account_id = ${renewed.accountId}, adapter = ${renewed.adapter},
      reference = theirs.reference, country = theirs.country
    FROM theirs WHERE v.id = theirs.id
    RETURNING v.id
  `.execute(tx);
  return rows.map(({ id }) => id);
};

/** Cars that are watched are asked now, however long they were to be left alone after their failures. */
export const pollAtOnce = async (
  tx: Tx,
  vehicleIds: readonly string[],
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE vehicle_polls p SET due_at = ${now}, failures = 0
    FROM (
      SELECT vehicle_id FROM vehicle_polls WHERE vehicle_id = ANY(${[...vehicleIds]}::uuid[])
      ORDER BY vehicle_id FOR UPDATE
    ) AS held
    WHERE p.vehicle_id = held.vehicle_id
  `.execute(tx);
};
