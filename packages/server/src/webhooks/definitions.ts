import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { fault } from '../platform/fault.js';
import type { Keyring } from '../platform/keyring.js';
import { isUuid } from '../platform/uuid.js';
import type { Store, Tx } from '../store/store.js';
import { isActive } from './activity.js';
import type { ChangedWebhook, Webhook, WebhookDefinition, Webhooks } from './contract.js';
import { type CheckedDefinition, checkDefinition } from './definition-rules.js';
import {
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  lockApplication,
  lockWebhook,
  type SealedHeader,
  updateWebhook,
} from './definitions.store.js';
import { dissolveQueues, formQueues } from './delivery/queues.store.js';
import type { SigningKeys } from './delivery/signing-keys.js';
import { headerContext } from './delivery/static-header.js';
import { enrolAll } from './enrolment.js';
import type { FirstDeliveries } from './first-deliveries.js';
import type { RecordOperational } from './operational-events.js';
import type { AddressRules } from './outgoing/addresses.js';
import { dropPending, holdPending } from './subscriptions.store.js';
import { followActivity, followCadence } from './watching.js';

export interface DefinitionsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly settings: AddressRules;
  readonly firstDeliveries: FirstDeliveries;
  readonly keyring: Pick<Keyring, 'seal'>;
  readonly signingKeys: Pick<SigningKeys, 'follow'>;
  readonly recordOperational: RecordOperational;
  readonly wake: () => void;
  /** Rings when there may be an address that has not been sent VERIFY. */
  readonly verifyNew: () => void;
}

type Definitions = Pick<Webhooks, 'create' | 'list' | 'get' | 'update' | 'remove'>;

