import { sql } from 'kysely';
import type { VehicleAccess } from '../access/access.js';
import type { Queries, Tx } from '../store/store.js';
import type { Execution, ExecutionSubject } from './executions-contract.js';

/**
 * Keeps an execution as it stands, in place of what was kept before; one that has ended stays as it is. `process` is
 * the one that waits for its end.
 */
export const saveExecution = async (
  db: Queries,
  { applicationId, userId, vehicle }: VehicleAccess,
  execution: Execution,
  process: string | null,
): Promise<void> => {
  const { kind, ...subject } = execution.subject;
  const error = execution.error && JSON.stringify(execution.error);
  const completedAt = execution.completedAt === null ? null : new Date(execution.completedAt);
  // The owner may have disconnected the car meanwhile: then there is nobody to keep it for.
  await sql`
    INSERT INTO command_executions (
      id, application_id, vehicle_id, user_id, kind, subject, mode, status, error, executed_at, completed_at,
      process
    )
    SELECT ${execution.id}::uuid, c.application_id, c.vehicle_id, c.user_id, ${kind},
      ${JSON.stringify(subject)}::jsonb, ${execution.mode}, ${execution.status}, ${error}::jsonb,
      ${new Date(execution.executedAt)}::timestamptz, ${completedAt}::timestamptz,
      ${process}::uuid
    FROM connections c
    WHERE c.application_id = ${applicationId} AND c.vehicle_id = ${vehicle.id} AND c.user_id = ${userId}
    ON CONFLICT (id) DO UPDATE SET
      mode = EXCLUDED.mode, status = EXCLUDED.status, error = EXCLUDED.error,
      completed_at = EXCLUDED.completed_at, process = EXCLUDED.process
    WHERE command_executions.completed_at IS NULL
  `.execute(db);
};

/** What these processes waited for ends with the given error; answers with the number. */
export const failExecutionsOf = async (
  tx: Tx,
  processIds: readonly string[],
  { error, completedAt }: { readonly error: Execution['error']; readonly completedAt: Date },
): Promise<number> => {
  const { numUpdatedRows } = await tx
    .updateTable('command_executions')
    .set({
      status: 'ERROR',
      error: JSON.stringify(error),
      completed_at: completedAt,
      process: null,
    })
    .where('status', '=', 'IN_PROGRESS')
    .where('process', 'in', processIds)
    .executeTakeFirst();
  return Number(numUpdatedRows);
};

export const findExecution = async (
  db: Queries,
  { applicationId, userId, vehicle }: VehicleAccess,
  kind: ExecutionSubject['kind'],
  id: string,
): Promise<Execution | undefined> => {
  const row = await db
    .selectFrom('command_executions')
    .select(['id', 'subject', 'mode', 'status', 'error', 'executed_at', 'completed_at'])
    .where('application_id', '=', applicationId)
    .where('vehicle_id', '=', vehicle.id)
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      ...{ id: row.id, mode: row.mode, status: row.status },
      subject: { kind, ...(row.subject as object) } as ExecutionSubject,
      error: row.error as Execution['error'],
      executedAt: row.executed_at.getTime(),
      completedAt: row.completed_at?.getTime() ?? null,
    }
  );
};

/** Of every application; answers with their number. */
export const deleteExecutions = async (db: Queries, before: Date): Promise<number> => {
  const { numDeletedRows } = await db
    .deleteFrom('command_executions')
    .where('executed_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
};
