import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, migrateDown } from '../../src/store/migrate.js';
import { MIGRATIONS } from '../../src/store/migrations/index.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { silentLog } from '../support/log.js';
import { createTestDatabase, type TestDatabase } from '../support/store.js';

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await createTestDatabase('bare');
  store = await openStore({ url: database.url, log: silentLog });
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

/** Every column, index and check of our own tables, as text that can be compared. */
const shape = async (): Promise<string[]> => {
  const { rows } = await sql<{ line: string }>`
    SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
    ORDER BY 1
  `.execute(store.db);
  return rows.map((row) => row.line).filter((line) => !line.includes('kysely_'));
};

test('up, down and up again leads to the same tables', async () => {
  await migrate(store, silentLog);
  const first = await shape();
  expect(first.length).toBeGreaterThan(100);

  let steps = 0;
  while (await migrateDown(store, silentLog)) steps += 1;
  expect(steps).toBe(Object.keys(MIGRATIONS).length);
  expect(await shape()).toEqual([]);

  await migrate(store, silentLog);
  expect(await shape()).toEqual(first);
});

test('processes that start together migrate once', async () => {
  const others = await Promise.all(
    [1, 2, 3].map(() => openStore({ url: database.url, log: silentLog })),
  );
  await Promise.all([store, ...others].map((each) => migrate(each, silentLog)));
  await Promise.all(others.map((other) => other.close()));
  const { rows } = await sql`SELECT name FROM kysely_migration ORDER BY name`.execute(store.db);
  expect(rows).toEqual(Object.keys(MIGRATIONS).map((name) => ({ name })));
});

test('a second start has nothing to do', async () => {
  await migrate(store, silentLog);
  const said: unknown[] = [];
  await migrate(store, { ...silentLog, info: (...words: unknown[]) => said.push(words) });
  expect(said).toEqual([]);
});

test('a database that a newer Carport has migrated is refused', async () => {
  await migrate(store, silentLog);
  await sql`INSERT INTO kysely_migration VALUES ('9999-the-future', '2030-01-01')`.execute(
    store.db,
  );
  await expect(migrate(store, silentLog)).rejects.toThrow('9999-the-future');
});

test('migrations are named so that they sort in the order of the list', () => {
  const names = Object.keys(MIGRATIONS);
  expect(names).toEqual([...names].sort());
  expect(names.every((name) => /^\d{4}-[a-z-]+$/.test(name))).toBe(true);
});
