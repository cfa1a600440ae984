import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/store/schema.js';
import { consent, DAY, HOUR, type House, newApplication, openHouse } from '../connections/house.js';
import { exchange, isAlive, openSession, pairOf } from './sessions.js';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const TABLES = [
  'authorization_codes',
  'access_tokens',
  'refresh_tokens',
  'grants',
  'connect_sessions',
] as const;

const count = async (table: keyof Database): Promise<number> => {
  const { rows } = await house.store.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
};

const counts = async () =>
  Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await count(table)])));

const addConnectSession = async (applicationId: string): Promise<void> => {
  await house.store.db
    .insertInto('connect_sessions')
    .values({
      id: randomUUID(),
      application_id: applicationId,
      browser: randomBytes(32),
      state: '{}',
      expires_at: new Date(house.clock.now() + HOUR),
    })
    .execute();
};

test('what still lives is kept', async () => {
  const session = await openSession(house);
  await addConnectSession(session.application.id);
  const before = await counts();
  expect(await house.tokens.pruneExpired()).toBe(0);
  expect(await counts()).toEqual(before);
  expect(await isAlive(house, session.accessToken)).toBe(true);
});

test('what has ended goes, each in its own time, and an empty family at last', async () => {
  const session = await openSession(house);
  await addConnectSession(session.application.id);
  house.clock.advance(2 * HOUR);
  expect(await house.tokens.pruneExpired()).toBe(2);
  expect(await counts()).toEqual({
    authorization_codes: 1,
    access_tokens: 0,
    refresh_tokens: 1,
    grants: 1,
    connect_sessions: 0,
  });
  house.clock.advance(DAY);
  expect(await house.tokens.pruneExpired()).toBe(1);
  expect(await count('grants')).toBe(1);
  house.clock.advance(60 * DAY);
  expect(await house.tokens.pruneExpired()).toBe(1);
  expect(await count('grants')).toBe(0);
  expect(await count('connections')).toBe(1);
});

test('a consent that nobody exchanged leaves nothing behind but its connections', async () => {
  const { application } = await newApplication(house);
  await house.connections.approve(application.id, consent());
  house.clock.advance(2 * DAY);
  expect(await house.tokens.pruneExpired()).toBe(1);
  expect(await count('grants')).toBe(0);
  expect(await count('connections')).toBe(1);
});

test('a used code is remembered for a day, so that its reuse still ends the family', async () => {
  const session = await openSession(house);
  house.clock.advance(DAY);
  await house.tokens.pruneExpired();
  const next = pairOf(
    await house.tokens.refresh({
      applicationId: session.application.id,
      refreshToken: session.refreshToken,
    }),
  );
  await exchange(house, session.application.id, session.code);
  expect(await isAlive(house, next.accessToken)).toBe(false);
});

test('many rows go in batches, also when two processes prune at once', async () => {
  const { application } = await newApplication(house);
  const rows = Array.from({ length: 2_500 }, () => ({
    hash: randomBytes(32),
    application_id: application.id,
    grant_id: null,
    expires_at: new Date(house.clock.now()),
  }));
  await house.store.db.insertInto('access_tokens').values(rows).execute();
  const other = await house.another();
  const pruned = await Promise.all([house.tokens.pruneExpired(), other.tokens.pruneExpired()]);
  expect(pruned[0] + pruned[1]).toBe(2_500);
  expect(await count('access_tokens')).toBe(0);
});
