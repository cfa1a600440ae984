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
  /** `waiting`: behind another event of the same car, where the webhook asks for order. `held`: to be pulled, not sent. */
  readonly status: 'waiting' | 'pending' | 'held' | 'delivered' | 'dead' | 'dropped';
  /** Why it ended undelivered, where the attempts do not tell. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly attempts: readonly DeliveryAttempt[];
}

/** Where a page of the log goes on: behind what has this time and id. */
export interface LogPosition {
  readonly at: Date;
  readonly id: string;
}

export interface LogPage<T> {
  /** Newest first. */
  readonly items: readonly T[];
  /** Null: there is nothing older. A page may be short and have older ones all the same. */
  readonly next: LogPosition | null;
}

export interface PageRequest {
  readonly size: number;
  readonly after: LogPosition | null;
}

/** What both deliveries and events are chosen by; what is absent is not looked at. */
export interface LogFilter {
  readonly eventType?: string;
  readonly vehicleId?: string;
  /** From then on, and before then. */
  readonly since?: Date;
  readonly until?: Date;
  /** The code of a signal that the event tells or was triggered by. */
  readonly signal?: string;
  /** A part of an id, of an error, of what was sent or of what was answered. */
  readonly search?: string;
}

export const STATUS_CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx', 'none'] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

export interface DeliveryFilter extends LogFilter {
  readonly outcome?: 'succeeded' | 'failed';
  /** `none`: no answer came. */
  readonly statusClass?: StatusClass;
  readonly eventId?: string;
}

export interface EventFilter extends LogFilter {
  readonly statuses?: readonly WebhookEvent['status'][];
}

/** What an event is about, by codes of signals. */
export interface Told {
  readonly triggers: readonly string[];
  readonly signals: readonly string[];
}

export interface LoggedDelivery extends DeliveryAttempt, Told {
  readonly eventId: string;
  readonly eventType: string;
  readonly vehicleId: string | null;
  /** Null where it was not kept. */
  readonly url: string | null;
  readonly succeeded: boolean;
}

export interface DeliveryDetail extends LoggedDelivery {
  /** Made again from the event, the delivery's id and its time, byte for byte. */
  readonly request: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Null when no answer came. */
  readonly answer: {
    readonly headers: Readonly<Record<string, string>>;
    /** The beginning of it. */
    readonly body: string;
  } | null;
}

export interface LoggedEvent extends WebhookEvent, Told {}

export interface EventDetail extends LoggedEvent {
  /** As it is kept: without what belongs to a single attempt. */
  readonly payload: object;
}

/** What a webhook has sent; every method names its application first. Undefined: there is no such thing. */
export interface DeliveryLog {
  deliveries(
    applicationId: string,
    webhookId: string,
    filter: DeliveryFilter,
    page: PageRequest,
  ): Promise<LogPage<LoggedDelivery> | undefined>;
  delivery(
    applicationId: string,
    webhookId: string,
    deliveryId: string,
  ): Promise<DeliveryDetail | undefined>;
  eventLog(
    applicationId: string,
    webhookId: string,
    filter: EventFilter,
    page: PageRequest,
  ): Promise<LogPage<LoggedEvent> | undefined>;
  event(
    applicationId: string,
    webhookId: string,
    eventId: string,
  ): Promise<EventDetail | undefined>;
}
