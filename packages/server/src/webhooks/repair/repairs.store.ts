import { sql } from 'kysely';
import type { Queries, Tx } from '../../store/store.js';
import type { Repair, RepairKind, RepairSelection } from './contract.js';

/** A repair as it is kept. */
export interface KeptRepair extends Repair {
  readonly applicationId: string;
  /** Behind what the next step begins; null: at the beginning. */
  readonly position: { readonly at: Date; readonly id: string } | null;
}

interface StoredSelection extends Omit<RepairSelection, 'since' | 'until'> {
  readonly kind: RepairKind;
  readonly since?: string;
  readonly until?: string;
}

interface RepairRow {
  readonly id: string;
  readonly application_id: string;
  readonly webhook_id: string;
  readonly selection: StoredSelection;
  readonly status: Repair['status'];
  readonly position_at: Date | null;
  readonly position_id: string | null;
  readonly found: number;
  readonly repaired: number;
  readonly skipped: number;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

const columns = sql`
  id, application_id, webhook_id, selection, status, position_at, position_id, found, repaired, skipped,
  created_at, finished_at
`;

const toRepair = (row: RepairRow): KeptRepair => {
  const { kind, since, until, ...selection } = row.selection;
  return {
    id: row.id,
    applicationId: row.application_id,
    webhookId: row.webhook_id,
    kind,
    selection: {
      ...selection,
      ...(since === undefined ? {} : { since: new Date(since) }),
      ...(until === undefined ? {} : { until: new Date(until) }),
    },
    status: row.status,
    found: row.found,
    repaired: row.repaired,
    skipped: row.skipped,
    reached: row.position_at,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    position:
      row.position_at && row.position_id ? { at: row.position_at, id: row.position_id } : null,
  };
};

export interface NewRepair extends Pick<Repair, 'id' | 'kind' | 'selection' | 'createdAt'> {
  readonly applicationId: string;
  readonly webhookId: string;
  readonly idempotencyKey: string | null;
}

/** Undefined when the key is taken. Another transaction that is taking it is waited for. */
export const insertRepair = async (tx: Tx, repair: NewRepair): Promise<KeptRepair | undefined> => {
  const { id, applicationId, webhookId, kind, selection, idempotencyKey, createdAt } = repair;
  const { rows } = await sql<RepairRow>`
    INSERT INTO webhook_repairs
      (id, application_id, webhook_id, kind, selection, idempotency_key, status, due_at, created_at)
    VALUES (${id}, ${applicationId}, ${webhookId}, ${kind === 'snapshot' ? 'snapshot' : 'replay'},
      ${JSON.stringify({ kind, ...selection })}, ${idempotencyKey}, 'running', ${createdAt}, ${createdAt})
    ON CONFLICT (webhook_id, idempotency_key) DO NOTHING
    RETURNING ${columns}
  `.execute(tx);
  return rows[0] && toRepair(rows[0]);
};

/** Whether this is what the repair was asked for. */
export const isSameRequest = (
  repair: Repair,
  { kind, selection }: Pick<NewRepair, 'kind' | 'selection'>,
): boolean => {
  const text = (one: RepairSelection): string =>
    JSON.stringify(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)));
  return repair.kind === kind && text(repair.selection) === text(selection);
};

interface RepairOf {
  readonly applicationId: string;
  readonly webhookId: string;
}

const ofWebhook = ({ applicationId, webhookId }: RepairOf) =>
  sql`application_id = ${applicationId} AND webhook_id = ${webhookId}`;

export const findRepair = async (
  db: Queries,
  of: RepairOf,
  which: { readonly id: string } | { readonly idempotencyKey: string },
): Promise<KeptRepair | undefined> => {
  const chosen =
    'id' in which ? sql`id = ${which.id}` : sql`idempotency_key = ${which.idempotencyKey}`;
  const { rows } = await sql<RepairRow>`
    SELECT ${columns} FROM webhook_repairs WHERE ${ofWebhook(of)} AND ${chosen}
  `.execute(db);
  return rows[0] && toRepair(rows[0]);
};

export const listRepairs = async (
  db: Queries,
  of: RepairOf,
  most: number,
): Promise<KeptRepair[]> => {
  const { rows } = await sql<RepairRow>`
    SELECT ${columns} FROM webhook_repairs WHERE ${ofWebhook(of)}
    ORDER BY created_at DESC, id DESC LIMIT ${most}
  `.execute(db);
  return rows.map(toRepair);
};

/** Repairs of every application that are to go on now, the longest waiting first. */
export const dueRepairs = async (db: Queries, now: Date): Promise<KeptRepair[]> => {
  const { rows } = await sql<RepairRow>`
    SELECT ${columns} FROM webhook_repairs WHERE status = 'running' AND due_at <= ${now}
    ORDER BY due_at LIMIT 20
  `.execute(db);
  return rows.map(toRepair);
};

/** Undefined when another process is at it, or has got further meanwhile. */
export const lockRepair = async (
  tx: Tx,
  { applicationId, id }: Pick<KeptRepair, 'applicationId' | 'id'>,
  now: Date,
): Promise<KeptRepair | undefined> => {
  const { rows } = await sql<RepairRow>`
    SELECT ${columns} FROM webhook_repairs
    WHERE application_id = ${applicationId} AND id = ${id} AND status = 'running' AND due_at <= ${now}
    FOR UPDATE SKIP LOCKED
  `.execute(tx);
  return rows[0] && toRepair(rows[0]);
};

export interface RepairProgress {
  readonly status: Repair['status'];
  readonly position: KeptRepair['position'];
  readonly found: number;
  readonly repaired: number;
  readonly skipped: number;
  readonly dueAt: Date;
  readonly finishedAt: Date | null;
}

export const saveProgress = async (
  tx: Tx,
  { applicationId, id }: Pick<KeptRepair, 'applicationId' | 'id'>,
  progress: RepairProgress,
): Promise<KeptRepair> => {
  const { status, position, found, repaired, skipped, dueAt, finishedAt } = progress;
  const { rows } = await sql<RepairRow>`
    UPDATE webhook_repairs SET status = ${status}, position_at = ${position?.at ?? null},
      position_id = ${position?.id ?? null}, found = ${found}, repaired = ${repaired},
      skipped = ${skipped}, due_at = ${dueAt}, finished_at = ${finishedAt}
    WHERE application_id = ${applicationId} AND id = ${id}
    RETURNING ${columns}
  `.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the repair is gone');
  return toRepair(row);
};

export const cancelRunning = async (
  db: Queries,
  of: RepairOf,
  repairId: string,
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE webhook_repairs SET status = 'cancelled', finished_at = ${now}
    WHERE ${ofWebhook(of)} AND id = ${repairId} AND status = 'running'
  `.execute(db);
};

/** Of all applications. */
export const deleteFinishedRepairs = async (db: Queries, before: Date): Promise<void> => {
  await db.deleteFrom('webhook_repairs').where('finished_at', '<', before).execute();
};
