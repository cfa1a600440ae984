import type { ErrorRow, SignalCode } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import { docUrl, type ErrorAddressee, resolutionOf, userMessage } from '../platform/error-words.js';
import { named, vehicleEntry, type WebhookName, webhookMeta } from './envelope.js';

export interface ErrorEvent {
  readonly eventId: string;
  readonly webhook: WebhookName;
  readonly vehicle: Vehicle;
  readonly user: { readonly id: string; readonly externalId: string | null };
  readonly row: ErrorRow;
  readonly state: 'ERROR' | 'RESOLVED';
  readonly signals: readonly SignalCode[];
  readonly addressee: ErrorAddressee;
}

/** The text of a VEHICLE_ERROR event as the outbox keeps it: everything but what belongs to one attempt. */
export const errorPayload = (event: ErrorEvent): string => {
  const { eventId, vehicle, user, webhook } = event;
  return JSON.stringify({
    eventId,
    eventType: 'VEHICLE_ERROR',
    vehicleId: vehicle.id,
    data: { user, vehicle: vehicleEntry(vehicle), errors: [errorEntry(event)] },
    meta: { ...webhookMeta(webhook), mode: vehicle.mode.toUpperCase() },
  });
};

/** What there is to do about an error is of no use once it is over. */
const errorEntry = ({ row, state, signals, addressee }: ErrorEvent) => ({
  type: row.type,
  code: row.code,
  state,
  description: row.description,
  docURL: docUrl(row, addressee),
  statusCode: row.status,
  ...(state === 'RESOLVED' ? {} : remedyOf(row, addressee)),
  signals: signals.map(named),
});

const remedyOf = (row: ErrorRow, addressee: ErrorAddressee) => {
  const suggestedUserMessage = userMessage(row, addressee);
  return {
    resolution: resolutionOf(row, addressee),
    ...(suggestedUserMessage === undefined ? {} : { suggestedUserMessage }),
  };
};
