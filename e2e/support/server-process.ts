import { type ChildProcess, spawn } from 'node:child_process';
import type { ReadyMessage } from '../../packages/server/src/run-server.js';
import { compiledModule } from '../../packages/server/test/support/compiled.js';

export interface ServerOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly args?: readonly string[];
}

/** The compiled server as a process of its own, in demo mode. */
export interface ServerProcess {
  readonly origin: string;
  readonly pid: number;
  /** What `demo.env` holds. */
  readonly environment: Readonly<Record<string, string>>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** Lets the server stop by itself when the tests are gone, as `npm start` does. */
const LAUNCHED = new URL('../../scripts/steps/launched.mjs', import.meta.url).href;

/** Resolves when the server says that it is ready; rejects with what it wrote when it ends before. */
export const startServer = async (options: ServerOptions): Promise<ServerProcess> => {
  const origin = `http://127.0.0.1:${options.port}`;
  const child = spawn(
    process.execPath,
    [
      ...['--import', LAUNCHED, compiledModule('main'), '--demo', '--log-level', 'warn'],
      ...['--port', String(options.port), '--public-url', origin, '--data', options.dataDir],
      ...(options.args ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: withoutSettings(process.env) },
  );
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => said.push(part.toString()));
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  const { demo } = await readyMessage(child, ended, said);
  const end = (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return {
    origin,
    pid: child.pid ?? 0,
    environment: demo?.environment ?? {},
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
};

/** The settings of whoever runs the tests are not the server's. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(CARPORT|SMARTCAR|NODE_OPTIONS)/.test(name)),
  );

const readyMessage = (
  child: ChildProcess,
  ended: Promise<number | null>,
  said: readonly string[],
): Promise<ReadyMessage> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as ReadyMessage));
    child.once('error', reject);
    void ended.then((code) =>
      reject(new Error(`the server ended with ${code} before it was ready: ${said.join('')}`)),
    );
  });
