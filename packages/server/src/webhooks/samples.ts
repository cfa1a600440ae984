import { PERMISSIONS } from '@carport/catalog';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { fault } from '../platform/fault.js';
import type { Logger } from '../platform/logger.js';
import { isUuid } from '../platform/uuid.js';
import { EXAMPLE_CAR, exampleSnapshot } from '../signals/example-car.js';
import type { Store } from '../store/store.js';
import { isActive } from './activity.js';
import { triggerCodes } from './conditions/triggers.js';
import type { Webhook, Webhooks } from './contract.js';
import { lockWebhook } from './definitions.store.js';
import { operationalPayload, statePayload } from './envelope.js';
import { CHARGING_EVENTS, type EndpointReader } from './legacy/contract.js';
import { chargingPayload, reportPayload } from './legacy/payloads.js';
import { newEvent } from './new-event.js';
import type { RecordOperational } from './operational-events.js';
import { writeEvents } from './write-events.js';

export interface SamplesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Logger;
  readonly recordOperational: RecordOperational;
  readonly endpoints: EndpointReader;
  readonly wake: () => void;
}

/** What a webhook will send, sent once about a car that does not exist; it says that it is a test. */
export const createSamples = (deps: SamplesDeps): Pick<Webhooks, 'sendSample'> => ({
  sendSample: async (applicationId, webhookId) => {
    if (!isUuid(webhookId)) return undefined;
    const eventId = await deps.store.transaction(async (tx) => {
      const webhook = await lockWebhook(tx, applicationId, webhookId, 'share');
      if (!webhook) return undefined;
      if (!isActive(webhook)) throw fault('CONFLICT', 'WEBHOOK_INACTIVE');
      const { type, payloadOf } = sampleOf(deps, webhook);
      // It is about no car, so that no subscription has to go with it.
      const about = { applicationId, vehicleId: null, webhookId, type };
      const event = newEvent(deps, about, payloadOf);
      await writeEvents(deps, tx, [event]);
      return event.id;
    });
    if (eventId !== undefined) deps.wake();
    return eventId;
  },
});

interface Sample {
  readonly type: string;
  readonly payloadOf: (eventId: string) => string;
}

const sampleOf = (deps: SamplesDeps, webhook: Webhook): Sample => {
  switch (webhook.type) {
    case 'signals':
      return stateSample(deps, webhook);
    case 'operational':
      return operationalSample(webhook);
    case 'eventBased':
      return chargingSample(deps, webhook);
    case 'scheduled':
    case 'dynamic':
      return reportSample(deps, webhook, webhook.type);
  }
};

const EVERYTHING = new Set<string>(PERMISSIONS.map(({ name }) => name));

/** Every signal with the catalogue's example, as if the first trigger had just fired. */
const stateSample = ({ clock, entropy }: SamplesDeps, webhook: Webhook): Sample => {
  const vehicle = { ...EXAMPLE_CAR, id: entropy.uuid() };
  const user = { id: entropy.uuid(), externalId: null };
  const snapshot = exampleSnapshot(clock.now());
  const changed = triggerCodes(webhook.triggers).slice(0, 1);
  const state = { webhook, vehicle, user, permissions: EVERYTHING, snapshot, changed };
  return {
    type: 'VEHICLE_STATE',
    payloadOf: (eventId) => statePayload({ eventId, first: false, ...state }),
  };
};

const operationalSample = (webhook: Webhook): Sample => {
  const type = 'WEBHOOK_VERIFIED';
  const subject = { id: webhook.id, name: webhook.name };
  const data = { callbackUri: webhook.callbackUri, test: true };
  return {
    type,
    payloadOf: (eventId) => operationalPayload({ eventId, type, webhook, subject, data }),
  };
};

/** The first of the events that it asked for. */
const chargingSample = ({ clock, entropy }: SamplesDeps, webhook: Webhook): Sample => {
  const eventType = webhook.legacy?.events?.[0] ?? CHARGING_EVENTS[0];
  const mode = 'test' as const;
  const about = { webhookId: webhook.id, mode, vehicleId: entropy.uuid() };
  const sample = { ...about, eventType, eventTime: clock.now() };
  return { type: eventType, payloadOf: (eventId) => chargingPayload({ eventId, ...sample }) };
};

const reportSample = (
  { entropy, endpoints }: SamplesDeps,
  { id: webhookId, legacy }: Webhook,
  type: 'scheduled' | 'dynamic',
): Sample => {
  const { endpoints: paths = [], units = 'metric' } = legacy ?? {};
  const data = endpoints.sample({ paths, units });
  const car = { vehicleId: entropy.uuid(), requestId: entropy.uuid(), data };
  return {
    type,
    payloadOf: () => reportPayload({ webhookId, mode: 'test', eventName: type, vehicles: [car] }),
  };
};
