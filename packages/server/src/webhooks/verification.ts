import type { Applications } from '../applications/contract.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { sameBytes } from '../platform/keyring.js';
import { isUuid } from '../platform/uuid.js';
import type { Store } from '../store/store.js';
import { followActivity } from './activity.js';
import { createAttempts } from './attempts.js';
import type { VerificationResult, Webhook, Webhooks } from './contract.js';
import { findWebhook, lockWebhook, markVerified } from './definitions.store.js';
import { verifyPayload } from './envelope.js';
import { insertVerification } from './events.store.js';
import type { FirstDeliveries } from './first-deliveries.js';
import { hmacHex } from './signature.js';
import type { Exchange, Transport } from './transport.js';

export interface VerificationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly applications: Pick<Applications, 'managementToken'>;
  readonly transport: Transport;
  readonly firstDeliveries: FirstDeliveries;
}

const CHALLENGE_BYTES = 24;

/** Proves that a callback belongs to somebody who knows the application's management token. */
export const createVerification = (deps: VerificationDeps): Pick<Webhooks, 'verify'> => {
  const { store, clock, entropy, applications, firstDeliveries } = deps;
  const attempts = createAttempts(deps);

  const challenge = async (webhook: Webhook) => {
    const key = await applications.managementToken(webhook.applicationId);
    const text = entropy.secret(CHALLENGE_BYTES);
    const eventId = entropy.uuid();
    const payload = verifyPayload(eventId, webhook, text);
    const attempt = await attempts.make({ payload, url: webhook.callbackUri, key });
    const result = judge(attempt.exchange, { challenge: text, expected: hmacHex(key, text) });
    return { eventId, payload, attempt, result };
  };

  return {
    verify: async (applicationId, webhookId) => {
      const webhook = isUuid(webhookId) && (await findWebhook(store.db, applicationId, webhookId));
      if (!webhook) return undefined;
      const { eventId, payload, attempt, result } = await challenge(webhook);
      const owed = await store.transaction(async (tx) => {
        const current = await lockWebhook(tx, applicationId, webhookId, 'update');
        if (!current) return false;
        await insertVerification(tx, { webhook, eventId, payload, attempt, result });
        // The answer proves the address that it came from, and no other.
        if (!result.verified || current.callbackUri !== webhook.callbackUri) return false;
        const verifiedAt = new Date(clock.now());
        await markVerified(tx, current, verifiedAt);
        return followActivity(tx, current, { ...current, verifiedAt }, verifiedAt);
      });
      if (owed) await firstDeliveries.sendOwed();
      return result;
    },
  };
};

/** The three things the answer must be: 200, JSON, and the right digest; the first that is missing is the error. */
const judge = (
  exchange: Exchange,
  sent: { readonly challenge: string; readonly expected: string },
): VerificationResult => {
  const error = complaint(exchange, sent.expected);
  return {
    verified: error === null,
    ...sent,
    statusCode: exchange.statusCode,
    received: exchange.statusCode === null ? null : exchange.body,
    error,
  };
};

const complaint = (exchange: Exchange, expected: string): string | null => {
  if (exchange.error !== null) return exchange.error;
  if (exchange.statusCode !== 200) return `answered ${exchange.statusCode} instead of 200`;
  const mediaType = exchange.contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') return 'the answer is not application/json';
  const digest = digestIn(exchange.body);
  if (digest === undefined) return 'the answer is not a JSON object with a text named challenge';
  return sameBytes(Buffer.from(digest), Buffer.from(expected))
    ? null
    : 'the digest is not the expected one';
};

const digestIn = (body: string): string | undefined => {
  try {
    const { challenge } = JSON.parse(body);
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
};
