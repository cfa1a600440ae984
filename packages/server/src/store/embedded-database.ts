import { mkdir, realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../platform/logger.js';
import { chooseAccount } from './embedded/account.js';
import { findBinaries } from './embedded/binaries.js';
import { type Cluster, clusterFolder, ensureCluster, findCluster } from './embedded/cluster.js';
import { databaseUrl, endLeftover, findOwnedPort, takeOwnership } from './embedded/ownership.js';
import { type Postmaster, startPostmaster } from './embedded/postmaster.js';

export interface EmbeddedOptions {
  /** The database's own folder; made when missing. One server at a time owns it. */
  readonly dir: string;
  readonly log: Logger;
  /** False gives up surviving a power cut for speed: for tests only. */
  readonly durable?: boolean;
}

export interface EmbeddedDatabase {
  readonly url: string;
  /** Call it after the last connection is closed; the process's death does the same, later. */
  stop(): Promise<void>;
}

const DATABASE = 'carport';
const ATTEMPTS = 3;

/** Starts PostgreSQL itself, from npm's binaries, on a folder and a free port of the loopback interface. */
export const startEmbeddedDatabase = async (
  options: EmbeddedOptions,
): Promise<EmbeddedDatabase> => {
  const { log, durable = true } = options;
  const binaries = await findBinaries();
  await mkdir(options.dir, { recursive: true, mode: 0o755 });
  const dir = await realpath(options.dir);
  const account = await chooseAccount({
    ...{ dir, clusterFolder: clusterFolder(dir), postgres: binaries.postgres, log },
  });
  const cluster = await ensureCluster(dir, binaries, account, durable);

  for (let attempt = 1; ; attempt += 1) {
    await endLeftover(cluster);
    const postmaster = await startPostmaster({
      ...{ dir, clusterFolder: cluster.folder, binaries, account, durable },
    });
    const owner = await firstConnection(cluster, postmaster);
    if (typeof owner !== 'string') return serving(cluster, postmaster, owner, log);
    // The port was taken in between, or another server came first: the next round finds out.
    if (attempt === ATTEMPTS) throw new Error(`PostgreSQL does not start: ${owner}`);
  }
};

/**
 * For work beside a server: joins the database of the server that runs on the folder, or starts it for the
 * meantime. Rejects when there never was one.
 */
export const visitEmbeddedDatabase = async (
  options: EmbeddedOptions,
): Promise<EmbeddedDatabase> => {
  const dir = await realpath(options.dir).catch(() => options.dir);
  const cluster = await findCluster(dir);
  if (!cluster) throw new Error(`there is no database in ${options.dir}`);
  const port = await findOwnedPort(cluster);
  if (port === null) return startEmbeddedDatabase(options);
  return { url: databaseUrl(cluster, port, DATABASE), stop: async () => undefined };
};

const PAUSE_MS = 20;

/** The owner's connection, or what PostgreSQL said when it ended instead. */
const firstConnection = async (
  cluster: Cluster,
  postmaster: Postmaster,
): Promise<pg.Client | string> => {
  let end: string | undefined;
  void postmaster.ended.then((output) => {
    end = output.trim() || 'it ended without a word';
  });
  while (end === undefined) {
    const owner = await takeOwnership(cluster, postmaster.port).catch(() => null);
    if (owner) return owner;
    await sleep(PAUSE_MS);
  }
  return end;
};

const serving = async (
  cluster: Cluster,
  postmaster: Postmaster,
  owner: pg.Client,
  log: Logger,
): Promise<EmbeddedDatabase> => {
  let stopping: Promise<void> | undefined;
  void postmaster.ended.then((output) => {
    if (!stopping) log.error({ output }, 'the embedded database has ended');
  });
  const { rowCount } = await owner.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await owner.query(`CREATE DATABASE ${pg.escapeIdentifier(DATABASE)}`);
  log.debug({ port: postmaster.port }, 'the embedded database is up');
  return {
    url: databaseUrl(cluster, postmaster.port, DATABASE),
    stop: () => {
      stopping ??= owner.end().then(() => postmaster.stop());
      return stopping;
    },
  };
};
