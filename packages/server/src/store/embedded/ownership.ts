import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, SUPERUSER } from './cluster.js';
import { commandLineOf, isAlive } from './processes.js';

/**
 * Whoever holds this lock, on a connection kept open for it, owns the cluster. It cannot be left behind: when
 * the owner dies, however it dies, the connection ends and the lock with it.
 */
const OWNER_LOCK = 7_271_905_345;

export const databaseUrl = (cluster: Cluster, port: number, database: string): string =>
  `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${database}`;

const ANSWER_WITHIN_MS = 5_000;

/** Becomes the owner. Null when somebody else is. */
export const takeOwnership = async (cluster: Cluster, port: number): Promise<pg.Client | null> => {
  const client = new pg.Client({
    connectionString: databaseUrl(cluster, port, 'postgres'),
    application_name: `carport owner, process ${process.pid}`,
    // Where PostgreSQL did not start, the port may be somebody's who takes the connection and says nothing.
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS taken', [OWNER_LOCK]);
  if (rows[0]?.taken === true) return client;
  await client.end();
  return null;
};

/** How long a dead owner's connection, or a shutdown that is under way, may take. */
const PATIENCE_MS = 30_000;
/** A live owner keeps its lock for longer than this. */
const OWNED_AFTER_MS = 2_000;
/** A server that has just started PostgreSQL owns it sooner than this. */
const LEFTOVER_AFTER_MS = 500;
const PAUSE_MS = 50;

/** Ends a PostgreSQL that a killed server left running; refuses when its server is alive. */
export const endLeftover = async (cluster: Cluster): Promise<void> => {
  let ownerless = 0;
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const found = await findPostmaster(cluster);
    if (!found) return;
    if (!found.isOurs) {
      // The number was given to another process, which PostgreSQL would take for a second server.
      await rm(pidFile(cluster), { force: true });
      return;
    }
    const state = await ownerState(cluster, found.port);
    ownerless = state === 'none' ? ownerless + PAUSE_MS : 0;
    if (ownerless >= LEFTOVER_AFTER_MS) endGently(found.pid);
    if (state === 'alive' && waited >= OWNED_AFTER_MS) {
      throw new Error(
        `another Carport is running on ${cluster.folder}; stop it, or choose another folder with --data`,
      );
    }
    await sleep(PAUSE_MS);
  }
  throw new Error(`the PostgreSQL that was left running on ${cluster.folder} does not end`);
};

/** Fast shutdown of a process that may be gone by now. */
const endGently = (pid: number): void => {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** The port of the PostgreSQL that a living server owns; null when no server is running on the cluster. */
export const findOwnedPort = async (cluster: Cluster): Promise<number | null> => {
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const found = await findPostmaster(cluster);
    if (!found?.isOurs) return null;
    const state = await ownerState(cluster, found.port);
    if (state === 'alive') return found.port;
    if (state === 'none' && waited >= LEFTOVER_AFTER_MS) return null;
    await sleep(PAUSE_MS);
  }
  throw new Error(`the PostgreSQL that is running on ${cluster.folder} does not answer`);
};

const pidFile = (cluster: Cluster): string => join(cluster.folder, 'postmaster.pid');

interface FoundPostmaster {
  readonly pid: number;
  readonly port: number;
  /** False for another process, to which the same number was given. */
  readonly isOurs: boolean;
}

const findPostmaster = async (cluster: Cluster): Promise<FoundPostmaster | null> => {
  const lines = (await readFile(pidFile(cluster), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(pid > 1) || !isAlive(pid)) return null;
  return { pid, port, isOurs: (await commandLineOf(pid)).includes(cluster.folder) };
};

const ownerState = async (
  cluster: Cluster,
  port: number,
): Promise<'none' | 'alive' | 'not answering'> => {
  try {
    const owner = await takeOwnership(cluster, port);
    await owner?.end();
    return owner ? 'none' : 'alive';
  } catch {
    // Starting up or shutting down.
    return 'not answering';
  }
};
