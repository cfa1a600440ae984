import type { Applications } from '../../applications/contract.js';
import type { Clock } from '../../platform/clock.js';
import type { Keyring } from '../../platform/keyring.js';
import type { Store } from '../../store/store.js';
import type { Webhook } from '../contract.js';
import type { DeliveryOptions } from './options.js';
import { keyBytes, keyContext } from './signing-keys.js';
import { liveKeysOf } from './signing-keys.store.js';
import { headerContext } from './static-header.js';
import { sealedHeadersOf } from './static-header.store.js';

/** What a webhook's requests are signed with, and what else they carry. */
export interface Sender {
  readonly managementToken: string;
  /** Of Standard Webhooks; each of them signs. None: they are off. */
  readonly signingKeys: readonly Buffer[];
  readonly staticHeader: { readonly name: string; readonly value: string } | null;
  readonly compression: DeliveryOptions['compression'];
}

export interface SendersDeps {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly keyring: Pick<Keyring, 'open'>;
  readonly applications: Pick<Applications, 'managementToken'>;
}

export type SendingWebhook = Pick<Webhook, 'id' | 'applicationId' | 'delivery'>;

/**
 * The senders of several webhooks, read together and opened one by one: a secret that cannot be opened stops its
 * own webhook only. Most webhooks have no secrets of their own, and then nothing is read.
 */
export const createSenders = (deps: SendersDeps) => {
  const { store, clock, keyring, applications } = deps;

  const keysOf = (webhooks: readonly SendingWebhook[]) =>
    liveKeysOf(
      store.db,
      idsOf(webhooks, ({ delivery }) => delivery.standardWebhooks),
      new Date(clock.now()),
    );
  const headersOf = (webhooks: readonly SendingWebhook[]) =>
    sealedHeadersOf(
      store.db,
      idsOf(webhooks, ({ delivery }) => delivery.staticHeader !== null),
    );

  return (webhooks: readonly SendingWebhook[]) => {
    const read = once(() => Promise.all([keysOf(webhooks), headersOf(webhooks)]));
    const tokens = new Map<string, Promise<string>>();
    const tokenOf = (applicationId: string): Promise<string> => {
      const token = tokens.get(applicationId) ?? applications.managementToken(applicationId);
      tokens.set(applicationId, token);
      return token;
    };

    return async ({ id, applicationId, delivery }: SendingWebhook): Promise<Sender> => {
      const [keys, headers] = await read();
      const value = headers.get(id);
      const name = delivery.staticHeader?.name;
      return {
        managementToken: await tokenOf(applicationId),
        signingKeys: keys
          .filter((key) => key.webhookId === id)
          .map((key) => keyBytes(keyring.open(key.sealed, keyContext(id)))),
        staticHeader:
          name !== undefined && value !== undefined
            ? { name, value: keyring.open(value, headerContext(id)) }
            : null,
        compression: delivery.compression,
      };
    };
  };
};

export type Senders = ReturnType<typeof createSenders>;

const idsOf = (
  webhooks: readonly SendingWebhook[],
  has: (webhook: SendingWebhook) => boolean,
): string[] => [...new Set(webhooks.filter(has).map(({ id }) => id))];

const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
};
