import type { Adapter, AdapterPayload } from 'oidc-provider';
import pg from 'pg';

/**
 * Storage for oidc-provider. The one that comes with it is for development: it keeps a thousand entries and walks
 * through all of a grant's tokens at every write, so it would be no fair opponent.
 */
type AdapterFactory = (model: string) => Adapter;

/** Nothing survives the process: the least that storage can cost. */
export const memoryAdapter = (): AdapterFactory => {
  const payloads = new Map<string, AdapterPayload>();
  return (model) => ({
    ...NOT_USED,
    upsert: async (id, payload) => {
      payloads.set(`${model}:${id}`, payload);
    },
    find: async (id) => payloads.get(`${model}:${id}`),
    consume: async (id) => {
      const payload = payloads.get(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
    },
    destroy: async (id) => {
      payloads.delete(`${model}:${id}`);
    },
  });
};

const CONNECTIONS = 16;

/** One table, as the project's example adapters have it; every statement prepared, as many connections as Carport. */
export const openPostgresAdapter = async (
  connectionString: string,
): Promise<{ adapter: AdapterFactory; close(): Promise<void> }> => {
  const pool = new pg.Pool({ connectionString, max: CONNECTIONS });
  await pool.query(`
    CREATE TABLE IF NOT EXISTS oidc_payloads (
      model text NOT NULL,
      id text NOT NULL,
      payload jsonb NOT NULL,
      grant_id text,
      expires_at timestamptz,
      consumed_at timestamptz,
      PRIMARY KEY (model, id)
    );
    CREATE INDEX IF NOT EXISTS oidc_payloads_by_grant ON oidc_payloads (grant_id);
  `);
  return { adapter: (model) => postgresAdapter(pool, model), close: () => pool.end() };
};

const postgresAdapter = (pool: pg.Pool, model: string): Adapter => {
  const run = (name: string, text: string, values: readonly unknown[]) =>
    pool.query({ name, text, values: [model, ...values] });
  return {
    ...NOT_USED,
    upsert: async (id, payload, expiresIn) => {
      await run(
        'upsert',
        `INSERT INTO oidc_payloads (model, id, payload, grant_id, expires_at)
        VALUES ($1, $2, $3, $4, now() + $5 * interval '1 second')
        ON CONFLICT (model, id) DO UPDATE SET payload = $3, grant_id = $4,
          expires_at = now() + $5 * interval '1 second'`,
        [id, JSON.stringify(payload), payload.grantId ?? null, expiresIn],
      );
    },
    find: async (id) => {
      const { rows } = await run(
        'find',
        'SELECT payload, consumed_at FROM oidc_payloads WHERE model = $1 AND id = $2',
        [id],
      );
      const [row] = rows;
      return row && { ...row.payload, ...(row.consumed_at && { consumed: true }) };
    },
    consume: async (id) => {
      await run(
        'consume',
        'UPDATE oidc_payloads SET consumed_at = now() WHERE model = $1 AND id = $2',
        [id],
      );
    },
    destroy: async (id) => {
      await run('destroy', 'DELETE FROM oidc_payloads WHERE model = $1 AND id = $2', [id]);
    },
  };
};

const unused = async (): Promise<never> => {
  throw new Error('no refresh comes here');
};
const NOT_USED = { findByUid: unused, findByUserCode: unused, revokeByGrantId: unused };
