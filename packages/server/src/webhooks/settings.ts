import type { LookupFunction } from 'node:net';

export interface WebhookSettings {
  /** The server's own address, for links in events. */
  readonly publicUrl: string;
  /** For development: callbacks may use plain http and this machine's loopback addresses. */
  readonly allowLocalCallbacks: boolean;
  /** For receivers in networks of the operator's own: their addresses in CIDR notation, such as 10.20.0.0/16. */
  readonly allowedNetworks: readonly string[];
  /** For one whole exchange: name, connection, request and response. */
  readonly timeoutMs: number;
  /** Pauses before each further attempt, from the start of the one before. */
  readonly backoffMs: readonly number[];
  /** Attempts under way at once in this process. */
  readonly slots: number;
  /** Of those, the most for one webhook: a slow receiver holds up its own events only. */
  readonly slotsPerWebhook: number;
  /** The longest pause between two looks at the outbox. */
  readonly lookEveryMs: number;
  /** How long a stop waits for attempts that are under way. */
  readonly drainMs: number;
  /** Resolves names; the system's resolver unless given. */
  readonly lookup?: LookupFunction;
  /** Who vouches for receivers, in PEM; those that Node.js trusts unless given. */
  readonly authorities?: readonly string[];
}

export const WEBHOOK_DEFAULTS: WebhookSettings = {
  publicUrl: 'http://localhost:4000',
  allowLocalCallbacks: false,
  allowedNetworks: [],
  timeoutMs: 15_000,
  backoffMs: [25_000, 50_000, 100_000],
  slots: 512,
  slotsPerWebhook: 64,
  lookEveryMs: 1_000,
  drainMs: 5_000,
};
