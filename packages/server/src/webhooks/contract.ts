import type { Mode, SignalCode } from '@carport/catalog';

export type { WebhookOutbox } from '../signals/contract.js';

export interface WebhookDefinition {
  readonly name: string;
  readonly callbackUri: string;
  readonly errorUri?: string | null;
  readonly triggers: readonly SignalCode[];
  readonly signals: readonly SignalCode[];
  readonly autoSubscribe?: boolean;
  readonly isEnabled?: boolean;
}

export interface Webhook {
  readonly id: string;
  readonly applicationId: string;
  readonly name: string;
  readonly version: '4.0';
  readonly callbackUri: string;
  readonly errorUri: string | null;
  readonly triggers: readonly SignalCode[];
  readonly signals: readonly SignalCode[];
  readonly autoSubscribe: boolean;
  readonly isEnabled: boolean;
  readonly verifiedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The side-by-side result of a verification: what was sent, expected and received. */
export interface VerificationResult {
  readonly verified: boolean;
  readonly challenge: string;
  readonly expected: string;
  readonly statusCode: number | null;
  readonly received: string | null;
  readonly error: string | null;
}

export interface Subscription {
  readonly id: string;
  readonly webhookId: string;
  readonly vehicleId: string;
  readonly userId: string;
  readonly createdAt: Date;
}

export interface SubscriptionFilter {
  readonly webhookId?: string;
  readonly vehicleId?: string;
  readonly userId?: string;
  /** Of the vehicle. */
  readonly mode?: Mode;
}

export interface DeliveryAttempt {
  readonly deliveryId: string;
  readonly attempt: number;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly statusCode: number | null;
  readonly error: string | null;
}

export interface WebhookEvent {
  readonly eventId: string;
  readonly webhookId: string;
  readonly vehicleId: string | null;
  readonly type: string;
  readonly status: 'pending' | 'delivered' | 'dead' | 'dropped';
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly attempts: readonly DeliveryAttempt[];
}

/** Managing webhooks; every method names its application first. */
export interface Webhooks {
  create(applicationId: string, definition: WebhookDefinition): Promise<Webhook>;
  list(applicationId: string): Promise<Webhook[]>;
  /** Undefined when it does not exist or belongs to another application. */
  get(applicationId: string, webhookId: string): Promise<Webhook | undefined>;
  update(
    applicationId: string,
    webhookId: string,
    change: Partial<WebhookDefinition>,
  ): Promise<Webhook | undefined>;
  remove(applicationId: string, webhookId: string): Promise<boolean>;
  /** Sends VERIFY now and answers with the comparison. */
  verify(applicationId: string, webhookId: string): Promise<VerificationResult | undefined>;
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
  ): Promise<{ readonly totalCount: number; readonly subscriptions: readonly Subscription[] }>;
  subscription(applicationId: string, subscriptionId: string): Promise<Subscription | undefined>;
  removeSubscription(applicationId: string, subscriptionId: string): Promise<boolean>;
  /** Newest first. */
  events(applicationId: string, webhookId: string, limit: number): Promise<WebhookEvent[]>;
}

export type { AutoSubscribe } from '../connections/contract.js';
