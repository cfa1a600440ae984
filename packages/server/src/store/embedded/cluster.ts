import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

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
  const version = await majorOf(folder);
  if (version === null) await create(dir, folder, binaries, account, durable);
  else if (version !== binaries.major) {
    throw new Error(
      `the database in ${dir} was made by PostgreSQL ${version} and this Carport brings ${binaries.major}; ` +
        `dump it with the old version, or move the folder away to start anew`,
    );
  }
  return { folder, password: await readFile(passwordFile(dir), 'utf8') };
};

const passwordFile = (dir: string): string => join(dir, 'password');

const majorOf = (folder: string): Promise<string | null> =>
  readFile(join(folder, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    },
  );

const DRAFT = 'cluster.new-';

const create = async (
  dir: string,
  folder: string,
  binaries: Binaries,
  account: Account,
  durable: boolean,
): Promise<void> => {
  for (const name of await readdir(dir)) {
    if (name.startsWith(DRAFT)) await rm(join(dir, name), { recursive: true, force: true });
  }
  const draft = join(dir, `${DRAFT}${randomBytes(4).toString('hex')}`);
  const secret = `${draft}.password`;
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  await mkdir(draft, { mode: 0o700 });
  await writeFile(secret, password, { mode: OWNER_ONLY });
  if (account.ids) {
    await chown(draft, account.ids.uid, account.ids.gid);
    await chown(secret, account.ids.uid, account.ids.gid);
  }
  const { program, args, options } = account.command(binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case rules on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  try {
    await run(program, [...args], options);
    await writeFile(passwordFile(dir), password, { mode: OWNER_ONLY, flush: true });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const reason = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new Error(`cannot make the database in ${dir}: ${reason}`, { cause: error });
  } finally {
    await rm(secret, { force: true });
  }
};
