import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestStore, type TestStore } from '../support/store.js';

let own: TestStore;
beforeAll(async () => {
  own = await createTestStore();
});
afterAll(() => own.close());

test('bigints are numbers', async () => {
  const { rows } = await sql<{ n: unknown }>`SELECT count(*) AS n FROM applications`.execute(
    own.store.db,
  );
  expect(rows).toEqual([{ n: 0 }]);
});
