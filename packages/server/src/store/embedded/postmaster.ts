import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

/** A running PostgreSQL that ends when it is told to, or when this process is gone. */
export interface Postmaster {
  readonly port: number;
  /** Resolves when it has ended, with what it wrote since it started. */
  readonly ended: Promise<string>;
  /** Fast shutdown: sessions are cut, everything committed is kept. */
  stop(): Promise<void>;
}

interface PostmasterOptions {
  readonly dir: string;
  readonly clusterFolder: string;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly durable: boolean;
}

const LARGEST_LOG_BYTES = 1_000_000;
const STOP_WITHIN_MS = 30_000;

/**
 * The shell between us holds the reading end of a pipe. When our end closes, by stop() or by a kill -9, it asks
 * PostgreSQL to shut down: no orphan stays behind. Both are out of the terminal's process group, so that
 * Ctrl-C reaches the server alone, which can then finish its work before the database goes.
 */
const GUARDIAN = `
"$@" 3<&- & database=$!
trap '' INT TERM HUP
(read -r _ <&3; kill -INT "$database") 2>/dev/null & guard=$!
wait "$database"; code=$?
kill -KILL "$guard" 2>/dev/null
exit "$code"
`;

export const startPostmaster = async (options: PostmasterOptions): Promise<Postmaster> => {
  const port = await freePort();
  const logFile = await rotatedLog(options.dir);
  const log = await open(logFile, 'a', 0o600);
  const { size: begin } = await log.stat();
  const settings = Object.entries(settingsOf(port, options.durable));
  const {
    program,
    args,
    options: how,
  } = options.account.command('sh', [
    ...['-c', GUARDIAN, 'sh', options.binaries.postgres, '-D', options.clusterFolder],
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const child = spawn(program, [...args], {
    ...how,
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'pipe'],
  });
  // Before anything is waited for: a PostgreSQL that fails at once is gone by then, and nobody would hear of it.
  const exited = endOf(child);
  await log.close();
  const lifeline = child.stdio[3];
  // A forgotten database must not keep the process alive; the guardian ends it.
  child.unref();
  if (lifeline && 'unref' in lifeline) (lifeline.unref as () => void)();
  lifeline?.on('error', () => undefined);

  const ended = exited.then(async () => (await readFile(logFile, 'utf8')).slice(begin));
  return {
    port,
    ended,
    stop: async () => {
      child.ref();
      lifeline?.destroy();
      const late = new AbortController();
      const impatience = sleep(STOP_WITHIN_MS, 'late', { signal: late.signal });
      if ((await Promise.race([ended, impatience.catch(() => '')])) === 'late') {
        await killOutright(options.clusterFolder);
        await ended;
      }
      late.abort();
    },
  };
};

const settingsOf = (port: number, durable: boolean): Record<string, string | number> => ({
  listen_addresses: '127.0.0.1',
  port,
  unix_socket_directories: '',
  // Small: the system's file cache does the rest.
  shared_buffers: '32MB',
  max_connections: 60,
  max_wal_size: '256MB',
  checkpoint_timeout: '15min',
  // Nothing replicates from here, so the log need not carry it.
  wal_level: 'minimal',
  max_wal_senders: 0,
  wal_compression: 'on',
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Only tests, whose data nobody will miss, may do without.
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
});

const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });

const killOutright = async (folder: string): Promise<void> => {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  // Immediate shutdown: the next start recovers from the log, as after a crash.
  if (pid > 1) process.kill(pid, 'SIGQUIT');
};

const rotatedLog = async (dir: string): Promise<string> => {
  const file = join(dir, 'postgres.log');
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > LARGEST_LOG_BYTES) await rename(file, `${file}.1`);
  return file;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
