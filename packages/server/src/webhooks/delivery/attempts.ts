import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import { datedUuid } from '../../platform/uuid.js';
import { attemptBody } from '../envelope.js';
import type { Exchange, Transport } from '../outgoing/transport.js';
import { hmacHex } from '../signature.js';

/** One try at telling a receiver something. */
export interface Attempt {
  readonly deliveryId: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly url: string;
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

/** What is posted in one attempt. */
export const signedRequest = (sent: {
  readonly payload: string;
  readonly key: string;
  readonly deliveryId: string;
  readonly at: number;
}): { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> } => {
  const body = attemptBody(sent.payload, sent.deliveryId, sent.at);
  const headers = {
    'content-type': 'application/json',
    'user-agent': USER_AGENT,
    'SC-Signature': hmacHex(sent.key, body),
  };
  return { body, headers };
};

/** Every attempt has its own id, time and therefore bytes and signature. */
export const createAttempts = ({ clock, entropy, transport }: AttemptDeps) => ({
  make: async ({ payload, url, key, signal }: AttemptRequest): Promise<Attempt> => {
    const started = clock.now();
    const deliveryId = datedUuid(entropy.uuid(), started);
    const { body, headers } = signedRequest({ payload, key, deliveryId, at: started });
    const exchange = await transport.post({ url, headers, body, ...(signal && { signal }) });
    const durationMs = Math.max(0, Math.round(clock.now() - started));
    return { deliveryId, startedAt: new Date(started), durationMs, url, exchange };
  },
});

/** Any 2xx whose answer came whole and in time. */
export const isDelivered = ({ statusCode, error }: Exchange): boolean =>
  error === null && statusCode !== null && statusCode >= 200 && statusCode < 300;