/** Webhooks as they are defined; verification and subscriptions have rooms of their own. */
export const createDefinitions = (deps: DefinitionsDeps): Definitions => {
  const { store, clock, entropy, settings, firstDeliveries } = deps;

  const sealedHeader = (webhookId: string, wanted: Partial<WebhookDefinition>): SealedHeader => {
    const header = wanted.delivery?.staticHeader;
    return header && deps.keyring.seal(header.value, headerContext(webhookId));
  };

  /** What else changes with a definition, in the same transaction. */
  const follow = async (tx: Tx, current: Webhook, webhook: Webhook, now: Date) => {
    if (webhook.autoSubscribe && !current.autoSubscribe) {
      await enrolAll(tx, webhook, { entropy, now });
    }
    if (webhook.delivery.ordering === 'none' && current.delivery.ordering !== 'none') {
      await dissolveQueues(tx, webhook, now);
    }
    if (webhook.delivery.ordering === 'vehicle' && current.delivery.ordering !== 'vehicle') {
      await formQueues(tx, webhook);
    }
    if (current.isEnabled && !webhook.isEnabled) {
      await deps.recordOperational(tx, webhook.applicationId, {
        ...{ type: 'WEBHOOK_DISABLED', webhookId: webhook.id },
        data: { reason: 'REQUESTED' },
      });
    }
    if (webhook.deliveryMethod === 'pull') await holdPending(tx, webhook, now);
    const signingSecret = await deps.signingKeys.follow(tx, current, webhook);
    const owed = await followActivity(tx, current, webhook, now);
    await followCadence(tx, current, webhook, now);
    return { webhook: { ...webhook, ...(signingSecret && { signingSecret }) }, owed };
  };

  const change = (before: Webhook, wanted: Partial<WebhookDefinition>) =>
    store.transaction(async (tx) => {
      const now = new Date(clock.now());
      // Always the application before the webhook, so that nobody waits in a circle.
      if (wanted.autoSubscribe) await lockApplication(tx, before.applicationId, 'update');
      const current = await lockWebhook(tx, before.applicationId, before.id, 'update');
      if (!current) return undefined;
      demandSameType(current, wanted);
      const { delivery, ...rest } = current;
      const legacy = wanted.legacy ? { ...current.legacy, ...wanted.legacy } : current.legacy;
      const definition = checkDefinition({ ...rest, ...wanted, legacy }, settings, delivery);
      const webhook = await updateWebhook(
        tx,
        { ...current, ...provenAfter(current, definition, now) },
        {
          ...{ definition, now, staticHeader: sealedHeader(current.id, wanted) },
          newChance: wanted.isEnabled === true,
          hasNewAddress: hasNewAddress(current, definition),
        },
      );
      return follow(tx, current, webhook, now);
    });

  return {
    create: async (applicationId, wanted) => {
      const definition = checkDefinition(wanted, settings);
      const made = await store.transaction(async (tx): Promise<ChangedWebhook> => {
        const now = new Date(clock.now());
        if (definition.autoSubscribe) await lockApplication(tx, applicationId, 'update');
        const id = entropy.uuid();
        const staticHeader = sealedHeader(id, wanted);
        const { verifiedAt } = provenAfter(undefined, definition, now);
        const verifyDueAt = hasNewAddress(undefined, definition) ? now : null;
        const row = { applicationId, id, definition, staticHeader, verifiedAt, verifyDueAt, now };
        const webhook = await insertWebhook(tx, row);
        if (webhook.autoSubscribe) await enrolAll(tx, webhook, { entropy, now });
        const signingSecret = await deps.signingKeys.follow(tx, undefined, webhook);
        return { ...webhook, ...(signingSecret && { signingSecret }) };
      });
      if (isActive(made)) await firstDeliveries.sendOwed();
      deps.verifyNew();
      return made;
    },

    list: (applicationId) => listWebhooks(store.db, applicationId),

    get: async (applicationId, webhookId) =>
      isUuid(webhookId) ? findWebhook(store.db, applicationId, webhookId) : undefined,

    update: async (applicationId, webhookId, wanted) => {
      const before = isUuid(webhookId) && (await findWebhook(store.db, applicationId, webhookId));
      const changed = before ? await change(before, wanted) : undefined;
      if (changed?.owed) await firstDeliveries.sendOwed();
      if (changed) {
        deps.wake();
        deps.verifyNew();
      }
      return changed?.webhook;
    },

    remove: async (applicationId, webhookId) =>
      isUuid(webhookId) &&
      store.transaction(async (tx) => {
        // Before what waits for it, as everywhere, so that nobody waits in a circle.
        if (!(await lockWebhook(tx, applicationId, webhookId, 'update'))) return false;
        const reason = 'DELETED';
        await dropPending(tx, { applicationId, webhookId, reason }, new Date(clock.now()));
        return deleteWebhook(tx, applicationId, webhookId);
      }),
  };
};

const demandSameType = (current: Webhook, { type }: Partial<WebhookDefinition>): void => {
  if (type === undefined || type === current.type) return;
  const detail = [{ field: 'type', message: `is "${current.type}" and cannot be changed` }];
  throw fault('VALIDATION', null, { detail });
};

/** An address proves itself anew when it changes; where there is none, there is nothing to prove. */
const provenAfter = (
  before: Webhook | undefined,
  definition: CheckedDefinition,
  now: Date,
): Pick<Webhook, 'verifiedAt' | 'errorVerifiedAt'> => {
  const known = before?.deliveryMethod === definition.deliveryMethod ? before : undefined;
  if (definition.deliveryMethod === 'pull') {
    return { verifiedAt: known?.verifiedAt ?? now, errorVerifiedAt: null };
  }
  const { callbackUri, errorUri } = definition;
  return {
    verifiedAt: known?.callbackUri === callbackUri ? known.verifiedAt : null,
    errorVerifiedAt: known && known.errorUri === errorUri ? known.errorVerifiedAt : null,
  };
};

const hasNewAddress = (
  before: Webhook | undefined,
  { callbackUri, errorUri }: CheckedDefinition,
): boolean =>
  (callbackUri !== null && callbackUri !== before?.callbackUri) ||
  (errorUri !== null && errorUri !== before?.errorUri);
