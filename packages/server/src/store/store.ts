import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema.js';

/** A handle for queries, inside a transaction or not. */
export type Queries = Kysely<Database>;
export type Tx = Transaction<Database>;

/** The database as services see it. */
export interface Store {
  readonly db: Queries;
  /**
   * For claims and settlements of queues: commits do not wait for the disk, so after a crash of the database the
   * last moments of work are done once more; and tables that are now empty, now full are read by index alone.
   */
  readonly queues: Queries;
  /** Runs the work in one transaction; it commits when the promise resolves. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Tells every server process, this one included, after commit. */
  notify(channel: Channel, payload: string, within?: Queries): Promise<void>;
  /** Calls back for notifications of any process, and with null after the line was down (anything may have been missed). */
  listen(channel: Channel, hear: (payload: string | null) => void): Promise<void>;
  /** Connections of this process for queries, and how many queries wait for one. */
  connections(): { readonly total: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

/**
 * `grants`: the id of a grant, vehicle or application whose cached authorisation must be forgotten.
 * `signals`: a vehicle id whose cached signals must be forgotten; `id:revision` spares those at least as new.
 * `outbox`: something became due now.
 */
export const CHANNELS = ['grants', 'signals', 'outbox'] as const;
export type Channel = (typeof CHANNELS)[number];
