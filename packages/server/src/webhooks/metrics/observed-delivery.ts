import type { Settlement } from '../delivery/settlements.js';

/** What became of one claim of a delivery, for whoever counts. */
export interface ObservedDelivery {
  readonly outcome: 'delivered' | 'retry' | 'dead' | 'dropped';
  /** Null when there was no attempt. */
  readonly seconds: number | null;
  /** Null when no answer came. */
  readonly statusCode: number | null;
}

export const observedDelivery = ({ status, attempt }: Settlement): ObservedDelivery => ({
  outcome: status === 'pending' ? 'retry' : status,
  seconds: attempt ? attempt.durationMs / 1_000 : null,
  statusCode: attempt?.exchange.statusCode ?? null,
});
