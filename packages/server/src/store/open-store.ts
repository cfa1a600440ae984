import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from '../platform/logger.js';
import { createListener } from './listener.js';
import { preparing } from './prepared.js';
import type { Database } from './schema.js';
import type { Store } from './store.js';

export interface StoreOptions {
  /** `postgres://…`, as libpq reads it. */
  readonly url: string;
  readonly log: Logger;
  /** The most connections that queries of this process may hold; notifications take one more. */
  readonly maxConnections?: number;
}

const OLDEST_VERSION = 14;
const DEFAULT_CONNECTIONS = 16;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const INT8 = 20;
const QUEUE_CONNECTIONS = 4;
/**
 * A plan that was made while a queue was empty would read all of it when it is full, so none reads whole tables; and
 * then one plan is as good as another, and making it anew for every few rows costs more than the rows do. And
 * whoever settles gives way to whoever deletes, well before the database finds that they wait for each other.
 */
const FOR_QUEUES = [
  ...['synchronous_commit=off', 'enable_seqscan=off', 'plan_cache_mode=force_generic_plan'],
  ...['lock_timeout=400', 'jit=off'],
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** Opens the database; throws an error that a person can act on when it cannot be reached. */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const { url, log } = options;
  const pool = openPool(options, { max: options.maxConnections ?? DEFAULT_CONNECTIONS });
  try {
    await requireVersion(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const listener = createListener({ url, log });
  const db = kyselyOf(pool);
  const queues = kyselyOf(openPool(options, { max: QUEUE_CONNECTIONS, options: FOR_QUEUES }));

  return {
    db,
    queues,
    transaction: (work) => db.transaction().execute(work),
    notify: async (channel, payload, within = db) => {
      await sql`SELECT pg_notify(${channel}, ${payload})`.execute(within);
    },
    listen: listener.listen,
    connections: () => ({
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: async () => {
      await listener.close();
      await Promise.all([db.destroy(), queues.destroy()]);
    },
  };
};

const openPool = ({ url, log }: StoreOptions, more: pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'carport',
    keepAlive: true,
    types: { getTypeParser },
    ...more,
  });
  // Without a hearer, a connection that dies while idle would end the process; the pool replaces it anyway.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  return pool;
};

const kyselyOf = (pool: pg.Pool): Kysely<Database> =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });

/** Revisions and counts are bigint in the database and far below 2^53; everything else is pg's own parser. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === INT8 && format !== 'binary'
    ? Number
    : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

const requireVersion = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool
    .query<{ version: string }>("SELECT current_setting('server_version') AS version")
    .catch((error: Error) => {
      throw new Error(`cannot reach the database: ${error.message}`, { cause: error });
    });
  const version = rows[0]?.version ?? '';
  if (Number.parseInt(version, 10) < OLDEST_VERSION) {
    throw new Error(`PostgreSQL ${OLDEST_VERSION} or newer is needed; this is ${version}`);
  }
};
