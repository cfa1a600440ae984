import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { attemptBody } from './envelope.js';
import { hmacHex } from './signature.js';
import type { Exchange, Transport } from './transport.js';

/** One try at telling a receiver something. */
export interface Attempt {
  readonly deliveryId: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly exchange: Exchange;
}

export interface AttemptRequest {
  /** As the outbox keeps it. */
  readonly payload: string;
  readonly url: string;
  /** The application's management token. */
  readonly key: string;
  readonly signal?: AbortSignal;
}

interface AttemptDeps {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly transport: Transport;
}

/** Product and version as receivers know them. */
const USER_AGENT = 'Smartcar/4.0';

/** Every attempt has its own id, time and therefore bytes and signature. */
export const createAttempts = ({ clock, entropy, transport }: AttemptDeps) => ({
  make: async ({ payload, url, key, signal }: AttemptRequest): Promise<Attempt> => {
    const deliveryId = entropy.uuid();
    const started = clock.now();
    const body = attemptBody(payload, deliveryId, started);
    const headers = {
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      'SC-Signature': hmacHex(key, body),
    };
    const exchange = await transport.post({ url, headers, body, ...(signal && { signal }) });
    const durationMs = Math.max(0, Math.round(clock.now() - started));
    return { deliveryId, startedAt: new Date(started), durationMs, exchange };
  },
});

/** Any 2xx whose answer came whole and in time. */
export const isDelivered = ({ statusCode, error }: Exchange): boolean =>
  error === null && statusCode !== null && statusCode >= 200 && statusCode < 300;
