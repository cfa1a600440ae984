import type { Mode, SignalCode, TriggerCondition } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import type { Alerting } from './alerts/contract.js';
import type { DeliveryOptions, DeliveryWishes } from './delivery/options.js';
import type { Feed } from './feed/contract.js';
import type { LegacySettings, LegacyType } from './legacy/contract.js';
import type { DeliveryLog, WebhookEvent } from './log/contract.js';
import type { Repairs } from './repair/contract.js';
import type { SignatureExplanation, SignatureQuestion } from './signatures/contract.js';
import type { StatisticsReader } from './statistics/contract.js';

/** A signal whose changes are told when the condition holds by them. */
export interface ConditionalTrigger {
  readonly code: SignalCode;
  readonly condition: TriggerCondition;
}

/** A code alone stands for any change of the signal. */
export type Trigger = SignalCode | ConditionalTrigger;

export type { WebhookOutbox } from '../signals/contract.js';

/**
 * `operational`: it is told about the application's webhooks rather than about cars. The others beside `signals`
 * are those of version 2.0.
 */
export type WebhookType = 'signals' | 'operational' | LegacyType;
export type WebhookVersion = '4.0' | '2.0';

/** `pull`: its events are kept until they are fetched; there is no address to send them to. */
export type DeliveryMethod = 'push' | 'pull';

export interface WebhookDefinition {
  /** Cannot be changed. */
  readonly type?: WebhookType;
  /** Follows from the type. */
  readonly version?: WebhookVersion;
  readonly name: string;
  readonly deliveryMethod?: DeliveryMethod;
  /** Only where events are pulled: it is removed when nobody has read them for so long. */
  readonly leaseSeconds?: number | null;
  /** Only where events are pushed. */
  readonly callbackUri?: string | null;
  readonly errorUri?: string | null;
  readonly triggers: readonly Trigger[];
  readonly signals: readonly SignalCode[];
  readonly autoSubscribe?: boolean;
  readonly isEnabled?: boolean;
  /** Of version 2.0, in place of triggers and signals; fields that are left out stay as they are. */
  readonly legacy?: LegacySettings | null;
  /** How events are sent; options that are left out stay as they are. */
  readonly delivery?: DeliveryWishes;
}

export interface Webhook {
  readonly id: string;
  readonly applicationId: string;
  readonly name: string;
  readonly version: WebhookVersion;
  readonly deliveryMethod: DeliveryMethod;
  /** Null: it stays until it is removed. */
  readonly leaseSeconds: number | null;
  /** Null when events are pulled. */
  readonly callbackUri: string | null;
  readonly errorUri: string | null;
  readonly triggers: readonly Trigger[];
  readonly signals: readonly SignalCode[];
  readonly autoSubscribe: boolean;
  readonly isEnabled: boolean;
  /** One whose events are pulled has nothing to prove: it counts as verified from the beginning. */
  readonly verifiedAt: Date | null;
  /** Until then errors are sent to the callback URI. Null also where there is no error URI. */
  readonly errorVerifiedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly type: WebhookType;
  /** Null in version 4.0. */
  readonly legacy: LegacySettings | null;
  readonly delivery: DeliveryOptions;
  /** When an attempt failed for the first time since one succeeded; null: the last one did. */
  readonly failingSince: Date | null;
  /** Why it is disabled, when that was not its owner's wish. */
  readonly disabledReason: DisabledReason | null;
}

export type DisabledReason = 'FAILING' | 'GONE';

/** A webhook as it was made or changed, with what is shown only once. */
export interface ChangedWebhook extends Webhook {
  /** Of Standard Webhooks; there when that was turned on just now. */
  readonly signingSecret?: string;
}

/** A webhook's own key for Standard Webhooks, without the key. */
export interface SigningKey {
  readonly id: string;
  /** How its secret ends. */
  readonly hint: string;
  readonly createdAt: Date;
  /** Null: it is the newest. */
  readonly expiresAt: Date | null;
}

