import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import { fault } from '../../platform/fault.js';
import type { Keyring } from '../../platform/keyring.js';
import { hintOf } from '../../platform/secret-hint.js';
import { isUuid } from '../../platform/uuid.js';
import type { Store, Tx } from '../../store/store.js';
import type { SigningKey, Webhook, Webhooks } from '../contract.js';
import { findWebhook, lockWebhook } from '../definitions.store.js';
import { deleteKeys, insertKey, liveKeys, retireKeys } from './signing-keys.store.js';

export interface SigningKeysDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
}

/** As the Standard Webhooks specification writes secrets. */
const PREFIX = 'whsec_';
const KEY_BYTES = 32;

export const keyContext = (webhookId: string): string => `webhook-key:${webhookId}`;

/** The bytes that a `whsec_` secret stands for. */
export const keyBytes = (secret: string): Buffer =>
  Buffer.from(secret.slice(PREFIX.length), 'base64');

type WebhookKey = Pick<Webhook, 'id' | 'applicationId'>;

/** Makes and ends the keys that a webhook has of its own. */
export const createSigningKeys = ({ store, clock, entropy, keyring }: SigningKeysDeps) => {
  const issue = async (tx: Tx, webhook: WebhookKey) => {
    const bytes = Buffer.from(entropy.secret(KEY_BYTES), 'base64url');
    const secret = PREFIX + bytes.toString('base64');
    const key: SigningKey = {
      id: entropy.uuid(),
      hint: hintOf(secret),
      createdAt: new Date(clock.now()),
      expiresAt: null,
    };
    const sealed = keyring.seal(secret, keyContext(webhook.id));
    await insertKey(tx, webhook, { ...key, sealed, now: key.createdAt });
    return { key, secret };
  };

  const management: Pick<Webhooks, 'signingKeys' | 'rotateSigningKey'> = {
    signingKeys: async (applicationId, webhookId) => {
      const webhook = isUuid(webhookId) && (await findWebhook(store.db, applicationId, webhookId));
      if (!webhook) return undefined;
      const keys = await liveKeys(store.db, webhook, new Date(clock.now()));
      return keys.map(({ id, hint, createdAt, expiresAt }) => ({ id, hint, createdAt, expiresAt }));
    },

    rotateSigningKey: async (applicationId, webhookId, overlapSeconds) =>
      store.transaction(async (tx) => {
        if (!isUuid(webhookId)) return undefined;
        const webhook = await lockWebhook(tx, applicationId, webhookId, 'update');
        if (!webhook) return undefined;
        if (!webhook.delivery.standardWebhooks) throw fault('CONFLICT', 'STANDARD_WEBHOOKS_OFF');
        await retireKeys(tx, webhook, new Date(clock.now() + overlapSeconds * 1_000));
        return issue(tx, webhook);
      }),
  };

  return {
    management,

    /** Turned on, a webhook gets its first key; turned off, it has none. Answers with a new key's secret. */
    follow: async (
      tx: Tx,
      before: Pick<Webhook, 'delivery'> | undefined,
      after: Webhook,
    ): Promise<string | undefined> => {
      const was = before?.delivery.standardWebhooks ?? false;
      const is = after.delivery.standardWebhooks;
      if (is === was) return undefined;
      if (is) return (await issue(tx, after)).secret;
      await deleteKeys(tx, after);
      return undefined;
    },
  };
};

export type SigningKeys = ReturnType<typeof createSigningKeys>;
