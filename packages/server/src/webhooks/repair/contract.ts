import type { WebhookEvent } from '../log/contract.js';

export const REPAIR_KINDS = ['replay', 'recover', 'snapshot'] as const;
export type RepairKind = (typeof REPAIR_KINDS)[number];

/** How an event can have ended, for it to be sent again. */
export const ENDED = [
  'delivered',
  'dead',
  'dropped',
  'held',
] as const satisfies readonly WebhookEvent['status'][];
export type Ended = (typeof ENDED)[number];

/** Which events are sent again, or of which cars the state is told. */
export interface RepairSelection {
  readonly statuses?: readonly Ended[];
  readonly eventTypes?: readonly string[];
  readonly vehicleId?: string;
  /** Events of that time and later, and before that time. */
  readonly since?: Date;
  readonly until?: Date;
  readonly eventId?: string;
}

export interface RepairRequest {
  /**
   * `replay`: events that are over are sent again. `recover`: those that did not get through. `snapshot`: every
   * subscribed car's state is told, as when it was subscribed.
   */
  readonly kind: RepairKind;
  readonly selection: RepairSelection;
}

export interface Repair extends RepairRequest {
  readonly id: string;
  readonly webhookId: string;
  readonly status: 'running' | 'done' | 'cancelled';
  /** Events or cars that were meant, so far. */
  readonly found: number;
  /** Of those, what is queued once more. */
  readonly repaired: number;
  /** What was queued already, or is of a car that has not been subscribed ever since. */
  readonly skipped: number;
  /** The time of the last event, or subscription, that was looked at. */
  readonly reached: Date | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Sending again what was lost; every method names its application first. Undefined: there is no such thing. */
export interface Repairs {
  /**
   * Begins; the rest is done in small steps by any server process, and survives its end. With a key, asking again
   * answers with the same repair. Throws WEBHOOK_INACTIVE for a webhook that sends nothing, and
   * IDEMPOTENCY_KEY_REUSED for a key that was used for something else.
   */
  startRepair(
    applicationId: string,
    webhookId: string,
    request: RepairRequest,
    idempotencyKey: string | null,
  ): Promise<Repair | undefined>;
  /** One event, at once. Nothing happens to one that is queued already. */
  replayEvent(
    applicationId: string,
    webhookId: string,
    eventId: string,
    idempotencyKey: string | null,
  ): Promise<Repair | undefined>;
  repair(applicationId: string, webhookId: string, repairId: string): Promise<Repair | undefined>;
  /** Newest first. */
  repairs(applicationId: string, webhookId: string): Promise<readonly Repair[] | undefined>;
  /** What is queued already stays so. */
  cancelRepair(
    applicationId: string,
    webhookId: string,
    repairId: string,
  ): Promise<Repair | undefined>;
}
