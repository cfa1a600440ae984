import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type EmbeddedDatabase,
  startEmbeddedDatabase,
  visitEmbeddedDatabase,
} from '../../src/store/embedded-database.js';
import { compiledModule, compileServer } from '../support/compiled.js';
import { eventually } from '../support/eventually.js';
import { silentLog } from '../support/log.js';

// Making a cluster takes a second, and many where other tests keep the processors busy.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let dir: string;
let running: EmbeddedDatabase[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carport-embedded-'));
  await chmod(folder, 0o711);
  dir = join(folder, 'database');
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((database) => database.stop()));
  await rm(folder, { recursive: true, force: true });
});

const start = async (durable = false): Promise<EmbeddedDatabase> => {
  const database = await startEmbeddedDatabase({ dir, log: silentLog, durable });
  running.push(database);
  return database;
};

const query = async (url: string, statement: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

const remember = (url: string) =>
  query(url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)');
const recall = (url: string) => query(url, 'SELECT n FROM kept');

/** The process id in postmaster.pid, or null when PostgreSQL is not running. */
const postmasterPid = async (): Promise<number | null> => {
  const text = await readFile(join(dir, 'cluster', 'postmaster.pid'), 'utf8').catch(() => null);
  return text === null ? null : Number.parseInt(text, 10);
};

const gone = (pid: number): Promise<void> =>
  eventually(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));

