import type { Entropy } from '../platform/entropy.js';
import type { Tx } from '../store/store.js';
import { isActive } from './activity.js';
import type { Webhook } from './contract.js';
import { insertSubscriptions, unsubscribedConnections } from './subscriptions.store.js';

const AT_A_TIME = 1_000;

/** Subscribes every connection of the application to the webhook. */
export const enrolAll = async (
  tx: Tx,
  webhook: Webhook,
  { entropy, now }: { readonly entropy: Entropy; readonly now: Date },
): Promise<void> => {
  for (;;) {
    const connections = await unsubscribedConnections(tx, webhook, AT_A_TIME);
    await insertSubscriptions(
      tx,
      webhook,
      connections.map((connection) => ({ id: entropy.uuid(), ...connection })),
      { awaitsFirst: isActive(webhook), now },
    );
    if (connections.length < AT_A_TIME) return;
  }
};
