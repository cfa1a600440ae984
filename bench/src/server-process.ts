import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Served } from './served.js';

export interface ServerProcess {
  readonly served: Served;
  stop(): Promise<void>;
}

/** Starts a program of this folder as a process of its own, held to one processor where the system can. */
export const startServer = async (program: string): Promise<ServerProcess> => {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), { stdio: 'inherit' });
  holdToOneProcessor(child);
  const [served] = (await Promise.race([once(child, 'message'), failed(child, program)])) as [
    Served,
  ];
  return {
    served,
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
};

const holdToOneProcessor = (child: ChildProcess): void => {
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', '0', String(child.pid)]);
};

const failed = async (child: ChildProcess, program: string): Promise<never> => {
  const [code] = await once(child, 'exit');
  throw new Error(`${program} ended with ${code}`);
};
