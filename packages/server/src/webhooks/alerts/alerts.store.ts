import { sql } from 'kysely';
import type { Queries, Tx } from '../../store/store.js';
import type { AlertKind, Condition } from './thresholds.js';

export interface OpenAlert {
  readonly id: string;
  readonly kind: AlertKind;
  readonly beganAt: Date;
  /** When it was last seen to be so, where that is written down. */
  readonly seenAt: Date | null;
}

/** A webhook that has been busy of late or has an alert, and how it is doing as a whole. */
export interface Patient extends Omit<Condition, 'failingCars'> {
  readonly webhookId: string;
  readonly applicationId: string;
  readonly name: string;
  readonly callbackUri: string | null;
  readonly open: readonly OpenAlert[];
  /** When its newest CONSECUTIVE_FAILURES was over. */
  readonly recoveredAt: Date | null;
}

interface PatientRow extends Omit<Patient, 'open' | 'newest'> {
  readonly open: readonly {
    id: string;
    kind: AlertKind;
    beganAt: string;
    seenAt: string | null;
  }[];
  readonly newest: readonly boolean[] | null;
}

/** Of every application. */
export const readPatients = async (db: Queries, since: Date): Promise<Patient[]> => {
  const { rows } = await sql<PatientRow>`
    WITH busy AS (
      SELECT webhook_id, sum(first_attempts)::bigint AS events,
        sum(first_succeeded)::bigint AS at_once, sum(attempts)::bigint AS attempts,
        sum(duration_ms)::bigint AS duration_ms, max(last_failure_at) AS last_failure_at
      FROM webhook_minutes WHERE minute >= ${since} GROUP BY 1
    ), open AS (
      SELECT webhook_id, jsonb_agg(jsonb_build_object(
        'id', id, 'kind', kind, 'beganAt', began_at, 'seenAt', seen_at
      )) AS alerts
      FROM webhook_alerts WHERE ended_at IS NULL GROUP BY 1
    )
    SELECT w.id AS "webhookId", w.application_id AS "applicationId", w.name,
      w.callback_uri AS "callbackUri", w.enabled AS "isEnabled",
      coalesce(busy.events, 0) AS events, coalesce(busy.at_once, 0) AS "deliveredAtOnce",
      coalesce(busy.attempts, 0) AS attempts, coalesce(busy.duration_ms, 0) AS "durationMs",
      busy.last_failure_at AS "lastFailureAt", coalesce(open.alerts, '[]') AS open, newest.newest,
      (
        SELECT max(a.ended_at) FROM webhook_alerts a
        WHERE a.webhook_id = w.id AND a.kind = 'CONSECUTIVE_FAILURES'
      ) AS "recoveredAt"
    FROM webhooks w LEFT JOIN busy ON busy.webhook_id = w.id LEFT JOIN open ON open.webhook_id = w.id
    LEFT JOIN LATERAL (
      SELECT array_agg(succeeded ORDER BY started_at DESC, id DESC) AS newest FROM (
        SELECT d.id, d.started_at,
          coalesce(d.status_code BETWEEN 200 AND 299 AND d.error IS NULL, false) AS succeeded
        FROM webhook_deliveries d
        WHERE d.webhook_id = w.id
          AND NOT EXISTS (SELECT FROM webhook_events e WHERE e.id = d.event_id AND e.type = 'VERIFY')
        ORDER BY d.started_at DESC, d.id DESC LIMIT 3
      ) AS three
    ) AS newest ON busy.last_failure_at IS NOT NULL OR open.alerts IS NOT NULL
    WHERE busy.webhook_id IS NOT NULL OR open.webhook_id IS NOT NULL
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    newest: row.newest ?? [],
    open: row.open.map((one) => ({
      ...one,
      beganAt: new Date(one.beganAt),
      seenAt: one.seenAt === null ? null : new Date(one.seenAt),
    })),
  }));
};

/** False when another process was first. */
export const beginAlert = async (
  tx: Tx,
  alert: {
    readonly id: string;
    readonly kind: AlertKind;
    readonly patient: Patient;
    readonly measured: object;
    readonly at: Date;
  },
): Promise<boolean> => {
  const begun = await tx
    .insertInto('webhook_alerts')
    .values({
      id: alert.id,
      application_id: alert.patient.applicationId,
      webhook_id: alert.patient.webhookId,
      kind: alert.kind,
      measured: JSON.stringify(alert.measured),
      began_at: alert.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['webhook_id', 'kind']).where('ended_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return begun !== undefined;
};

/** False when another process was first. */
export const endAlert = async (
  tx: Tx,
  applicationId: string,
  alertId: string,
  at: Date,
): Promise<boolean> => {
  const ended = await tx
    .updateTable('webhook_alerts')
    .set({ ended_at: at })
    .where('application_id', '=', applicationId)
    .where('id', '=', alertId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
};

export const seeAlert = async (
  db: Queries,
  applicationId: string,
  alertId: string,
  at: Date,
): Promise<void> => {
  await db
    .updateTable('webhook_alerts')
    .set({ seen_at: at })
    .where('application_id', '=', applicationId)
    .where('id', '=', alertId)
    .where('ended_at', 'is', null)
    .execute();
};

/** Of all applications. */
export const deleteEndedAlerts = async (db: Queries, before: Date): Promise<void> => {
  await db.deleteFrom('webhook_alerts').where('ended_at', '<', before).execute();
};
