import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { isAlive } from './processes.js';

const run = promisify(execFile);

/** A database folder: the cluster itself, and beside it what only the server reads. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

export const SUPERUSER = 'carport';
const OWNER_ONLY = 0o600;
const PASSWORD_BYTES = 24;

export const clusterFolder = (dir: string): string => join(dir, 'cluster');

/** Opens the cluster in `dir`, or makes it; one that was only half made when the power went is made anew. */
export const ensureCluster = async (
  dir: string,
  binaries: Binaries,
  account: Account,
  durable: boolean,
): Promise<Cluster> => {
  const folder = clusterFolder(dir);
  if ((await majorOf(folder)) === null) await create(dir, folder, binaries, account, durable);
  const version = await majorOf(folder);
  if (version !== binaries.major) {
    throw new Error(
      `the database in ${dir} was made by PostgreSQL ${version} and this Carport brings ${binaries.major}; ` +
        'dump it with the old version, or move the folder away to start anew',
    );
  }
  return opened(folder);
};

/** The cluster that is there already; null when none was ever made in `dir`. */
export const findCluster = async (dir: string): Promise<Cluster | null> => {
  const folder = clusterFolder(dir);
  return (await majorOf(folder)) === null ? null : opened(folder);
};

const opened = async (folder: string): Promise<Cluster> => ({
  folder,
  password: await readFile(passwordFile(folder), 'utf8'),
});

/** Inside the cluster, so that both appear in the same instant. PostgreSQL ignores it. */
const passwordFile = (folder: string): string => join(folder, 'carport.password');

const majorOf = (folder: string): Promise<string | null> =>
  readFile(join(folder, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      if (error.code !== 'EACCES') throw error;
      throw new Error(
        `the database in ${folder} belongs to another user; start Carport as that user, or choose another folder with --data`,
        { cause: error },
      );
    },
  );

const create = async (
  dir: string,
  folder: string,
  binaries: Binaries,
  account: Account,
  durable: boolean,
): Promise<void> => {
  await removeForsakenDrafts(dir);
  const draft = join(dir, `${DRAFT}${process.pid}-${randomBytes(4).toString('hex')}`);
  const secret = `${draft}.password`;
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(secret, password, { mode: OWNER_ONLY });
    if (account.ids) {
      await chown(draft, account.ids.uid, account.ids.gid);
      await chown(secret, account.ids.uid, account.ids.gid);
    }
    await initialize(draft, secret, binaries, account, durable);
    await writeFile(passwordFile(draft), password, { mode: OWNER_ONLY, flush: true });
    await rename(draft, folder).catch(unlessThere);
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new Error(`cannot make the database in ${dir}: ${reason}`, { cause: error });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(secret, { force: true });
  }
};

const initialize = async (
  folder: string,
  passwordFile: string,
  binaries: Binaries,
  account: Account,
  durable: boolean,
): Promise<void> => {
  const { program, args, options } = account.command(binaries.initdb, [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case rules on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  await run(program, [...args], options);
};

/** Another server was quicker; its cluster is as good. */
const unlessThere = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
};

const DRAFT = 'cluster.new-';

const removeForsakenDrafts = async (dir: string): Promise<void> => {
  for (const name of await readdir(dir)) {
    const maker = name.startsWith(DRAFT) && Number.parseInt(name.slice(DRAFT.length), 10);
    if (maker && !isAlive(maker)) await rm(join(dir, name), { recursive: true, force: true });
  }
};
