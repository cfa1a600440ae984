import type { Applications } from '../applications/contract.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Logger } from '../platform/logger.js';
import { isUuid } from '../platform/uuid.js';
import type { WorkLoop } from '../platform/work-loop.js';
import type { Store } from '../store/store.js';
import type { AutoSubscribe, WebhookOutbox, Webhooks } from './contract.js';
import { createDefinitions } from './definitions.js';
import { createDispatcher } from './dispatcher.js';
import { deleteFinished, listEvents } from './events.store.js';
import { createFirstDeliveries } from './first-deliveries.js';
import { createListing } from './listing.js';
import { createOutbox } from './outbox.js';
import { WEBHOOK_DEFAULTS, type WebhookSettings } from './settings.js';
import { createAutoSubscribe, createSubscriptions } from './subscriptions.js';
import { createTransport } from './transport.js';
import { createVerification } from './verification.js';
import { createWakeUp } from './wake-up.js';

export interface WebhooksDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly applications: Pick<Applications, 'managementToken'>;
  readonly settings: Partial<WebhookSettings>;
  readonly log: Logger;
}

export interface WebhookServices {
  readonly webhooks: Webhooks;
  readonly outbox: WebhookOutbox;
  readonly autoSubscribe: AutoSubscribe;
  readonly dispatcher: Omit<WorkLoop, 'wake'>;
  /** Deletes events finished before the given moment, of every application; answers with their number. */
  pruneEvents(before: Date): Promise<number>;
}

/** The webhook engine: definitions, verification, outbox and dispatcher over one set of tables. */
export const createWebhooks = (given: WebhooksDeps): WebhookServices => {
  const { store, log } = given;
  const settings = { ...WEBHOOK_DEFAULTS, ...given.settings };
  const { wake, onWake } = createWakeUp(store, log);
  const transport = createTransport(settings);
  const firstDeliveries = createFirstDeliveries({ ...given, wake });
  const deps = { ...given, settings, transport, firstDeliveries };

  const loop = createDispatcher(deps);
  onWake(loop.wake);

  return {
    webhooks: {
      ...createDefinitions(deps),
      ...createVerification(deps),
      ...createSubscriptions(deps),
      ...createListing(deps),
      events: async (applicationId, webhookId, limit) =>
        isUuid(webhookId) ? listEvents(store.db, applicationId, webhookId, limit) : [],
    },
    outbox: createOutbox({ ...given, settings, wake }),
    autoSubscribe: createAutoSubscribe(deps),
    dispatcher: {
      tick: loop.tick,
      start: () => {
        store
          .listen('outbox', loop.wake)
          .catch((error: unknown) => log.error({ err: error }, 'cannot listen for new events'));
        loop.start();
      },
      stop: async () => {
        await loop.stop();
        await transport.close();
      },
    },
    pruneEvents: (before) => deleteFinished(store, before),
  };
};
