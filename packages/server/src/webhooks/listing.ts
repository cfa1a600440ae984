import { isUuid } from '../platform/uuid.js';
import type { Store } from '../store/store.js';
import type { SubscriptionFilter, Webhooks } from './contract.js';
import { countSubscriptions, selectSubscriptions } from './listing.store.js';

const NOTHING = { totalCount: 0, subscriptions: [] };

/** Subscriptions page by page, and one by one. */
export const createListing = ({
  store,
}: {
  readonly store: Pick<Store, 'db'>;
}): Pick<Webhooks, 'subscriptionPage' | 'subscription'> => ({
  subscriptionPage: async (applicationId, filter, page) => {
    if (!canMatch(filter)) return NOTHING;
    const [totalCount, subscriptions] = await Promise.all([
      countSubscriptions(store.db, applicationId, filter),
      selectSubscriptions(store.db, applicationId, filter, page),
    ]);
    return { totalCount, subscriptions };
  },

  subscription: async (applicationId, id) => {
    if (!isUuid(id)) return undefined;
    const only = { offset: 0, limit: 1 };
    const [found] = await selectSubscriptions(store.db, applicationId, { id }, only);
    return found;
  },
});

const canMatch = ({ webhookId, vehicleId, userId }: SubscriptionFilter): boolean =>
  [webhookId, vehicleId, userId].every((id) => id === undefined || isUuid(id));
