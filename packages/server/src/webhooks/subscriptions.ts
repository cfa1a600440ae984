import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { isUuid } from '../platform/uuid.js';
import type { Store } from '../store/store.js';
import type { AutoSubscribe, Webhooks } from './contract.js';
import { autoSubscribingWebhooks, lockApplication, lockWebhook } from './definitions.store.js';
import type { FirstDeliveries } from './first-deliveries.js';
import {
  deleteSubscriptions,
  dropPending,
  keepConnected,
  listSubscriptions,
  unwatchedCars,
} from './subscriptions.store.js';
import { subscribeCars } from './watching.js';

export interface SubscriptionsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly firstDeliveries: FirstDeliveries;
}

type SubscriptionMethods = Pick<
  Webhooks,
  'subscribe' | 'unsubscribe' | 'subscriptions' | 'removeSubscription'
>;

/** Which webhook watches which connected car. */
export const createSubscriptions = (deps: SubscriptionsDeps): SubscriptionMethods => {
  const { store, clock, entropy, firstDeliveries } = deps;

  /** Ends subscriptions and drops what still waits to be sent for them. */
  const end = (
    applicationId: string,
    which: { id: string } | { webhookId: string; vehicleId: string },
  ): Promise<boolean> =>
    store.transaction(async (tx) => {
      const ended = await deleteSubscriptions(tx, applicationId, which);
      for (const { webhookId, vehicleId } of ended) {
        const reason = 'UNSUBSCRIBED';
        const now = new Date(clock.now());
        await dropPending(tx, { applicationId, webhookId, vehicleId, reason }, now);
      }
      return ended.length > 0;
    });

  return {
    subscribe: async (applicationId, webhookId, vehicleId, userId) => {
      if (![webhookId, vehicleId, userId].every(isUuid)) return undefined;
      const outcome = await store.transaction(async (tx) => {
        const webhook = await lockWebhook(tx, applicationId, webhookId, 'share');
        if (!webhook || webhook.type === 'operational') return undefined;
        if (!(await keepConnected(tx, { applicationId, vehicleId, userId }))) return undefined;
        const wanted = { id: entropy.uuid(), vehicleId, userId };
        const [made] = await subscribeCars(tx, webhook, [wanted], new Date(clock.now()));
        return made ?? 'exists';
      });
      if (typeof outcome === 'object') await firstDeliveries.sendOwed();
      return outcome;
    },

    unsubscribe: async (applicationId, webhookId, vehicleId) =>
      [webhookId, vehicleId].every(isUuid) && end(applicationId, { webhookId, vehicleId }),

    subscriptions: async (applicationId, filter) =>
      Object.values(filter).every(isUuid) ? listSubscriptions(store.db, applicationId, filter) : [],

    removeSubscription: async (applicationId, id) => isUuid(id) && end(applicationId, { id }),
  };
};

/**
 * New connections are subscribed to the application's auto-subscribing webhooks as they are made. With the last
 * connection of a car, what was recorded of it is dropped: a later consent does not release it.
 */
export const createAutoSubscribe = ({
  clock,
  entropy,
}: Pick<SubscriptionsDeps, 'clock' | 'entropy'>): AutoSubscribe => ({
  connectionCreated: async (tx, { applicationId, vehicleId, userId }) => {
    await lockApplication(tx, applicationId, 'share');
    for (const webhook of await autoSubscribingWebhooks(tx, applicationId)) {
      const wanted = { id: entropy.uuid(), vehicleId, userId };
      await subscribeCars(tx, webhook, [wanted], new Date(clock.now()));
    }
  },

  connectionsEnded: async (tx, applicationId, ended) => {
    const vehicleIds = ended.map(({ vehicleId }) => vehicleId);
    for (const unwatched of await unwatchedCars(tx, applicationId, vehicleIds)) {
      const reason = 'DISCONNECTED';
      await dropPending(tx, { applicationId, ...unwatched, reason }, new Date(clock.now()));
    }
  },
});
