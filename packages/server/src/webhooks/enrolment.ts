import type { Entropy } from '../platform/entropy.js';
import type { Tx } from '../store/store.js';
import type { Webhook } from './contract.js';
import { unsubscribedConnections } from './subscriptions.store.js';
import { subscribeCars } from './watching.js';

const AT_A_TIME = 1_000;

/** Subscribes every connection of the application to the webhook. */
export const enrolAll = async (
  tx: Tx,
  webhook: Webhook,
  { entropy, now }: { readonly entropy: Entropy; readonly now: Date },
): Promise<void> => {
  for (;;) {
    const connections = await unsubscribedConnections(tx, webhook, AT_A_TIME);
    const wanted = connections.map((connection) => ({ id: entropy.uuid(), ...connection }));
    await subscribeCars(tx, webhook, wanted, now);
    if (connections.length < AT_A_TIME) return;
  }
};
