import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStore } from '../packages/server/src/store/open-store.js';
import type { Store } from '../packages/server/src/store/store.js';
import { compileServer } from '../packages/server/test/support/compiled.js';
import { silentLog } from '../packages/server/test/support/log.js';
import { createTestDatabase, type TestDatabase } from '../packages/server/test/support/store.js';
import { createApp, tokensIn } from './kill/app.js';
import { type CustomerReceiver, startCustomerReceiver } from './kill/customer.js';
import { freePort } from './support/free-port.js';
import { type ServerProcess, startServer } from './support/server-process.js';
import { createWebhookAt } from './support/webhooks.js';

// Against hanging: half a minute is enough on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/** Less than the two minutes after which a car's lease lapses, so what comes within it is a takeover. */
const PATIENCE = { timeout: 60_000 };
const ARGS = ['--poll-interval-ms', '1000', '--slow-command-seconds', '1'];

let dataDir: string;
let database: TestDatabase;
let store: Store;
let receiver: CustomerReceiver;
/** By the names that they have in their claims. */
const servers = new Map<string, ServerProcess>();

const begin = async (): Promise<ServerProcess> => {
  const args = [...ARGS, '--database-url', database.url];
  const server = await startServer({ port: await freePort(), dataDir, args });
  const others = [...servers.keys()];
  await expect.poll(async () => (await namesBeside(others)).length, PATIENCE).toBe(1);
  const [name] = await namesBeside(others);
  servers.set(name ?? '', server);
  return server;
};

const namesBeside = async (others: readonly string[]): Promise<string[]> => {
  const rows = await store.db.selectFrom('server_processes').select('id').execute();
  return rows.map(({ id }) => id).filter((id) => !others.includes(id));
};

beforeAll(async () => {
  await compileServer();
  dataDir = await mkdtemp(join(tmpdir(), 'carport-kill-'));
  database = await createTestDatabase('bare');
  store = await openStore({ url: database.url, log: silentLog, maxConnections: 4 });
});
afterAll(async () => {
  await Promise.all([...servers.values()].map((server) => server.stop()));
  await receiver?.close();
  await store?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Simulated cars do not answer as long as their documents are locked. */
const silenceCars = async (): Promise<{ speak(): Promise<void> }> => {
  let speak = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    speak = resolve;
  });
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((locked, failed) => {
    ended = store.transaction(async (tx) => {
      await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(tx);
      await sql`LOCK TABLE adapter_documents IN ACCESS EXCLUSIVE MODE`.execute(tx);
      locked();
      await until;
    });
    ended.catch(failed);
  });
  return {
    speak: async () => {
      speak();
      await ended;
    },
  };
};

/** Requests to cars that wait for their documents. */
const waiting = async (): Promise<number> => {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) FROM pg_locks WHERE relation = 'adapter_documents'::regclass AND NOT granted
  `.execute(store.db);
  return Number(rows[0]?.count);
};

const readAt = async (): Promise<number> => {
  const row = await store.db
    .selectFrom('vehicle_signals')
    .select('fetched_at')
    .executeTakeFirstOrThrow();
  return row.fetched_at.getTime();
};

test('kill -9 while a car is polled and commanded: another server polls it, and the command has failed', async () => {
  const first = await begin();
  const managementToken = first.environment.CARPORT_MANAGEMENT_TOKEN ?? '';
  receiver = await startCustomerReceiver(managementToken, () => undefined);
  await createWebhookAt(first.origin, managementToken, {
    ...{ callbackUri: receiver.url, autoSubscribe: true },
  });
  const app = createApp(first);
  const { code, userId } = await app.consent('bev@example.com');
  const { accessToken } = tokensIn(await app.exchange(code));
  const [connection] = await app.connections(userId);
  const vehicle = `/v3/vehicles/${connection?.vehicleId}`;
  await begin();
  await expect.poll(() => receiver.received.length, PATIENCE).toBeGreaterThan(1);

  const cars = await silenceCars();
  await expect.poll(waiting, PATIENCE).toBe(1);
  const { process: name } = await store.db
    .selectFrom('vehicle_polls')
    .select('process')
    .executeTakeFirstOrThrow();
  const victim = servers.get(name ?? '');
  const [survivor] = [...servers.values()].filter((server) => server !== victim);
  if (!name || !victim || !survivor) throw new Error(`nobody is called ${name}`);
  const command = await fetch(`${victim.origin}${vehicle}/commands/security/lock`, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${accessToken}` } },
  });
  expect(command.status).toBe(202);
  const execution = command.headers.get('location')?.split('/').slice(-2).join('/');
  const became = async () => {
    const { body } = await createApp(survivor).get(`${vehicle}/${execution}`, accessToken);
    return body.attributes.status;
  };
  expect(await became()).toEqual({ value: 'IN_PROGRESS' });

  servers.delete(name);
  await victim.kill();
  const killedAt = Date.now();
  await cars.speak();

  await expect.poll(readAt, PATIENCE).toBeGreaterThan(killedAt);
  await expect
    .poll(became, PATIENCE)
    .toMatchObject({ value: 'ERROR', error: { type: 'SERVER', code: 'INTERNAL' } });
  await expect(command.text()).rejects.toThrow();
});
