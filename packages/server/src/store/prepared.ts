import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Lists of varying length make endless texts; what comes after this many is parsed each time. */
const MOST_STATEMENTS = 1000;

/**
 * A plan whose table another process's migration altered stays bad for the connection's life (0A000). And a
 * connection that the server ends (57P…) says so before it closes: it must not be lent out in between.
 */
const SPOILING = /^(?:0A000|57P\d\d)$/;

/** Runs every statement with parameters as a prepared one: parsed once a connection, planned seldom. */
export const preparing = (pool: pg.Pool): PostgresPool => {
  const names = new Map<string, string>();
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_STATEMENTS) return known;
    const name = `carport_${names.size}`;
    names.set(text, name);
    return name;
  };

  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    let spoiled = false;
    // The pool hears only idle connections, and an error that nobody hears would end the process.
    client.on('error', () => {
      spoiled = true;
    });
    const run = async (text: string, values: readonly unknown[]) => {
      const name = values.length > 0 ? nameOf(text) : undefined;
      const statement = { text, values: [...values] };
      try {
        return await client.query(name === undefined ? statement : { ...statement, name });
      } catch (error) {
        spoiled ||= SPOILING.test((error as { code?: string }).code ?? '');
        throw error;
      }
    };
    function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
    function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
    function query(text: unknown, values: readonly unknown[] = []): unknown {
      if (typeof text !== 'string') throw new Error('the store has no cursors');
      return run(text, values);
    }
    return { query, release: () => client.release(spoiled) };
  };

  return {
    connect: async () => {
      const client = await pool.connect();
      const wrapped = clients.get(client) ?? wrap(client);
      clients.set(client, wrapped);
      return wrapped;
    },
    end: () => pool.end(),
  };
};
