import type { Mode } from '@carport/catalog';
import type { ChargingEvent, PathAnswer } from './contract.js';

/*
 * The texts of version 2.0 as the outbox keeps them. Nothing in them belongs to one attempt: every attempt sends
 * the same bytes.
 */

const VERSION = '2.0';

export const legacyVerifyPayload = (webhookId: string, challenge: string): string =>
  JSON.stringify({ version: VERSION, webhookId, eventName: 'verify', payload: { challenge } });

export interface VehicleReport {
  readonly vehicleId: string;
  readonly requestId: string;
  readonly data: readonly PathAnswer[];
}

export const reportPayload = (about: {
  readonly webhookId: string;
  readonly eventName: 'scheduled' | 'dynamic';
  readonly mode: Mode;
  readonly vehicles: readonly VehicleReport[];
}): string =>
  JSON.stringify({
    version: VERSION,
    webhookId: about.webhookId,
    eventName: about.eventName,
    mode: about.mode,
    payload: {
      vehicles: about.vehicles.map(({ vehicleId, requestId, data }) => ({
        vehicleId,
        requestId,
        data: data.map(({ path, code, body, headers }) => ({ path, code, body, headers })),
      })),
    },
  });

export const chargingPayload = (about: {
  readonly webhookId: string;
  readonly mode: Mode;
  readonly eventId: string;
  readonly vehicleId: string;
  readonly eventType: ChargingEvent;
  /** Epoch milliseconds. */
  readonly eventTime: number;
}): string =>
  JSON.stringify({
    version: VERSION,
    webhookId: about.webhookId,
    eventName: 'eventBased',
    mode: about.mode,
    payload: {
      eventId: about.eventId,
      vehicleId: about.vehicleId,
      eventType: about.eventType,
      eventTime: new Date(about.eventTime).toISOString(),
    },
  });
