import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, test, vi } from 'vitest';
import { compileServer } from '../packages/server/test/support/compiled.js';
import { createTestDatabase } from '../packages/server/test/support/store.js';
import { killDuringDeliveries } from './endurance/kill-deliveries.js';

/*
 * All of it: CARPORT_KILL_ALL=1 npx vitest run e2e/kill-deliveries. CARPORT_KILL_SEED repeats a run.
 */
const WHOLE = { kills: 20, deliveries: 5_000 };
const SHORT = { kills: 5, deliveries: 1_000 };
const { kills, deliveries } = process.env.CARPORT_KILL_ALL ? WHOLE : SHORT;
const SEED = Number(process.env.CARPORT_KILL_SEED ?? Date.now() % 2 ** 31);

// Against hanging: a kill and its restart take about three seconds.
vi.setConfig({ testTimeout: 120_000 + kills * 20_000 });

let dataDir: string;
beforeAll(compileServer);
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'carport-kill-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

describe(`${kills} times kill -9 during ${deliveries} deliveries lose none (seed ${SEED})`, () => {
  const play = async (name: string, processes: number, databaseArgs: readonly string[]) => {
    const withDatabase = databaseArgs.length === 0;
    const options = {
      ...{ seed: SEED, kills, deliveries, processes, dataDir, databaseArgs, withDatabase },
    };
    const figures = await killDuringDeliveries(options);
    console.info(`${name}, seed ${SEED}: lost 0, ${JSON.stringify(figures)}`);
  };

  test('one server, every other time with its embedded database', () => play('embedded', 1, []));

  test('two servers that share a database', async () => {
    const database = await createTestDatabase('bare');
    try {
      await play('PostgreSQL by URL, two processes', 2, ['--database-url', database.url]);
    } finally {
      await database.drop();
    }
  });
});
