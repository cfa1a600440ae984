import { type SignalCode, signalRow } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import type { StoredSignal, VehicleSnapshot } from '../signals/report.js';
import type { Webhook } from './contract.js';

export type WebhookName = Pick<Webhook, 'id' | 'name' | 'version'>;

export interface StateEvent {
  readonly eventId: string;
  readonly webhook: WebhookName & Pick<Webhook, 'signals'>;
  readonly vehicle: Vehicle;
  readonly user: { readonly id: string; readonly externalId: string | null };
  /** What the owner granted: signals outside of it are named but not told. */
  readonly permissions: ReadonlySet<string>;
  readonly snapshot: VehicleSnapshot;
  /** The current state is owed, whatever changed. */
  readonly first: boolean;
  readonly changed: readonly SignalCode[];
}

/** The text of a VEHICLE_STATE event as the outbox keeps it: everything but what belongs to one attempt. */
export const statePayload = (event: StateEvent): string => {
  const { vehicle, webhook, snapshot } = event;
  return JSON.stringify({
    eventId: event.eventId,
    eventType: 'VEHICLE_STATE',
    vehicleId: vehicle.id,
    data: {
      user: event.user,
      vehicle: vehicleEntry(vehicle),
      triggers: [...(event.first ? [{ code: 'FIRST_DELIVERY' }] : []), ...event.changed.map(named)],
      signals: webhook.signals.map((code) =>
        signalEntry(code, snapshot.signals[code], event.permissions),
      ),
    },
    meta: {
      ...webhookMeta(webhook),
      mode: vehicle.mode.toUpperCase(),
      signalCount: webhook.signals.length,
      sequence: snapshot.revision,
    },
  });
};

export const verifyPayload = (eventId: string, webhook: WebhookName, challenge: string): string =>
  JSON.stringify({
    eventId,
    eventType: 'VERIFY',
    data: { challenge },
    meta: webhookMeta(webhook),
  });

/** The text of an event about a webhook, in the form of the others. */
export const operationalPayload = (event: {
  readonly eventId: string;
  readonly type: string;
  readonly webhook: WebhookName;
  readonly subject: { readonly id: string; readonly name: string } | null;
  readonly data: Readonly<Record<string, unknown>>;
}): string =>
  JSON.stringify({
    eventId: event.eventId,
    eventType: event.type,
    data: { webhook: event.subject, ...event.data },
    meta: webhookMeta(event.webhook),
  });

/**
 * The bytes of one attempt. They are compact JSON exactly as JSON.stringify writes it: receivers check the
 * signature over their own stringify of the parsed body. What belongs to the attempt goes behind the webhook's name,
 * which stands at the end of the envelope; finding it there costs a fraction of parsing everything.
 */
export const attemptBody = (payload: string, deliveryId: string, deliveredAt: number): Buffer => {
  const place = placeOfAttempt(payload);
  // Version 2.0 has nothing that belongs to one attempt.
  if (place === null) return Buffer.from(payload, 'utf8');
  const attempt = `,"deliveryId":"${deliveryId}","deliveredAt":${deliveredAt}`;
  return Buffer.from(payload.slice(0, place) + attempt + payload.slice(place), 'utf8');
};

/** How our own envelopes' `meta` begins; within a text of JSON, quotes are escaped. */
const META = /"meta":\{"version":"[^"]*","webhookId":"[^"]*","webhookName":"/y;

/** Behind the name of the webhook in the last `meta`; null where the envelope has none. */
const placeOfAttempt = (payload: string): number | null => {
  META.lastIndex = payload.lastIndexOf('"meta":{"version":"');
  if (META.lastIndex < 0 || !META.test(payload)) return null;
  for (let at = META.lastIndex; ; at += 1) {
    const character = payload.charCodeAt(at);
    if (character === BACKSLASH) at += 1;
    else if (character === QUOTE || Number.isNaN(character)) return at + 1;
  }
};

const BACKSLASH = 0x5c;
const QUOTE = 0x22;

export const webhookMeta = ({ id, name, version }: WebhookName) => ({
  version,
  webhookId: id,
  webhookName: name,
});

export const vehicleEntry = ({ id, make, model, year, mode, powertrain }: Vehicle) => ({
  ...{ id, make, model, year },
  // `test` is the older spelling.
  mode: mode === 'live' ? 'live' : 'simulated',
  powertrainType: powertrain,
});

export const named = (code: SignalCode) => {
  const { name, group } = signalRow(code);
  return { code, name, group };
};

const signalEntry = (
  code: SignalCode,
  stored: StoredSignal | undefined,
  permissions: ReadonlySet<string>,
) => {
  if (!permissions.has(signalRow(code).permission)) {
    return failedEntry(code, { type: 'PERMISSION', code: null });
  }
  if (!stored) return failedEntry(code, { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' });
  const { body, error, oemUpdatedAt, retrievedAt } = stored;
  if (error) return failedEntry(code, error);
  return {
    ...named(code),
    body,
    status: { value: 'SUCCESS' },
    // The documents name the moment in two ways.
    meta: { oemUpdatedAt, retrievedAt, fetchedAt: retrievedAt },
  };
};

const failedEntry = (code: SignalCode, error: NonNullable<StoredSignal['error']>) => ({
  ...named(code),
  status: { value: 'ERROR', error: { type: error.type, code: error.code } },
  meta: {},
});
