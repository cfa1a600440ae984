import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, onTestFailed, test, vi } from 'vitest';
import { compileServer } from '../packages/server/test/support/compiled.js';
import { execute, inDatabase } from '../packages/server/test/support/global-setup.js';
import { killPoints } from './kill/plan.js';
import { survivesKills } from './kill/story.js';

// Against hanging: ten seconds are enough on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

let dataDir: string;
beforeAll(compileServer);
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'carport-kill-'));
});
// After a failed start, its database may still be ending.
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

const newPlan = () => {
  const seed = Number(process.env.CARPORT_KILL_SEED ?? Date.now() % 2 ** 31);
  const plan = killPoints(seed);
  onTestFailed(() => console.error(`repeat this with CARPORT_KILL_SEED=${seed}`, plan));
  return plan;
};

describe('kill -9 in the middle of consents, tokens, commands and deliveries loses nothing', () => {
  test('on the embedded database', () =>
    survivesKills({ plan: newPlan(), dataDir, databaseArgs: [] }));

  test('on PostgreSQL', async ({ skip }) => {
    const server = process.env.CARPORT_TEST_DATABASE_URL ?? process.env.CARPORT_CI_POSTGRES_URL;
    const leaveOut = (reason: string) => {
      console.info(`Not killed on PostgreSQL: ${reason}`);
      skip(reason);
    };
    if (server === undefined) {
      return leaveOut('neither CARPORT_TEST_DATABASE_URL nor CARPORT_CI_POSTGRES_URL is set');
    }
    const name = `carport_kill_${process.pid}`;
    const objection = await execute(server, `CREATE DATABASE ${name}`).catch(
      (error: Error) => error.message,
    );
    if (objection) return leaveOut(`the given server cannot be used: ${objection}`);
    try {
      const databaseArgs = ['--database-url', inDatabase(server, name)];
      await survivesKills({ plan: newPlan(), dataDir, databaseArgs });
    } finally {
      await execute(server, `DROP DATABASE ${name} WITH (FORCE)`);
    }
  });
});
