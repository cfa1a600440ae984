import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../platform/logger.js';
import type { Channel } from './store.js';

type Hear = (payload: string | null) => void;

export interface Listener {
  listen(channel: Channel, hear: Hear): Promise<void>;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
const HEARTBEAT_MS = 10_000;
const ANSWER_WITHIN_MS = 5_000;

/**
 * One connection that only listens. It comes back by itself, and since notifications of the meantime are gone,
 * everybody then hears null. A heartbeat finds the line that died without a word.
 */
export const createListener = (deps: { url: string; log: Logger }): Listener => {
  const { url, log } = deps;
  const hearers = new Map<Channel, Hear[]>();
  let line: Promise<pg.Client> | undefined;
  const closing = new AbortController();
  let lastAsked: Promise<unknown> = Promise.resolve();

  /** One query after the other: a client is not made for several at once. */
  const ask = (client: pg.Client, query: string): Promise<unknown> => {
    const asked = lastAsked.then(
      () => client.query(query),
      () => client.query(query),
    );
    lastAsked = asked;
    return asked;
  };

  const tell = (channel: string, payload: string | null): void => {
    for (const hear of hearers.get(channel as Channel) ?? []) {
      try {
        hear(payload);
      } catch (error) {
        log.error({ err: error, channel }, 'a listener failed');
      }
    }
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'carport listener',
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of hearers.keys()) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await hangUp(client);
      throw error;
    }
    watch(client);
    return client;
  };

  const watch = (client: pg.Client): void => {
    const heartbeat = setInterval(() => {
      ask(client, 'SELECT 1').catch(() => hangUp(client));
    }, HEARTBEAT_MS);
    heartbeat.unref();
    client.once('end', () => {
      clearInterval(heartbeat);
      if (!closing.signal.aborted) keep(reconnect());
    });
  };

  const keep = (next: Promise<pg.Client>): Promise<pg.Client> => {
    line = next;
    next.catch(() => {
      if (line === next) line = undefined;
    });
    return next;
  };

  const reconnect = async (): Promise<pg.Client> => {
    log.warn('the line for database notifications is down');
    for (let pause = FIRST_RETRY_MS; ; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
      await sleep(pause, undefined, { signal: closing.signal });
      const client = await connect().catch(() => undefined);
      if (!client) continue;
      log.info('the line for database notifications is back');
      for (const channel of hearers.keys()) tell(channel, null);
      return client;
    }
  };

  return {
    listen: async (channel, hear) => {
      const known = hearers.get(channel);
      hearers.set(channel, [...(known ?? []), hear]);
      const client = await (line ?? keep(connect()));
      if (!known) await ask(client, `LISTEN ${channel}`);
    },
    close: async () => {
      closing.abort();
      await line?.then(hangUp).catch(() => undefined);
    },
  };
};

const hangUp = (client: pg.Client): Promise<void> => client.end().catch(() => undefined);
