import { setTimeout as sleep } from 'node:timers/promises';
import { type Carport, ConnectionLost } from '../connection/carport.js';
import { CliFailure } from '../failure.js';

export interface Delivery {
  readonly id: string;
  readonly attributes: {
    readonly eventId: string;
    readonly eventType: string;
    readonly vehicleId: string | null;
    readonly createdAt: string;
    /** The very text that Carport would post. */
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  };
}

interface Page {
  readonly data: readonly Delivery[];
  readonly meta: { readonly cursor: string };
}

export interface FeedNews {
  lost(): void;
  back(): void;
  /** What lay behind the cursor is no longer kept. */
  expired(): void;
  /** The webhook is gone, and another was made in its place. */
  replaced(): void;
}

export interface FeedOptions {
  readonly carport: Carport;
  readonly webhookId: string;
  /** Makes the webhook anew when it is gone; answers with its id. Absent: it is somebody else's. */
  readonly remake: (() => Promise<string>) | undefined;
  /** Events before it are left out; absent: what comes from now on, or all of a webhook of one's own. */
  readonly since: Date | undefined;
  readonly signal: AbortSignal;
  readonly news: FeedNews;
}

const WAIT_SECONDS = 20;
const MOST_AT_ONCE = 50;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * A webhook's events in their order, without end. The cursor moves on when a page has been taken, so that a lost
 * connection goes on behind the last event that was seen: none is lost, and none comes twice.
 */
export async function* readFeed(given: FeedOptions): AsyncGenerator<Delivery> {
  let options = given;
  const { signal, news, remake } = options;
  let cursor = await present(options);
  let pause = FIRST_PAUSE_MS;
  let isRemoved = false;
  while (!signal.aborted) {
    try {
      if (isRemoved && remake) {
        options = { ...options, webhookId: await remake() };
        cursor = undefined;
        isRemoved = false;
        news.replaced();
      }
      const page = await read(options, { cursor, limit: MOST_AT_ONCE, wait: WAIT_SECONDS });
      if (pause > FIRST_PAUSE_MS) news.back();
      pause = FIRST_PAUSE_MS;
      yield* page.data;
      cursor = page.meta.cursor;
    } catch (error) {
      if (signal.aborted) return;
      if (isExpired(error)) {
        news.expired();
        cursor = (await read(options, { limit: 1, since: 'now' })).meta.cursor;
        continue;
      }
      if (remake && isGone(error)) {
        isRemoved = true;
        continue;
      }
      if (!(error instanceof ConnectionLost)) throw error;
      if (pause === FIRST_PAUSE_MS) news.lost();
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }
}

/**
 * Where to begin. Known before anything is said to be listened to, so that what happens next is not missed; of a
 * webhook of one's own, everything is news.
 */
const present = async (options: FeedOptions): Promise<string | undefined> =>
  options.since || options.remake
    ? undefined
    : (await read(options, { limit: 1, since: 'now' })).meta.cursor;

const read = (
  { carport, webhookId, since, signal }: FeedOptions,
  query: { cursor?: string | undefined; since?: string; limit: number; wait?: number },
): Promise<Page> =>
  carport.ask<Page>('GET', `/webhooks/${webhookId}/feed`, {
    query: { since: query.cursor === undefined ? since?.toISOString() : undefined, ...query },
    signal,
  });

const isExpired = (error: unknown): boolean => isRefusal(error, 'CURSOR_EXPIRED');
const isGone = (error: unknown): boolean => isRefusal(error, 'WEBHOOK_NOT_FOUND');

const isRefusal = (error: unknown, code: string): boolean =>
  error instanceof CliFailure && error.message.includes(code);
