import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { isUuid } from '../platform/uuid.js';
import type { Store } from '../store/store.js';
import { followActivity } from './activity.js';
import type { Webhook, WebhookDefinition, Webhooks } from './contract.js';
import { checkDefinition } from './definition-rules.js';
import {
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  lockApplication,
  lockWebhook,
  updateWebhook,
} from './definitions.store.js';
import { enrolAll } from './enrolment.js';
import type { FirstDeliveries } from './first-deliveries.js';
import { dropPending } from './subscriptions.store.js';

export interface DefinitionsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly settings: { readonly allowLocalCallbacks: boolean };
  readonly firstDeliveries: FirstDeliveries;
}

type Definitions = Pick<Webhooks, 'create' | 'list' | 'get' | 'update' | 'remove'>;

/** Webhooks as they are defined; verification and subscriptions have rooms of their own. */
export const createDefinitions = (deps: DefinitionsDeps): Definitions => {
  const { store, clock, entropy, settings, firstDeliveries } = deps;

  const change = (before: Webhook, wanted: Partial<WebhookDefinition>) =>
    store.transaction(async (tx) => {
      const now = new Date(clock.now());
      // Always the application before the webhook, so that nobody waits in a circle.
      if (wanted.autoSubscribe) await lockApplication(tx, before.applicationId, 'update');
      const current = await lockWebhook(tx, before.applicationId, before.id, 'update');
      if (!current) return undefined;
      const definition = checkDefinition({ ...current, ...wanted }, settings);
      const moved = definition.callbackUri !== current.callbackUri;
      const verifiedAt = moved ? null : current.verifiedAt;
      const webhook = await updateWebhook(tx, { ...current, verifiedAt }, definition, now);
      if (webhook.autoSubscribe && !current.autoSubscribe) {
        await enrolAll(tx, webhook, { entropy, now });
      }
      return { webhook, owed: await followActivity(tx, current, webhook, now) };
    });

  return {
    create: async (applicationId, wanted) => {
      const definition = checkDefinition(wanted, settings);
      return store.transaction(async (tx) => {
        const now = new Date(clock.now());
        if (definition.autoSubscribe) await lockApplication(tx, applicationId, 'update');
        const id = entropy.uuid();
        const webhook = await insertWebhook(tx, { applicationId, id, definition, now });
        if (webhook.autoSubscribe) await enrolAll(tx, webhook, { entropy, now });
        return webhook;
      });
    },

    list: (applicationId) => listWebhooks(store.db, applicationId),

    get: async (applicationId, webhookId) =>
      isUuid(webhookId) ? findWebhook(store.db, applicationId, webhookId) : undefined,

    update: async (applicationId, webhookId, wanted) => {
      const before = isUuid(webhookId) && (await findWebhook(store.db, applicationId, webhookId));
      const changed = before ? await change(before, wanted) : undefined;
      if (changed?.owed) await firstDeliveries.sendOwed();
      return changed?.webhook;
    },

    remove: async (applicationId, webhookId) =>
      isUuid(webhookId) &&
      store.transaction(async (tx) => {
        await dropPending(tx, { applicationId, webhookId }, new Date(clock.now()));
        return deleteWebhook(tx, applicationId, webhookId);
      }),
  };
};
