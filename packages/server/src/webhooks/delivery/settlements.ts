import { type Attempt, isDelivered } from './attempts.js';
import type { ClaimedEvent } from './claims.store.js';
import { askedToWaitUntil } from './retry-after.js';

export type SettledEvent = Pick<
  ClaimedEvent,
  | 'id'
  | 'claim'
  | 'applicationId'
  | 'webhookId'
  | 'vehicleId'
  | 'inOrder'
  | 'delivery'
  | 'failingSince'
  | 'failingTold'
>;

/** What a claimed event becomes. */
export interface Settlement {
  readonly event: SettledEvent;
  readonly status: 'pending' | 'delivered' | 'dead' | 'dropped';
  readonly attempts: number;
  readonly at: Date;
  /** Of a pending one: when to try again. */
  readonly dueAt: Date;
  /** Why it ended, where the attempts do not tell. */
  readonly reason?: string;
  /** Absent when it was dropped untried. */
  readonly attempt?: Attempt;
}

/**
 * Delivered, to be tried again after the pause of this attempt, or dead when no pause is left. Where the webhook
 * honours what its receiver asks for, the pause may get longer, and none is added.
 */
export const settlementOf = (
  event: ClaimedEvent,
  attempt: Attempt,
  backoffMs: readonly number[],
  now: number,
): Settlement => {
  const attempts = event.attempts + 1;
  const at = new Date(now);
  const settled = { event, attempts, at, dueAt: at, attempt };
  if (isDelivered(attempt.exchange)) return { ...settled, status: 'delivered' };
  const pause = backoffMs[event.attempts];
  if (pause === undefined) return { ...settled, status: 'dead' };
  const { honourRetryAfter } = event.delivery;
  const earliest = honourRetryAfter ? askedToWaitUntil(attempt.exchange, now) : now;
  const dueAt = new Date(Math.max(attempt.startedAt.getTime() + pause, earliest));
  return { ...settled, status: 'pending', dueAt };
};

/** Nobody wants it any more. */
export const droppedSettlement = (
  event: ClaimedEvent,
  reason: string,
  now: number,
): Settlement => ({
  event,
  attempts: event.attempts,
  status: 'dropped',
  reason,
  at: new Date(now),
  dueAt: new Date(now),
});
