import type { Webhook } from './contract.js';

/** Only such a webhook is told of changes. */
export const isActive = (webhook: Pick<Webhook, 'isEnabled' | 'verifiedAt'>): boolean =>
  webhook.isEnabled && webhook.verifiedAt !== null;
