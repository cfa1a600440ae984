import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import { datedUuid } from '../../platform/uuid.js';
import type { Exchange, Transport } from '../outgoing/transport.js';
import type { Sender } from './senders.js';
import { forTheWire, signedRequest } from './signed-request.js';

/** One try at telling a receiver something. */
export interface Attempt {
  readonly deliveryId: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly url: string;
  readonly exchange: Exchange;
}

export interface AttemptRequest {
  readonly eventId: string;
  /** As the outbox keeps it. */
  readonly payload: string;
  readonly url: string;
  readonly sender: Sender;
  readonly signal?: AbortSignal;
}

interface AttemptDeps {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly transport: Transport;
}

/** Every attempt has its own id, time and therefore bytes and signature. */
export const createAttempts = ({ clock, entropy, transport }: AttemptDeps) => ({
  make: async ({ eventId, payload, url, sender, signal }: AttemptRequest): Promise<Attempt> => {
    const started = clock.now();
    const deliveryId = datedUuid(entropy.uuid(), started);
    const signed = signedRequest({ eventId, payload, deliveryId, at: started, sender });
    const request = await forTheWire(signed, sender);
    const exchange = await transport.post({ url, ...request, ...(signal && { signal }) });
    const durationMs = Math.max(0, Math.round(clock.now() - started));
    return { deliveryId, startedAt: new Date(started), durationMs, url, exchange };
  },
});

/** Any 2xx whose answer came whole and in time. */
export const isDelivered = ({ statusCode, error }: Exchange): boolean =>
  error === null && statusCode !== null && statusCode >= 200 && statusCode < 300;
