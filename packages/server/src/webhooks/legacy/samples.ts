import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import { fault } from '../../platform/fault.js';
import type { Logger } from '../../platform/logger.js';
import { isUuid } from '../../platform/uuid.js';
import type { Store } from '../../store/store.js';
import { isActive } from '../activity.js';
import type { Webhook, Webhooks } from '../contract.js';
import { lockWebhook } from '../definitions.store.js';
import { newEvent } from '../new-event.js';
import { insertEvents } from '../outbox.store.js';
import { CHARGING_EVENTS, type EndpointReader } from './contract.js';
import { chargingPayload, reportPayload } from './payloads.js';

export interface SamplesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Logger;
  readonly endpoints: EndpointReader;
  readonly wake: () => void;
}

/** What a webhook of version 2.0 will send, sent once about a car that does not exist. */
export const createSamples = (deps: SamplesDeps): Pick<Webhooks, 'sendSample'> => ({
  sendSample: async (applicationId, webhookId) => {
    if (!isUuid(webhookId)) return undefined;
    const eventId = await deps.store.transaction(async (tx) => {
      const webhook = await lockWebhook(tx, applicationId, webhookId, 'share');
      if (!webhook) return undefined;
      demandLegacy(webhook);
      // It is about no car, so that no subscription has to go with it.
      const about = { applicationId, vehicleId: null, webhookId, type: typeOf(webhook) };
      const event = newEvent(deps, about, (id) => samplePayload(deps, webhook, id));
      await insertEvents(tx, [event]);
      return event.id;
    });
    if (eventId !== undefined) deps.wake();
    return eventId;
  },
});

const demandLegacy = (webhook: Webhook): void => {
  if (!isActive(webhook)) throw fault('CONFLICT', 'WEBHOOK_INACTIVE');
  if (webhook.version === '2.0') return;
  const message = 'only webhooks of version 2.0 have test payloads';
  throw fault('VALIDATION', null, { detail: [{ field: 'webhookId', message }] });
};

/** The first of the events that it asked for. */
const eventTypeOf = ({ legacy }: Webhook) => legacy?.events?.[0] ?? CHARGING_EVENTS[0];

const typeOf = (webhook: Webhook): string =>
  webhook.type === 'eventBased' ? eventTypeOf(webhook) : webhook.type;

const samplePayload = (
  { clock, entropy, endpoints }: SamplesDeps,
  webhook: Webhook,
  eventId: string,
): string => {
  const { id: webhookId, legacy } = webhook;
  const vehicleId = entropy.uuid();
  if (webhook.type === 'eventBased') {
    const eventType = eventTypeOf(webhook);
    const eventTime = clock.now();
    return chargingPayload({ webhookId, mode: 'test', eventId, vehicleId, eventType, eventTime });
  }
  const { endpoints: paths = [], units = 'metric' } = legacy ?? {};
  const data = endpoints.sample({ paths, units });
  return reportPayload({
    ...{ webhookId, mode: 'test', eventName: webhook.type === 'dynamic' ? 'dynamic' : 'scheduled' },
    vehicles: [{ vehicleId, requestId: entropy.uuid(), data }],
  });
};
