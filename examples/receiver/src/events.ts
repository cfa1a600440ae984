import { createHash } from 'node:crypto';

export interface Signal {
  readonly code: string;
  readonly name: string;
  readonly group: string;
  /** Absent when the status is ERROR. */
  readonly body?: { readonly value?: unknown; readonly unit?: string };
  readonly status: {
    readonly value: 'SUCCESS' | 'ERROR';
    readonly error?: { readonly type: string; readonly code: string | null };
  };
  /** Milliseconds since 1970; empty when the status is ERROR. */
  readonly meta: { readonly oemUpdatedAt?: number; readonly retrievedAt?: number };
}

interface Meta {
  readonly webhookId: string;
  readonly webhookName: string;
  /** Another one at each attempt. */
  readonly deliveryId: string;
  readonly mode: 'LIVE' | 'TEST' | 'SIMULATED';
}

interface OfVehicle<Type extends string, Data> {
  /** The same at each attempt. */
  readonly eventId: string;
  readonly eventType: Type;
  readonly vehicleId: string;
  readonly data: Data & {
    readonly user: { readonly id: string };
    readonly vehicle: { readonly make: string; readonly model: string; readonly year: number };
  };
  readonly meta: Meta & { readonly sequence?: number };
}

export type VehicleState = OfVehicle<
  'VEHICLE_STATE',
  { readonly triggers: readonly { readonly code: string }[]; readonly signals: readonly Signal[] }
>;

export type VehicleError = OfVehicle<
  'VEHICLE_ERROR',
  {
    readonly errors: readonly {
      readonly type: string;
      readonly code: string | null;
      readonly state: 'ERROR' | 'RESOLVED';
    }[];
  }
>;

/** Of version 2.0. */
export interface LegacyEvent {
  readonly version: '2.0';
  readonly eventName: 'scheduled' | 'dynamic' | 'eventBased';
  readonly payload: { readonly eventId?: string };
}

/** About webhooks rather than cars. */
export interface OperationalEvent {
  readonly eventId: string;
  readonly eventType: `WEBHOOK_${string}`;
  readonly data: { readonly webhook: { readonly id: string; readonly name: string } | null };
  readonly meta: Meta;
}

export type Event = VehicleState | VehicleError | LegacyEvent | OperationalEvent;

/** What came in one request. */
export type Incoming =
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'event'; readonly id: string };

/**
 * The signature of an event and the answer to a challenge are made in the same way with the same key. Whoever gets any
 * text answered could have an event of his own signed, so only what can be no event is taken for a challenge.
 */
const CHALLENGE = /^[\w-]{1,128}$/;

/** Undefined: nothing that this receiver knows. */
export const incomingIn = (bytes: Buffer): Incoming | undefined => {
  const body = fieldsOf(parsed(bytes));
  const isChallenge = body.eventType === 'VERIFY' || body.eventName === 'verify';
  if (isChallenge) {
    const { challenge } = fieldsOf(body.data ?? body.payload);
    return typeof challenge === 'string' && CHALLENGE.test(challenge)
      ? { kind: 'challenge', challenge }
      : undefined;
  }
  if (typeof body.eventType !== 'string' && typeof body.eventName !== 'string') return undefined;
  const id = body.eventId ?? fieldsOf(body.payload).eventId;
  // Reports of version 2.0 have no id, and the same bytes at each attempt.
  return { kind: 'event', id: typeof id === 'string' ? id : digestOf(bytes) };
};

export const eventIn = (bytes: Buffer): Event => JSON.parse(bytes.toString('utf8'));

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
