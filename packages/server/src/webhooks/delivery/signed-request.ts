import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { attemptBody } from '../envelope.js';
import { hmacBase64, hmacHex } from '../signature.js';
import type { Sender } from './senders.js';

export interface SignedRequest {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Product and version as receivers know them. */
const USER_AGENT = 'Smartcar/4.0';
const compress = promisify(gzip);

/** The text of one attempt with its signatures, which are over these very bytes. */
export const signedRequest = (sent: {
  /** As the outbox keeps it. */
  readonly payload: string;
  readonly eventId: string;
  readonly deliveryId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly sender: Pick<Sender, 'managementToken' | 'signingKeys'>;
}): SignedRequest => {
  const { eventId, at, sender } = sent;
  const body = attemptBody(sent.payload, sent.deliveryId, at);
  const headers = {
    'content-type': 'application/json',
    'user-agent': USER_AGENT,
    'SC-Signature': hmacHex(sender.managementToken, body),
    ...standardHeaders(eventId, Math.floor(at / 1_000), body, sender.signingKeys),
  };
  return { body, headers };
};

/** Of the Standard Webhooks specification: a signature by every live key, so that receivers can change over. */
const standardHeaders = (id: string, seconds: number, body: Buffer, keys: readonly Buffer[]) => {
  if (keys.length === 0) return {};
  const signed = Buffer.concat([Buffer.from(`${id}.${seconds}.`), body]);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': keys.map((key) => `v1,${hmacBase64(key, signed)}`).join(' '),
  };
};

/** As it goes over the wire: with the header that the receiver's gateway asks for, and smaller where that is wanted. */
export const forTheWire = async (
  { body, headers }: SignedRequest,
  { staticHeader, compression }: Pick<Sender, 'staticHeader' | 'compression'>,
): Promise<SignedRequest> => {
  const dressed = staticHeader ? { ...headers, [staticHeader.name]: staticHeader.value } : headers;
  if (compression === 'none') return { body, headers: dressed };
  return { body: await compress(body), headers: { ...dressed, 'content-encoding': 'gzip' } };
};
