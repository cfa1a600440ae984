import { fault } from '../../platform/fault.js';
import { isUuid } from '../../platform/uuid.js';

/** Behind one event of a feed: the transaction that wrote it and its id. */
export interface FeedPosition {
  /** An xid8, as text: it may be larger than a number can tell exactly. */
  readonly transaction: string;
  readonly id: string;
}

export interface FeedCursor extends FeedPosition {
  /** Transactions are counted anew in another database cluster. */
  readonly era: number;
}

/** Smaller than the id of any event. */
export const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

const DIGITS = /^\d{1,18}$/;

/** Opaque to clients, so that its content can change. */
export const writeFeedCursor = ({ era, transaction, id }: FeedCursor): string =>
  Buffer.from(`${era} ${transaction} ${id}`).toString('base64url');

export const readFeedCursor = (cursor: string): FeedCursor => {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [era = '', transaction = '', id = '', ...rest] = text.split(' ');
  const known = rest.length === 0 && /^\d{1,9}$/.test(era) && DIGITS.test(transaction);
  if (known && isUuid(id)) return { era: Number(era), transaction, id };
  throw fault('VALIDATION', null, {
    detail: [{ field: 'cursor', message: 'must come from an earlier answer of this feed' }],
  });
};
