import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { silentLog } from '../support/log.js';
import { createTestStore, type TestStore } from '../support/store.js';

let own: TestStore;
beforeAll(async () => {
  own = await createTestStore();
});
afterAll(() => own.close());

const name = 'An app';
const insert = (db: TestStore['store']['db'], id: string) =>
  db
    .insertInto('applications')
    .values({ id, name, api_client_id: id, created_at: new Date(0) })
    .execute();
const count = async () => {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM applications`.execute(
    own.store.db,
  );
  return rows[0]?.n;
};
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

test('a bigint is a number up to the largest that fits', async () => {
  const { rows } = await sql`SELECT 9007199254740991::bigint AS n, null::bigint AS none`.execute(
    own.store.db,
  );
  expect(rows).toEqual([{ n: Number.MAX_SAFE_INTEGER, none: null }]);
});

test('a transaction is kept whole, or not at all', async () => {
  const before = (await count()) ?? 0;
  const failing = own.store.transaction(async (tx) => {
    await insert(tx, id(1));
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await count()).toBe(before);

  const result = await own.store.transaction(async (tx) => {
    await insert(tx, id(2));
    return 'done';
  });
  expect(result).toBe('done');
  expect(await count()).toBe(before + 1);
});

test('a statement with parameters is prepared once a connection', async () => {
  const names = await own.store.db.connection().execute(async (db) => {
    for (const n of [1, 2, 3]) await sql`SELECT ${n}::int AS prepared_here`.execute(db);
    const { rows } = await sql<{ statement: string }>`
      SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%prepared_here'
    `.execute(db);
    return rows.map((row) => row.statement);
  });
  expect(names).toEqual(['SELECT $1::int AS prepared_here']);
});

test('a plan that a migration made invalid spoils one connection, not the store', async () => {
  const { db } = own.store;
  const read = () => sql`SELECT * FROM altered WHERE a = ${1}`.execute(db);
  await sql`CREATE TABLE altered (a int)`.execute(db);
  await read();
  await sql`ALTER TABLE altered ADD COLUMN b int`.execute(db);
  // Every idle connection that knows the old plan may fail once; then it is replaced.
  const outcomes = [];
  for (let turn = 0; turn < 10; turn += 1) {
    outcomes.push(
      await read().then(
        () => 'read',
        () => 'failed',
      ),
    );
  }
  expect(outcomes.at(-1)).toBe('read');
});

test('a lost connection costs its query and nothing more', async () => {
  const suicide = sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(own.store.db);
  await expect(suicide).rejects.toThrow();
  expect(await count()).toBeTypeOf('number');
});

test('a connection that is lost in the middle of a transaction undoes it', async () => {
  const before = await count();
  const cut = own.store.transaction(async (tx) => {
    await insert(tx, id(3));
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
    await sql`SELECT pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(own.store.db);
    await insert(tx, id(4));
  });
  await expect(cut).rejects.toThrow();
  expect(await count()).toBe(before);
});

test('statements and forgotten transactions end by themselves', async () => {
  const { rows } = await sql<{ name: string; setting: string }>`
    SELECT name, setting FROM pg_settings
    WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout') ORDER BY name
  `.execute(own.store.db);
  expect(rows.map((row) => row.setting)).toEqual(['30000', '30000']);
});

test('a database that is not there is named as the reason', async () => {
  const url = 'postgres://nobody@127.0.0.1:1/none';
  await expect(openStore({ url, log: silentLog })).rejects.toThrow('cannot reach the database');
});
