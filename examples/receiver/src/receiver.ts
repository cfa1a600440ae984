import { createServer, type IncomingMessage, type Server } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { incomingIn } from './events.js';
import { hmacHex, isSigned } from './signature.js';
import type { Spool } from './spool.js';

export interface ReceiverOptions {
  /** Application management tokens: the first answers challenges, any may have signed an event. */
  readonly keys: readonly [string, ...string[]];
  readonly spool: Spool;
  /** How many events may wait before senders are asked to come later. */
  readonly mostWaiting: number;
  /** This address is not to be used any more. */
  readonly isRetired: boolean;
  readonly log: (line: string) => void;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Payloads have at most 50 KB. */
const MOST_BYTES = 64 * 1_024;
const COME_AGAIN_SECONDS = '30';

/** Takes webhooks in. It answers when an event is on the disk, and before anything is done with it. */
export const createReceiver = (options: ReceiverOptions): Server =>
  createServer((request, response) => {
    answerTo(request, options)
      .catch((error: unknown): Answer => {
        options.log(`an event could not be taken in: ${error}`);
        return { status: 500, body: { error: 'try again' } };
      })
      .then(({ status, body, headers }) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(body));
      });
  });

const answerTo = async (request: IncomingMessage, options: ReceiverOptions): Promise<Answer> => {
  const { keys, spool, mostWaiting, isRetired, log } = options;
  if (request.url !== '/webhooks') return { status: 404, body: { error: 'not here' } };
  // Carport disables a webhook at this answer when its delivery options say `disableOnGone`.
  if (isRetired) return { status: 410, body: { error: 'gone for good' } };
  if (request.method !== 'POST') {
    return { status: 405, body: { error: 'POST only' }, headers: { allow: 'POST' } };
  }
  const bytes = await bytesOf(request);
  if (!bytes) {
    return { status: 413, body: { error: 'too large' }, headers: { connection: 'close' } };
  }
  const incoming = incomingIn(bytes);
  if (!incoming) return { status: 400, body: { error: 'not an event' } };
  if (incoming.kind === 'challenge') {
    return { status: 200, body: { challenge: hmacHex(keys[0], incoming.challenge) } };
  }
  if (!isSigned(bytes, headerOf(request, 'sc-signature'), keys)) {
    log(`refused ${incoming.id}: its signature is not of any known key`);
    return { status: 401, body: { error: 'the signature is wrong' } };
  }
  // Waited for when the webhook's delivery options say `honourRetryAfter`; otherwise a failure like any other.
  if (spool.waiting() >= mostWaiting) {
    const headers = { 'retry-after': COME_AGAIN_SECONDS };
    return { status: 503, body: { error: 'busy' }, headers };
  }
  return { status: 200, body: { status: await spool.put(incoming.id, bytes) } };
};

/** The raw bytes that were signed; undefined when there are too many. */
const bytesOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MOST_BYTES) return undefined;
    parts.push(part);
  }
  const sent = Buffer.concat(parts);
  // Of webhooks that compress, the signature is over what is inside.
  return headerOf(request, 'content-encoding') === 'gzip' ? unpacked(sent) : sent;
};

const unpack = promisify(gunzip);
const unpacked = (bytes: Buffer): Promise<Buffer | undefined> =>
  unpack(bytes, { maxOutputLength: MOST_BYTES }).catch(() => undefined);

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};
