import type { Applications } from '../applications/contract.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { fault } from '../platform/fault.js';
import { sameBytes } from '../platform/keyring.js';
import { isUuid } from '../platform/uuid.js';
import type { Store } from '../store/store.js';
import type { VerificationResult, Webhook, Webhooks, WebhookVersion } from './contract.js';
import { findWebhook, lockWebhook, markVerified } from './definitions.store.js';
import { createAttempts, isDelivered } from './delivery/attempts.js';
import { verifyPayload } from './envelope.js';
import { insertVerification } from './events.store.js';
import type { FirstDeliveries } from './first-deliveries.js';
import { legacyVerifyPayload } from './legacy/payloads.js';
import type { RecordOperational } from './operational-events.js';
import type { Exchange, Transport } from './outgoing/transport.js';
import { hmacHex } from './signature.js';
import { followActivity } from './watching.js';

export interface VerificationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly applications: Pick<Applications, 'managementToken'>;
  readonly transport: Transport;
  readonly firstDeliveries: FirstDeliveries;
  readonly recordOperational: RecordOperational;
  readonly wake: () => void;
}

const CHALLENGE_BYTES = 24;

/** Proves that a callback belongs to somebody who knows the application's management token. */
export const createVerification = (deps: VerificationDeps): Pick<Webhooks, 'verify'> => {
  const { store, clock, entropy, applications, firstDeliveries, recordOperational } = deps;
  const attempts = createAttempts(deps);

  const challenge = async (webhook: Webhook, url: string) => {
    const key = await applications.managementToken(webhook.applicationId);
    const text = entropy.secret(CHALLENGE_BYTES);
    const eventId = entropy.uuid();
    const payload =
      webhook.version === '2.0'
        ? legacyVerifyPayload(webhook.id, text)
        : verifyPayload(eventId, webhook, text);
    const attempt = await attempts.make({ payload, url, key });
    const sent = { challenge: text, expected: hmacHex(key, text) };
    const result = judge(attempt.exchange, sent, webhook.version);
    return { eventId, payload, attempt, result };
  };

  return {
    verify: async (applicationId, webhookId) => {
      const webhook = isUuid(webhookId) && (await findWebhook(store.db, applicationId, webhookId));
      if (!webhook) return undefined;
      if (webhook.callbackUri === null) throw fault('CONFLICT', 'WEBHOOK_PULLED');
      const { eventId, payload, attempt, result } = await challenge(webhook, webhook.callbackUri);
      const owed = await store.transaction(async (tx) => {
        const current = await lockWebhook(tx, applicationId, webhookId, 'update');
        if (!current) return false;
        await insertVerification(tx, { webhook, eventId, payload, attempt, result });
        // The answer proves the address that it came from, and no other.
        if (!result.verified || current.callbackUri !== webhook.callbackUri) return false;
        const verifiedAt = new Date(clock.now());
        await markVerified(tx, current, verifiedAt);
        if (current.verifiedAt === null) {
          await recordOperational(tx, applicationId, {
            ...{ type: 'WEBHOOK_VERIFIED', webhookId },
            data: { callbackUri: current.callbackUri },
          });
        }
        return followActivity(tx, current, { ...current, verifiedAt }, verifiedAt);
      });
      if (owed) await firstDeliveries.sendOwed();
      if (result.verified) deps.wake();
      return result;
    },
  };
};

/**
 * The three things the answer must be: 200 (in version 2.0 any 2xx), JSON, and the right digest; the first that is
 * missing is the error.
 */
const judge = (
  exchange: Exchange,
  sent: { readonly challenge: string; readonly expected: string },
  version: WebhookVersion,
): VerificationResult => {
  const error = complaint(exchange, sent.expected, version);
  return {
    verified: error === null,
    ...sent,
    statusCode: exchange.statusCode,
    received: exchange.statusCode === null ? null : exchange.body,
    error,
  };
};

const complaint = (
  exchange: Exchange,
  expected: string,
  version: WebhookVersion,
): string | null => {
  if (exchange.error !== null) return exchange.error;
  const accepted = version === '2.0' ? isDelivered(exchange) : exchange.statusCode === 200;
  if (!accepted) return `answered ${exchange.statusCode} instead of 200`;
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
