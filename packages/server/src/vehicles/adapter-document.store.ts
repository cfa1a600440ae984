import { sql } from 'kysely';
import type { Vehicle } from '../access/access.js';
import type { AdapterDocument } from '../oem/contract.js';
import type { Queries } from '../store/store.js';

type VehicleKey = Pick<Vehicle, 'id' | 'applicationId'>;

/** The document that an adapter keeps for one car, in `adapter_documents`. */
export const openAdapterDocument = (db: Queries, vehicle: VehicleKey): AdapterDocument => ({
  load: async () => {
    const row = await db
      .selectFrom('adapter_documents')
      .innerJoin('vehicles', 'vehicles.id', 'adapter_documents.vehicle_id')
      .select(['adapter_documents.document', 'adapter_documents.revision'])
      .where('vehicles.application_id', '=', vehicle.applicationId)
      .where('vehicles.id', '=', vehicle.id)
      .executeTakeFirst();
    return row ? { value: row.document, revision: row.revision } : null;
  },
  save: (value, revision) =>
    revision === null
      ? insertDocument(db, vehicle, JSON.stringify(value))
      : replaceDocument(db, vehicle, JSON.stringify(value), revision),
});

const insertDocument = async (db: Queries, vehicle: VehicleKey, text: string): Promise<boolean> => {
  const result = await sql`
    INSERT INTO adapter_documents (vehicle_id, document, revision)
    SELECT id, ${text}::jsonb, 1 FROM vehicles
    WHERE id = ${vehicle.id} AND application_id = ${vehicle.applicationId}
    ON CONFLICT (vehicle_id) DO NOTHING
  `.execute(db);
  return result.numAffectedRows === 1n;
};

const replaceDocument = async (
  db: Queries,
  vehicle: VehicleKey,
  text: string,
  revision: number,
): Promise<boolean> => {
  const result = await sql`
    UPDATE adapter_documents d SET document = ${text}::jsonb, revision = d.revision + 1
    FROM vehicles v
    WHERE d.vehicle_id = v.id AND v.id = ${vehicle.id} AND v.application_id = ${vehicle.applicationId}
      AND d.revision = ${revision}
  `.execute(db);
  return result.numAffectedRows === 1n;
};
