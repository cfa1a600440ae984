import { sql } from 'kysely';
import type { Vehicle } from '../access/access.js';
import type { Queries, Store, Tx } from '../store/store.js';
import type { Applied } from './apply-report.js';
import type { VehicleFailure, VehicleSnapshot } from './report.js';

type VehicleKey = Pick<Vehicle, 'id' | 'applicationId'>;

const HISTORY_BATCH = 5_000;

export const readState = async (
  db: Queries,
  vehicle: VehicleKey,
): Promise<VehicleSnapshot | undefined> => {
  const row = await selectState(db, vehicle).executeTakeFirst();
  return row && toSnapshot(vehicle.id, row);
};

/** The state, locked until the transaction ends; undefined when the car is gone. */
export const lockState = async (
  tx: Tx,
  vehicle: VehicleKey,
): Promise<VehicleSnapshot | undefined> => {
  const known = await selectState(tx, vehicle).forUpdate().executeTakeFirst();
  if (known) return toSnapshot(vehicle.id, known);
  // Two first reports at once: one inserts, the other waits here and then locks what it finds.
  await sql`
    INSERT INTO vehicle_signals (vehicle_id, application_id, signals, fetched_at, revision)
    SELECT id, application_id, '{}', to_timestamp(0), 0 FROM vehicles
    WHERE id = ${vehicle.id} AND application_id = ${vehicle.applicationId}
    ON CONFLICT (vehicle_id) DO NOTHING
  `.execute(tx);
  const made = await selectState(tx, vehicle).forUpdate().executeTakeFirst();
  return made && toSnapshot(vehicle.id, made);
};

/** Writes the newest values and what changed, in one statement. */
export const saveChange = async (
  tx: Tx,
  vehicle: VehicleKey,
  applied: Applied,
  now: number,
): Promise<void> => {
  const { snapshot, changes } = applied;
  await sql`
    WITH newest AS (
      UPDATE vehicle_signals
      SET signals = ${JSON.stringify(snapshot.signals)}::jsonb,
          fetched_at = ${new Date(snapshot.fetchedAt)},
          revision = ${snapshot.revision}
      WHERE vehicle_id = ${vehicle.id} AND application_id = ${vehicle.applicationId}
      RETURNING vehicle_id, revision
    )
    INSERT INTO signal_history (vehicle_id, revision, recorded_at, changes)
    SELECT vehicle_id, revision, ${new Date(now)}, ${JSON.stringify(changes)}::jsonb FROM newest
  `.execute(tx);
};

/** Notes what is wrong with the car as a whole; null: nothing any more. */
export const saveFailure = async (
  tx: Tx,
  vehicle: VehicleKey,
  failure: VehicleFailure | null,
): Promise<void> => {
  await tx
    .updateTable('vehicle_signals')
    .set({ failure: failure && JSON.stringify(failure) })
    .where('vehicle_id', '=', vehicle.id)
    .where('application_id', '=', vehicle.applicationId)
    .execute();
};

/** In batches, so that no statement holds much for long. */
export const deleteHistory = async (store: Store, before: Date): Promise<number> => {
  for (let deleted = 0; ; ) {
    const result = await sql`
      DELETE FROM signal_history WHERE (vehicle_id, revision) IN (
        SELECT vehicle_id, revision FROM signal_history
        WHERE recorded_at < ${before} ORDER BY recorded_at LIMIT ${HISTORY_BATCH}
      )
    `.execute(store.db);
    const count = Number(result.numAffectedRows ?? 0);
    deleted += count;
    if (count < HISTORY_BATCH) return deleted;
  }
};

const selectState = (db: Queries, vehicle: VehicleKey) =>
  db
    .selectFrom('vehicle_signals')
    .select(['signals', 'fetched_at', 'revision', 'failure'])
    .where('vehicle_id', '=', vehicle.id)
    .where('application_id', '=', vehicle.applicationId);

const toSnapshot = (
  vehicleId: string,
  row: { signals: unknown; fetched_at: Date; revision: number; failure: unknown },
): VehicleSnapshot => ({
  vehicleId,
  signals: row.signals as VehicleSnapshot['signals'],
  fetchedAt: row.fetched_at.getTime(),
  revision: row.revision,
  ...(row.failure ? { failure: row.failure as VehicleFailure } : {}),
});
