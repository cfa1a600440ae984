import type { SignalCode } from '@carport/catalog';
import { sql } from 'kysely';
import type { Vehicle } from '../access/access.js';
import { toVehicle, type VehicleJson } from '../access/vehicle-row.js';
import type { VehicleSnapshot } from '../signals/report.js';
import type { Tx } from '../store/store.js';
import type { Marks } from './conditions/conditions.js';
import type { ConditionalTrigger, WebhookType } from './contract.js';
import type { LegacySettings } from './legacy/contract.js';

/** One subscription with what decides about its events: the webhook, the owner and what the owner granted. */
export interface Audience {
  readonly subscriptionId: string;
  readonly awaitsFirst: boolean;
  readonly webhook: {
    readonly id: string;
    readonly name: string;
    readonly version: '4.0';
    readonly type: WebhookType;
    /** Of version 2.0. */
    readonly legacy: LegacySettings | null;
    /** Signals whose every change is told. */
    readonly triggers: readonly SignalCode[];
    readonly conditions: readonly ConditionalTrigger[];
    readonly signals: readonly SignalCode[];
    readonly active: boolean;
  };
  readonly marks: Marks;
  readonly user: { readonly id: string; readonly externalId: string | null };
  readonly permissions: ReadonlySet<string>;
}

export const audienceColumns = sql`
  s.id AS subscription_id, s.awaits_first, s.marks, s.user_id, u.external_id, c.permissions,
  w.id AS webhook_id, w.name, w.type, w.legacy, w.triggers, w.conditions, w.signals,
  (w.enabled AND w.verified_at IS NOT NULL) AS active
`;
export const audienceTables = sql`
  webhook_subscriptions s
  JOIN webhooks w ON w.id = s.webhook_id
  JOIN users u ON u.id = s.user_id
  JOIN connections c ON c.application_id = s.application_id
    AND c.user_id = s.user_id AND c.vehicle_id = s.vehicle_id
`;

/**
 * Who may have to be told that these signals of the car changed. Webhooks are locked against change whatever
 * their state, so that one that is being enabled or disabled either waits for this transaction or is seen
 * as it will be.
 */
export const lockAudience = async (
  tx: Tx,
  vehicle: Vehicle,
  changed: readonly SignalCode[],
): Promise<Audience[]> => {
  const { rows } = await sql<AudienceRow>`
    SELECT ${audienceColumns} FROM ${audienceTables}
    WHERE s.application_id = ${vehicle.applicationId} AND s.vehicle_id = ${vehicle.id}
      AND (s.awaits_first OR w.triggers && ${changed}::text[])
    FOR SHARE OF w
  `.execute(tx);
  return rows.map(toAudience);
};

/** Of the given subscriptions, those whose first delivery was still owed; from now on it is not. */
export const takeFirst = async (
  tx: Tx,
  applicationId: string,
  subscriptionIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (subscriptionIds.length === 0) return new Set();
  const rows = await tx
    .updateTable('webhook_subscriptions')
    .set({ awaits_first: false })
    .where('application_id', '=', applicationId)
    .where('id', 'in', subscriptionIds)
    .where('awaits_first', '=', true)
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
};

export interface Owed {
  readonly audience: Audience;
  readonly vehicle: Vehicle;
  readonly snapshot: VehicleSnapshot;
}

/** Takes up to `most` first deliveries that are owed and can be made: the car's state is known. All applications. */
export const takeOwed = async (tx: Tx, most: number): Promise<Owed[]> => {
  const { rows } = await sql<OwedRow>`
    WITH owed AS MATERIALIZED (
      SELECT s.id FROM webhook_subscriptions s
      JOIN webhooks w ON w.id = s.webhook_id AND w.enabled AND w.verified_at IS NOT NULL
      JOIN vehicle_signals k ON k.vehicle_id = s.vehicle_id AND k.revision > 0
      WHERE s.awaits_first ORDER BY s.id LIMIT ${most} FOR UPDATE OF s SKIP LOCKED
    ), taken AS (
      UPDATE webhook_subscriptions s SET awaits_first = false FROM owed WHERE s.id = owed.id
    )
    SELECT ${audienceColumns}, to_jsonb(v) AS vehicle, k.signals AS state, k.revision, k.fetched_at
    FROM owed JOIN (${audienceTables}) ON s.id = owed.id
    JOIN vehicles v ON v.id = s.vehicle_id
    JOIN vehicle_signals k ON k.vehicle_id = s.vehicle_id
  `.execute(tx);
  return rows.map(toOwed);
};

export interface AudienceRow {
  readonly subscription_id: string;
  readonly awaits_first: boolean;
  readonly user_id: string;
  readonly external_id: string | null;
  readonly permissions: string[];
  readonly webhook_id: string;
  readonly name: string;
  readonly type: WebhookType;
  readonly legacy: LegacySettings | null;
  readonly marks: Marks;
  readonly triggers: SignalCode[];
  readonly conditions: ConditionalTrigger[];
  readonly signals: SignalCode[];
  readonly active: boolean;
}

interface OwedRow extends AudienceRow {
  readonly vehicle: VehicleJson;
  readonly state: VehicleSnapshot['signals'];
  readonly revision: number;
  readonly fetched_at: Date;
}

export const toAudience = (row: AudienceRow): Audience => ({
  subscriptionId: row.subscription_id,
  awaitsFirst: row.awaits_first,
  webhook: {
    id: row.webhook_id,
    name: row.name,
    version: '4.0',
    type: row.type,
    legacy: row.legacy,
    triggers: row.triggers.filter((code) => !row.conditions.some((one) => one.code === code)),
    conditions: row.conditions,
    signals: row.signals,
    active: row.active,
  },
  marks: row.marks,
  user: { id: row.user_id, externalId: row.external_id },
  permissions: new Set(row.permissions),
});

const toOwed = (row: OwedRow): Owed => ({
  audience: toAudience(row),
  vehicle: toVehicle(row.vehicle),
  snapshot: {
    vehicleId: row.vehicle.id,
    signals: row.state,
    revision: row.revision,
    fetchedAt: row.fetched_at.getTime(),
  },
});
