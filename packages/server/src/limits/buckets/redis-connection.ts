import { createClient } from '@redis/client';
import type { Logger } from '../../platform/logger.js';
import { type BucketScripts, takeToken } from './redis-buckets.js';

export interface RedisConnection extends BucketScripts {
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** A server that answers nothing for this long is taken for dead; the pings keep an idle line from looking so. */
const SILENCE_MS = 5_000;
const PING_EVERY_MS = 2_000;
const LONGEST_PAUSE_MS = 2_000;

/** Throws an error that a person can act on when the server cannot be reached; a line lost later is mended. */
export const openRedis = async (options: {
  readonly url: string;
  readonly log: Logger;
}): Promise<RedisConnection> => {
  const { url, log } = options;
  let connected = false;
  const client = createClient({
    url,
    scripts: { takeToken },
    // What cannot be sent now fails now: a request must not wait for a server that is gone.
    disableOfflineQueue: true,
    pingInterval: PING_EVERY_MS,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (retries, cause) =>
        connected ? Math.min(LONGEST_PAUSE_MS, 50 * 2 ** retries) : cause,
    },
  });
  client.on('error', (error: Error) => {
    if (connected) log.warn({ err: error }, 'the line to Redis is down');
  });
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot reach Redis: ${reason}`, { cause: error });
  }
  connected = true;
  return {
    takeToken: (bucket, now) => client.takeToken(bucket, now),
    close: async () => client.destroy(),
  };
};