describe('a start', () => {
  test('makes a database that a restart finds again, and stops without a trace', async () => {
    const first = await start(true);
    await remember(first.url);
    expect(await query(first.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(first.url, 'SHOW synchronous_commit')).toEqual([
      { synchronous_commit: 'on' },
    ]);
    const pid = await postmasterPid();
    await first.stop();
    await first.stop();
    expect(await postmasterPid()).toBeNull();
    await gone(pid ?? 0);

    const second = await start(true);
    expect(await recall(second.url)).toEqual([{ n: 42 }]);
  });

  test('listens on this machine only, asks for a password, and keeps it to the owner', async () => {
    const { url } = await start();
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    const { mode } = await stat(join(dir, 'cluster', 'carport.password'));
    expect(mode & 0o777).toBe(0o600);
  });

  test('tells PostgreSQL nothing of what the server keeps in its environment', async () => {
    vi.stubEnv('CARPORT_MASTER_KEY', 's3cret');
    const { url } = await start();
    vi.unstubAllEnvs();
    const seen = await query(
      url,
      `COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; env > "${join(dir, 'cluster', 'env')}"'`,
    );
    expect(seen).toEqual([]);
    expect(await readFile(join(dir, 'cluster', 'env'), 'utf8')).not.toContain('s3cret');
  });

  test('makes a cluster that was only half made anew', async () => {
    const forsaken = join(dir, 'cluster.new-2147483647-0123');
    await mkdir(forsaken, { recursive: true });
    await writeFile(join(forsaken, 'PG_VERSION'), '17\n');
    const { url } = await start();
    await remember(url);
    expect(await readdir(dir)).toEqual(['cluster', 'postgres.log']);
  });

  test('refuses the cluster of another major version, and leaves it as it was', async () => {
    await (await start()).stop();
    await writeFile(join(dir, 'cluster', 'PG_VERSION'), '9\n');
    await expect(start()).rejects.toThrow('was made by PostgreSQL 9');
    expect(await readFile(join(dir, 'cluster', 'PG_VERSION'), 'utf8')).toBe('9\n');
  });

  test('that fails says what PostgreSQL said', async () => {
    await (await start()).stop();
    await writeFile(join(dir, 'cluster', 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(start()).rejects.toThrow('no_such_setting');
  });

  test.runIf(process.getuid?.() === 0)('works in a folder that only root may enter', async () => {
    await chmod(folder, 0o700);
    const { url } = await start();
    await remember(url);
    expect(await recall(url)).toEqual([{ n: 42 }]);
  });
});

describe('another server', () => {
  test('on the same folder is refused while the first one lives', async () => {
    const first = await start();
    await remember(first.url);
    await expect(start()).rejects.toThrow('another Carport is running');
    expect(await recall(first.url)).toEqual([{ n: 42 }]);
  });

  test('that starts at the same moment is refused as well', async () => {
    const outcomes = await Promise.allSettled([start(), start()]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refusal?.reason.message).toContain('another Carport is running');
    await remember(running[0]?.url ?? '');
    await running[0]?.stop();
    expect(await recall((await start()).url)).toEqual([{ n: 42 }]);
  });

  test('takes over an unrelated process number that a crash left in postmaster.pid', async () => {
    const first = await start();
    await remember(first.url);
    await first.stop();
    const lines = [process.pid, join(dir, 'cluster'), 0, 1, '', '127.0.0.1', 0, 'ready'];
    await writeFile(join(dir, 'cluster', 'postmaster.pid'), `${lines.join('\n')}\n`);
    expect(await recall((await start()).url)).toEqual([{ n: 42 }]);
  });
});

describe('after kill -9', () => {
  beforeAll(compileServer);

  const OWNER = `
    const [module, dir] = process.argv.slice(1);
    const { startEmbeddedDatabase } = await import(module);
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const { url } = await startEmbeddedDatabase({ dir, log });
    process.send(url);
  `;

  /** A server process that owns the database. */
  const startOwner = async (): Promise<{ owner: ChildProcess; url: string }> => {
    const module = compiledModule('store/embedded-database');
    const owner = spawn(
      process.execPath,
      ['--input-type=module', '--eval', OWNER, '--', module, dir],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    const [url] = await once(owner, 'message');
    return { owner, url: String(url) };
  };

  const kill = async (owner: ChildProcess): Promise<void> => {
    const exit = once(owner, 'exit');
    owner.kill('SIGKILL');
    await exit;
  };

  test('of the server, PostgreSQL ends by itself', async () => {
    const { owner, url } = await startOwner();
    await remember(url);
    const pid = (await postmasterPid()) ?? 0;
    await kill(owner);
    await gone(pid);
    expect(await recall((await start()).url)).toEqual([{ n: 42 }]);
  });

  test('of the server, the next one need not wait', async () => {
    const { owner, url } = await startOwner();
    await remember(url);
    await kill(owner);
    expect(await recall((await start()).url)).toEqual([{ n: 42 }]);
  });

  test('of the server and the guardian, the next start ends the PostgreSQL left behind', async () => {
    const { owner, url } = await startOwner();
    await remember(url);
    const pid = (await postmasterPid()) ?? 0;
    await killParentOf(pid);
    await kill(owner);
    expect(() => process.kill(pid, 0)).not.toThrow();
    expect(await recall((await start()).url)).toEqual([{ n: 42 }]);
    await gone(pid);
  });

  test('of everything, what was committed is there', async () => {
    const { owner, url } = await startOwner();
    await remember(url);
    const pid = (await postmasterPid()) ?? 0;
    await killParentOf(pid);
    process.kill(pid, 'SIGKILL');
    await kill(owner);
    await gone(pid);
    expect(await recall((await start()).url)).toEqual([{ n: 42 }]);
  });
});

const killParentOf = async (pid: number): Promise<void> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const parent = Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]);
  process.kill(parent, 'SIGKILL');
  await gone(parent);
};

describe('a visit', () => {
  const visit = async () => {
    const database = await visitEmbeddedDatabase({ dir, log: silentLog, durable: false });
    running.push(database);
    return database;
  };

  test('joins the database of a running server, and leaves it running', async () => {
    const { url } = await start();
    await remember(url);
    const joined = await visit();
    expect(await recall(joined.url)).toEqual([{ n: 42 }]);
    await joined.stop();
    expect(await recall(url)).toEqual([{ n: 42 }]);
  });

  test('starts it while no server runs, and stops it again', async () => {
    const server = await start();
    await remember(server.url);
    await server.stop();
    const alone = await visit();
    expect(await recall(alone.url)).toEqual([{ n: 42 }]);
    await alone.stop();
    expect(await postmasterPid()).toBeNull();
  });

  test('makes nothing where nothing is', async () => {
    await expect(visit()).rejects.toThrow('there is no database in');
    expect(await readdir(folder)).toEqual([]);
  });
});
