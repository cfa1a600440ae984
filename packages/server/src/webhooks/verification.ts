import type { Applications } from '../applications/contract.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { fault } from '../platform/fault.js';
import { sameBytes } from '../platform/keyring.js';
import type { Logger } from '../platform/logger.js';
import { hintOf } from '../platform/secret-hint.js';
import { isUuid } from '../platform/uuid.js';
import { createWorkLoop, type WorkLoop } from '../platform/work-loop.js';
import type { Store } from '../store/store.js';
import type {
  ExpectedDigest,
  VerificationResult,
  Webhook,
  Webhooks,
  WebhookVersion,
} from './contract.js';
import { findWebhook, lockWebhook, markVerified } from './definitions.store.js';
import { createAttempts, isDelivered } from './delivery/attempts.js';
import type { Senders } from './delivery/senders.js';
import { verifyPayload } from './envelope.js';
import { insertVerification } from './events.store.js';
import type { FirstDeliveries } from './first-deliveries.js';
import { legacyVerifyPayload } from './legacy/payloads.js';
import type { RecordOperational } from './operational-events.js';
import type { Exchange, Transport } from './outgoing/transport.js';
import type { WebhookSettings } from './settings.js';
import { hmacHex } from './signature.js';
import {
  claimVerifications,
  type DueVerification,
  settleVerification,
} from './verification.store.js';
import { followActivity } from './watching.js';

export interface VerificationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly transport: Transport;
  readonly applications: Pick<Applications, 'managementTokens'>;
  readonly senders: Senders;
  readonly firstDeliveries: FirstDeliveries;
  readonly recordOperational: RecordOperational;
  readonly settings: Pick<WebhookSettings, 'timeoutMs' | 'drainMs'>;
  readonly log: Logger;
  readonly wake: () => void;
}

const CHALLENGE_BYTES = 24;

/** Proves that addresses belong to somebody who knows the application's management token. */
export const createVerification = (deps: VerificationDeps) => {
  const { store, clock, entropy, senders, applications, firstDeliveries, recordOperational } = deps;
  const attempts = createAttempts(deps);

  const challenge = async (webhook: Webhook, uri: string, signal?: AbortSignal) => {
    const sender = await senders([webhook])(webhook);
    const text = entropy.secret(CHALLENGE_BYTES);
    const eventId = entropy.uuid();
    const payload =
      webhook.version === '2.0'
        ? legacyVerifyPayload(webhook.id, text)
        : verifyPayload(eventId, webhook, text);
    const attempt = await attempts.make({
      ...{ eventId, payload, url: uri, sender },
      ...(signal && { signal }),
    });
    // Read after the answer: a token that was made meanwhile is as good as the others.
    const tokens = await applications.managementTokens(webhook.applicationId);
    const result = judge(attempt.exchange, { uri, challenge: text, tokens }, webhook.version);
    return { eventId, payload, attempt, result };
  };

  type Challenged = Awaited<ReturnType<typeof challenge>>;

  /** True when first deliveries are owed now. */
  const record = (webhook: Webhook, address: Address, { result, ...sent }: Challenged) =>
    store.transaction(async (tx) => {
      const { applicationId, id: webhookId } = webhook;
      const current = await lockWebhook(tx, applicationId, webhookId, 'update');
      if (!current) return false;
      await insertVerification(tx, { webhook, ...sent, result });
      // The answer proves the address that it came from, and no other.
      if (!result.verified || uriOf(current, address) !== result.uri) return false;
      const now = new Date(clock.now());
      if (provenAt(current, address) === null) {
        const data = { [address]: result.uri };
        await recordOperational(tx, applicationId, { type: 'WEBHOOK_VERIFIED', webhookId, data });
      }
      await markVerified(tx, current, address, now);
      if (address === 'errorUri') return false;
      return followActivity(tx, current, { ...current, verifiedAt: now }, now);
    });

  /** Null when it was interrupted: then nothing is known. */
  const prove = async (
    webhook: Webhook,
    address: Address,
    signal?: AbortSignal,
  ): Promise<VerificationResult | null> => {
    const uri = uriOf(webhook, address);
    if (uri === null) return null;
    const challenged = await challenge(webhook, uri, signal);
    if (signal?.aborted) return null;
    const owed = await record(webhook, address, challenged);
    if (owed) await firstDeliveries.sendOwed();
    if (challenged.result.verified) deps.wake();
    return challenged.result;
  };

  const onDemand: Pick<Webhooks, 'verify'> = {
    verify: async (applicationId, webhookId) => {
      const webhook = isUuid(webhookId) && (await findWebhook(store.db, applicationId, webhookId));
      if (!webhook) return undefined;
      const [callback, error] = await Promise.all([
        prove(webhook, 'callbackUri'),
        prove(webhook, 'errorUri'),
      ]);
      if (!callback) throw fault('CONFLICT', 'WEBHOOK_PULLED');
      return { ...callback, errorUri: error };
    },
  };

  return { onDemand, whenNew: createVerifier(deps, prove) };
};