/** The side-by-side result of one VERIFY: what was sent, expected and received. */
export interface VerificationResult {
  readonly uri: string;
  readonly verified: boolean;
  readonly challenge: string;
  /** By the token that fits, or else by the one that signs. */
  readonly expected: string;
  /** What each management token makes of the challenge: two while they overlap, and either will do. */
  readonly tokens: readonly ExpectedDigest[];
  readonly statusCode: number | null;
  readonly received: string | null;
  readonly error: string | null;
}

export interface ExpectedDigest {
  /** How the token ends. */
  readonly hint: string;
  readonly expected: string;
  readonly matches: boolean;
  /** Deliveries are signed with it now. */
  readonly signs: boolean;
}

/** The callback URI's result, with that of the error URI where there is one. */
export interface Verification extends VerificationResult {
  readonly errorUri: VerificationResult | null;
}

export interface Subscription {
  readonly id: string;
  readonly webhookId: string;
  readonly vehicleId: string;
  readonly userId: string;
  readonly createdAt: Date;
}

/** A subscription as it is shown: with what the car is. */
export interface ListedSubscription extends Subscription {
  readonly vehicle: Vehicle;
}

export interface SubscriptionFilter {
  readonly webhookId?: string;
  readonly vehicleId?: string;
  readonly userId?: string;
  /** Of the vehicle. */
  readonly mode?: Mode;
}

/** Managing webhooks; every method names its application first. */
export interface Webhooks extends Feed, StatisticsReader, Alerting, DeliveryLog, Repairs {
  create(applicationId: string, definition: WebhookDefinition): Promise<ChangedWebhook>;
  list(applicationId: string): Promise<Webhook[]>;
  /** Undefined when it does not exist or belongs to another application. */
  get(applicationId: string, webhookId: string): Promise<Webhook | undefined>;
  update(
    applicationId: string,
    webhookId: string,
    change: Partial<WebhookDefinition>,
  ): Promise<ChangedWebhook | undefined>;
  remove(applicationId: string, webhookId: string): Promise<boolean>;
  /**
   * Sends a made-up event of the webhook's kind, as soon as the dispatchers come to it; throws CONFLICT for a
   * webhook that is not active. Answers with the event's id.
   */
  sendSample(applicationId: string, webhookId: string): Promise<string | undefined>;
  /** Sends VERIFY to both addresses now and answers with the comparisons; refused where events are pulled. */
  verify(applicationId: string, webhookId: string): Promise<Verification | undefined>;
  /** The live ones, newest first; undefined when there is no such webhook. */
  signingKeys(applicationId: string, webhookId: string): Promise<readonly SigningKey[] | undefined>;
  /**
   * A new key; the newest so far goes on signing beside it for a while. Throws CONFLICT where Standard Webhooks
   * are off.
   */
  rotateSigningKey(
    applicationId: string,
    webhookId: string,
    overlapSeconds: number,
  ): Promise<{ readonly key: SigningKey; readonly secret: string } | undefined>;
  /** Why a signature does or does not fit a body. */
  explainSignature(
    applicationId: string,
    webhookId: string,
    question: SignatureQuestion,
  ): Promise<SignatureExplanation | undefined>;
  /** Undefined when webhook or connection do not exist; 'exists' when already subscribed. */
  subscribe(
    applicationId: string,
    webhookId: string,
    vehicleId: string,
    userId: string,
  ): Promise<Subscription | 'exists' | undefined>;
  unsubscribe(applicationId: string, webhookId: string, vehicleId: string): Promise<boolean>;
  subscriptions(
    applicationId: string,
    filter: { webhookId?: string; vehicleId?: string; userId?: string },
  ): Promise<Subscription[]>;
  /** Newest first. */
  subscriptionPage(
    applicationId: string,
    filter: SubscriptionFilter,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{
    readonly totalCount: number;
    readonly subscriptions: readonly ListedSubscription[];
  }>;
  subscription(
    applicationId: string,
    subscriptionId: string,
  ): Promise<ListedSubscription | undefined>;
  removeSubscription(applicationId: string, subscriptionId: string): Promise<boolean>;
  /** Newest first. */
  events(applicationId: string, webhookId: string, limit: number): Promise<WebhookEvent[]>;
}

export type { AutoSubscribe } from '../connections/contract.js';
export type { DeliveryAttempt, WebhookEvent } from './log/contract.js';
