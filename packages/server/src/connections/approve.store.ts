import type { Mode, Permission } from '@carport/catalog';
import { sql } from 'kysely';
import type { OemVehicle } from '../oem/contract.js';
import type { Tx } from '../store/store.js';

/**
 * Inserts or updates the cars and answers with their ids. In the order of their VINs, so that two approvals
 * of shared cars never wait for each other in a circle. A car keeps its id for as long as the application knows it.
 */
export const keepVehicles = async (
  tx: Tx,
  owned: {
    applicationId: string;
    accountId: string;
    adapter: string;
    mode: Mode;
    vehicles: readonly (OemVehicle & { readonly id: string })[];
    now: Date;
  },
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO vehicles (id, application_id, oem_account_id, adapter, mode, vin, make, model, year,
      powertrain, reference, country, created_at)
    SELECT car.id, ${owned.applicationId}::uuid, ${owned.accountId}::uuid, ${owned.adapter}::text,
      ${owned.mode}::text, car.vin, car.make, car.model, car.year, car.powertrain,
      coalesce(car.reference, 'null'::jsonb), car.country, ${owned.now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(owned.vehicles)}::jsonb) AS car (id uuid, vin text, make text,
      model text, year integer, powertrain text, reference jsonb, country text)
    ORDER BY car.vin
    ON CONFLICT (application_id, mode, vin) DO UPDATE SET
      oem_account_id = excluded.oem_account_id, adapter = excluded.adapter, make = excluded.make,
      model = excluded.model, year = excluded.year, powertrain = excluded.powertrain,
      reference = excluded.reference, country = excluded.country
    RETURNING id
  `.execute(tx);
  return rows.map((row) => row.id);
};

/** Connects the user with the cars. A connection that was there is replaced: new id, new date, new permissions. */
export const connectVehicles = async (
  tx: Tx,
  connections: {
    applicationId: string;
    userId: string;
    mode: Mode;
    permissions: readonly Permission[];
    /** By the id of the new connection. */
    vehicleIds: ReadonlyMap<string, string>;
    now: Date;
  },
): Promise<void> => {
  const { applicationId, userId, mode, permissions, vehicleIds, now } = connections;
  await sql`
    INSERT INTO connections (id, application_id, user_id, vehicle_id, mode, permissions, created_at, updated_at)
    SELECT listed.id, ${applicationId}::uuid, ${userId}::uuid, listed.vehicle_id, ${mode}::text,
      ${[...permissions]}::text[], ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${[...vehicleIds.keys()]}::uuid[], ${[...vehicleIds.values()]}::uuid[])
      AS listed (id, vehicle_id)
    ORDER BY listed.vehicle_id
    ON CONFLICT (application_id, user_id, vehicle_id) DO UPDATE SET
      id = excluded.id, mode = excluded.mode, permissions = excluded.permissions,
      created_at = excluded.created_at, updated_at = excluded.updated_at
  `.execute(tx);
};