/**
 * Sends VERIFY to addresses that are new, once each. That it is to be sent stands in the database, so a process
 * that dies before or during it leaves it to another.
 */
const createVerifier = (
  { store, clock, settings, log }: VerificationDeps,
  prove: (webhook: Webhook, address: Address, signal: AbortSignal) => Promise<unknown>,
): WorkLoop =>
  createWorkLoop<DueVerification>({
    slots: SLOTS,
    claim: (free) => {
      const now = clock.now();
      const leasedUntil = new Date(now + settings.timeoutMs + LEASE_SLACK_MS);
      return claimVerifications(store.db, { now: new Date(now), leasedUntil, most: free });
    },
    run: async (due, signal) => {
      const webhook = await findWebhook(store.db, due.applicationId, due.webhookId);
      const unproven = ADDRESSES.filter((one) => webhook && provenAt(webhook, one) === null);
      await Promise.all(webhook ? unproven.map((one) => prove(webhook, one, signal)) : []);
      if (!signal.aborted) await settleVerification(store.db, due);
    },
    pause: async () => LOOK_EVERY_MS,
    ...{ drainMs: settings.drainMs, log },
  });

const SLOTS = 16;
const LOOK_EVERY_MS = 1_000;
const LEASE_SLACK_MS = 5_000;

const ADDRESSES = ['callbackUri', 'errorUri'] as const;
type Address = (typeof ADDRESSES)[number];

const uriOf = (webhook: Webhook, address: Address): string | null => webhook[address];

const provenAt = (webhook: Webhook, address: Address): Date | null =>
  address === 'callbackUri' ? webhook.verifiedAt : webhook.errorVerifiedAt;

interface Asked {
  readonly uri: string;
  readonly challenge: string;
  /** Those that are good; the first signs. A receiver may have either while two overlap. */
  readonly tokens: readonly string[];
}

/**
 * The three things the answer must be: 200 (in version 2.0 any 2xx), JSON, and the right digest; the first that is
 * missing is the error.
 */
const judge = (
  exchange: Exchange,
  { uri, challenge, tokens: live }: Asked,
  version: WebhookVersion,
): VerificationResult => {
  const digest = exchange.error === null ? digestIn(exchange.body) : undefined;
  const tokens = live.map((token, index): ExpectedDigest => {
    const expected = hmacHex(token, challenge);
    const matches = digest !== undefined && isSameText(digest, expected);
    return { hint: hintOf(token), expected, matches, signs: index === 0 };
  });
  const fitting = tokens.find(({ matches }) => matches);
  const error = complaint(exchange, { digest, isRight: fitting !== undefined }, version);
  return {
    verified: error === null,
    ...{ uri, challenge, tokens, error },
    expected: (fitting ?? tokens[0])?.expected ?? '',
    statusCode: exchange.statusCode,
    received: exchange.statusCode === null ? null : exchange.body,
  };
};

const isSameText = (one: string, other: string): boolean =>
  sameBytes(Buffer.from(one), Buffer.from(other));

const complaint = (
  exchange: Exchange,
  { digest, isRight }: { readonly digest: string | undefined; readonly isRight: boolean },
  version: WebhookVersion,
): string | null => {
  if (exchange.error !== null) return exchange.error;
  const accepted = version === '2.0' ? isDelivered(exchange) : exchange.statusCode === 200;
  if (!accepted) return `answered ${exchange.statusCode} instead of 200`;
  const mediaType = exchange.contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') return 'the answer is not application/json';
  if (digest === undefined) return 'the answer is not a JSON object with a text named challenge';
  return isRight ? null : 'the digest is not the expected one';
};

const digestIn = (body: string): string | undefined => {
  try {
    const { challenge } = JSON.parse(body);
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
};
