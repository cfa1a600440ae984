import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFlow } from '../../src/connect/flow.js';
import { type ConnectSessions, createConnectSessions } from '../../src/connect/sessions.store.js';
import { insertApplication } from '../support/fixtures.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { consentRequest } from './consent-request.js';

const NOW = new Date('2026-01-01T12:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const browser = Buffer.from('this browser');
const flow = startFlow(consentRequest());

let database: TestStore;
let sessions: ConnectSessions;
let applicationId: string;

beforeAll(async () => {
  database = await createTestStore();
  sessions = createConnectSessions(database.store);
  applicationId = await insertApplication(database.store);
});
afterAll(() => database.close());

const created = async (): Promise<string> => {
  const id = randomUUID();
  await sessions.create({ id, applicationId, browser, flow, expiresAt: later(60) });
  return id;
};

const loaded = async (id: string) => {
  const session = await sessions.load(id, browser, NOW);
  if (!session) throw new Error('the session is not there');
  return session;
};

describe('loading', () => {
  test('gives back what was kept, and whose it is', async () => {
    const id = await created();
    expect(await loaded(id)).toEqual({ id, applicationId, flow, revision: 0 });
  });

  test('needs the right browser, id and time', async () => {
    const id = await created();
    expect(await sessions.load(id, Buffer.from('another'), NOW)).toBeUndefined();
    expect(await sessions.load(randomUUID(), browser, NOW)).toBeUndefined();
    expect(await sessions.load(id, browser, later(59))).toBeDefined();
    expect(await sessions.load(id, browser, later(60))).toBeUndefined();
  });

  test('a session of another version of the server is gone rather than misread', async () => {
    const id = await created();
    await database.store.db
      .updateTable('connect_sessions')
      .set({ state: JSON.stringify({ shape: -1, flow: { at: 'elsewhere' } }) })
      .where('id', '=', id)
      .execute();
    expect(await sessions.load(id, browser, NOW)).toBeUndefined();
  });
});

describe('saving', () => {
  test('counts the revision up', async () => {
    const id = await created();
    const next = { ...flow, country: 'DE' };
    expect(await sessions.save(await loaded(id), next)).toBe(true);
    expect(await loaded(id)).toMatchObject({ flow: next, revision: 1 });
  });

  test('of two at once, one wins and the other is told', async () => {
    const id = await created();
    const session = await loaded(id);
    const saved = await Promise.all(
      ['DE', 'FR', 'IT'].map((country) => sessions.save(session, { ...flow, country })),
    );
    expect(saved.filter(Boolean)).toHaveLength(1);
    expect((await loaded(id)).revision).toBe(1);
  });

  test('under another application’s name changes nothing', async () => {
    const id = await created();
    const foreign = {
      ...(await loaded(id)),
      applicationId: await insertApplication(database.store),
    };
    expect(await sessions.save(foreign, { ...flow, country: 'DE' })).toBe(false);
    await sessions.shorten(foreign, NOW);
    expect(await loaded(id)).toMatchObject({ flow, revision: 0 });
  });
});

test('a life is shortened, never lengthened', async () => {
  const id = await created();
  await sessions.shorten(await loaded(id), later(600));
  expect(await sessions.load(id, browser, later(60))).toBeUndefined();
  await sessions.shorten(await loaded(id), later(10));
  expect(await sessions.load(id, browser, later(9))).toBeDefined();
  expect(await sessions.load(id, browser, later(10))).toBeUndefined();
});

test('sessions go with their application', async () => {
  const id = await created();
  await database.store.db.deleteFrom('applications').where('id', '=', applicationId).execute();
  expect(await sessions.load(id, browser, NOW)).toBeUndefined();
});
