import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import { fault } from '../../platform/fault.js';
import { isUuid } from '../../platform/uuid.js';
import type { Store } from '../../store/store.js';
import { findWebhook } from '../definitions.store.js';
import type { Sender, Senders } from '../delivery/senders.js';
import { signedRequest } from '../delivery/signed-request.js';
import type { Feed, FeedDelivery, FeedPage, FeedRequest, FeedStart } from './contract.js';
import { BEFORE_ALL_IDS, type FeedPosition, readFeedCursor, writeFeedCursor } from './cursor.js';
import {
  completeTo,
  type FeedPlace,
  type FeedRow,
  feedState,
  positionAt,
  readFeed,
} from './feed.store.js';
import type { Leases } from './leases.js';
import type { FeedWaiting } from './waiting.js';

export interface FeedDeps {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly senders: Senders;
  readonly waiting: FeedWaiting;
  readonly leases: Pick<Leases, 'renew'>;
}

type FeedOf = Omit<FeedPlace, 'after'>;

/** Reads a webhook's events in place of having them sent. */
export const createFeed = (deps: FeedDeps): Feed => {
  const { store, clock, entropy, senders, waiting } = deps;

  const startOf = async (feed: FeedOf, from: Exclude<FeedStart, { cursor: string }>) => {
    if (from === 'oldest') return before('0');
    const since = from === 'newest' ? undefined : await positionAt(store.db, feed, from.since);
    return before(since ?? (await completeTo(store.db)));
  };

  /** The page behind the place; when it is empty, the place moves to where the feed is complete. */
  const next = async (place: FeedPlace, limit: number) => {
    const { rows, completeTo } = await readFeed(store.db, place, limit);
    const last = rows.at(-1);
    const after = rows.length === limit && last ? last : before(completeTo);
    return { rows, place: { ...place, after } };
  };

  const nextWithin = async (start: FeedPlace, { limit, waitMs, signal }: FeedRequest) => {
    const until = waitMs > 0 ? whicheverIsFirst(AbortSignal.timeout(waitMs), signal) : null;
    let page = await next(start, limit);
    while (until && page.rows.length === 0 && (await waiting.wait(page.place, until))) {
      page = await next(page.place, limit);
    }
    return page;
  };

  /** Not for the wire: a static header is for gateways on the way, and its value is shown to nobody. */
  const deliveryOf = (row: FeedRow, sender: Sender): FeedDelivery => {
    const deliveryId = entropy.uuid();
    const { id, eventType, vehicleId, createdAt, payload } = row;
    const at = clock.now();
    const { body, headers } = signedRequest({ eventId: id, payload, deliveryId, at, sender });
    return {
      deliveryId,
      eventId: id,
      eventType,
      vehicleId,
      createdAt,
      body: body.toString(),
      headers,
    };
  };

  const read = async (feed: FeedOf, request: FeedRequest): Promise<FeedPage | undefined> => {
    const { from } = request;
    const cursor =
      typeof from === 'object' && 'cursor' in from ? readFeedCursor(from.cursor) : null;
    const after = cursor ?? (await startOf(feed, from as Exclude<FeedStart, { cursor: string }>));
    const state = await feedState(store.db, { ...feed, after });
    if (!state) return undefined;
    if (state.leased) await deps.leases.renew(feed.applicationId, feed.webhookId);
    if (cursor && (state.expired || cursor.era !== state.era)) {
      throw fault('VALIDATION', 'CURSOR_EXPIRED');
    }
    const { rows, place } = await nextWithin({ ...feed, after }, request);
    const webhook = await findWebhook(store.db, feed.applicationId, feed.webhookId);
    if (!webhook) return undefined;
    const sender = await senders([webhook])(webhook);
    return {
      deliveries: rows.map((row) => deliveryOf(row, sender)),
      cursor: writeFeedCursor({ era: state.era, ...place.after }),
    };
  };

  return {
    feed: async (applicationId, webhookId, request) =>
      isUuid(webhookId) ? read({ applicationId, webhookId }, request) : undefined,
  };
};

const whicheverIsFirst = (deadline: AbortSignal, signal: AbortSignal | undefined): AbortSignal =>
  signal ? AbortSignal.any([deadline, signal]) : deadline;

const before = (transaction: string): FeedPosition => ({ transaction, id: BEFORE_ALL_IDS });
