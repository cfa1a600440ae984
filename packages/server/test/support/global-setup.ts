import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedDatabase } from '../../src/store/embedded-database.js';
import { migrate } from '../../src/store/migrate.js';
import { openStore } from '../../src/store/open-store.js';
import { complaintsOfRun, isWholeRun } from './coverage-of-run.js';
import { silentLog } from './log.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Any database of the server that tests make theirs on. */
    databaseUrl: string;
    /** A database with every migration in it and no rows. */
    databaseTemplate: string;
    /** How the template is copied fastest there, as `CREATE DATABASE` wants to hear it. */
    databaseStrategy: string;
  }
}

/** One PostgreSQL for the whole run: the given one, or an embedded one that is thrown away. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const given = process.env.CARPORT_TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await throwawayServer();
  const template = `carport_template_${randomBytes(6).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${template}`);
  const store = await openStore({ url: inDatabase(server.url, template), log: silentLog });
  await migrate(store, silentLog);
  await store.close();
  project.provide('databaseUrl', server.url);
  project.provide('databaseTemplate', template);
  // Copying files wins where nobody waits for the disk; elsewhere it would wait for each of hundreds.
  project.provide('databaseStrategy', given ? '' : 'STRATEGY FILE_COPY');
  const observations = await openObservations();
  project.provide('observationsFolder', observations.folder);

  return async () => {
    if (observations.isOurs && (await isWholeRun(project))) {
      complain(complaintsOfRun(observations.folder));
    }
    await observations.close();
    await execute(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.stop();
  };
};

const throwawayServer = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'carport-test-'));
  // PostgreSQL may have to run as another user, who must be able to enter.
  await chmod(folder, 0o711);
  const dir = join(folder, 'database');
  const server = await startEmbeddedDatabase({ dir, log: silentLog, durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

interface Observations {
  readonly folder: string;
  /** Otherwise somebody else wants to read it afterwards. */
  readonly isOurs: boolean;
  close(): Promise<void>;
}

const openObservations = async (): Promise<Observations> => {
  const wanted = process.env.CARPORT_OBSERVATIONS;
  if (wanted) return { folder: wanted, isOurs: false, close: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'carport-observations-'));
  return { folder, isOurs: true, close: () => rm(folder, { recursive: true, force: true }) };
};

/** The tests are over, and no test is there any more to fail: the run does. */
const complain = (complaints: readonly string[]): void => {
  if (complaints.length === 0) return;
  process.exitCode = 1;
  console.error(
    `docs/coverage.md is not what the tests have seen (npm run coverage-table):\n  ${complaints.join('\n  ')}`,
  );
};

export const inDatabase = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

export const execute = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
