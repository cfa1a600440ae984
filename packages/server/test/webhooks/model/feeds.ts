import type { FeedPage } from '../../../src/webhooks/feed/contract.js';
import { type Delivery, describe, type Reading, recognise, Violation } from './arrivals.js';
import { isReadable, mustBeRead, type Promised } from './rules.js';

/** How far somebody has read a pulled webhook. */
export interface Reader {
  /** Null: nothing yet. */
  cursor: string | null;
  /** Of the last event that was read. */
  turn: number;
}

export const newReader = (): Reader => ({ cursor: null, turn: 0 });

/**
 * Holds a page against the model: what is behind the reader's place, each event once and in the order of its
 * commits. Only a reader that keeps the new cursor is further afterwards.
 */
export const readPage = (
  page: FeedPage,
  { hook, at, keeps }: { readonly hook: string; readonly at: number; readonly keeps: boolean },
  reader: Reader,
  reading: Pick<Reading, 'state' | 'key' | 'seenDeliveries'>,
): Promised[] => {
  const { state } = reading;
  let { turn } = reader;
  const events = page.deliveries.map((delivery) => {
    const event = recognise(deliveryOf(delivery, at), reading);
    if (!event) throw new Violation(`a VERIFY is in the feed: ${delivery.body}`);
    const read = `reading ${describe(event)}`;
    if (event.hook !== hook) throw new Violation(`${read}: it is of another webhook`);
    if (event.state !== 'held') throw new Violation(`${read}: it is ${event.state}`);
    if (!isReadable(state, event)) throw new Violation(`${read}: its car is not subscribed`);
    event.state = 'read';
    if (event.passable) return event;
    if (event.turn < turn) throw new Violation(`${read}: something later came before it`);
    turn = event.turn;
    const [skipped] = mustBeRead(state, hook, turn);
    if (skipped) throw new Violation(`${read}: ${describe(skipped)} was skipped`);
    return event;
  });
  if (keeps) Object.assign(reader, { cursor: page.cursor, turn });
  else for (const event of events) event.state = 'held';
  return events;
};

const deliveryOf = ({ body, headers }: FeedPage['deliveries'][number], at: number): Delivery => ({
  ...{ at, raw: body, body: JSON.parse(body) },
  signature: headers['SC-Signature'],
  userAgent: headers['user-agent'],
});
