import type { Mode } from '@carport/catalog';
import { sql } from 'kysely';
import type { Queries } from '../store/store.js';

/** The first cars that the application got to know among those that are connected now. */
export const firstVehicles = async (
  db: Queries,
  applicationId: string,
  modes: readonly Mode[],
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    SELECT v.id FROM vehicles AS v
    WHERE v.application_id = ${applicationId}::uuid AND v.mode = ANY(${[...modes]}::text[])
      AND EXISTS (
        SELECT FROM connections AS c WHERE c.application_id = v.application_id AND c.vehicle_id = v.id
      )
    ORDER BY v.created_at, v.id
    LIMIT ${limit}::integer
  `.execute(db);
  return rows.map((row) => row.id);
};
