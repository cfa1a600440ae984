/** How long a pulled webhook may go unread, in seconds: the shortest is a good deal longer than a reader waits. */
export const LEASE = { shortest: 60, longest: 30 * 86_400 } as const;

/** Where a feed is read from: behind a cursor, at a time, behind everything so far, or at the oldest kept event. */
export type FeedStart =
  | { readonly cursor: string }
  | { readonly since: Date }
  | 'newest'
  | 'oldest';

export interface FeedRequest {
  readonly from: FeedStart;
  readonly limit: number;
  /** How long to wait for an event when there is none. */
  readonly waitMs: number;
  /** Gives the waiting up. */
  readonly signal?: AbortSignal;
}

/** An event as it would be posted now, byte for byte. */
export interface FeedDelivery {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly vehicleId: string | null;
  readonly createdAt: Date;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FeedPage {
  readonly deliveries: readonly FeedDelivery[];
  /** Behind the last delivery; opaque, and good as long as what lies behind it is kept. */
  readonly cursor: string;
}

/** A webhook's events in the order in which they were committed. */
export interface Feed {
  /** Undefined when there is no such webhook. Throws VALIDATION for a cursor that is invalid or expired. */
  feed(
    applicationId: string,
    webhookId: string,
    request: FeedRequest,
  ): Promise<FeedPage | undefined>;
}
