import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Call } from './programs/calls.js';

/** A process of its own that a benchmark measures. Calls go over the line between the two. */
export interface Program {
  call<Result>(name: string, argument?: unknown): Promise<Result>;
  /** Microseconds that the process has computed for, all its threads together. */
  processorTime(): Promise<number>;
  stop(): Promise<void>;
}

/** What is measured has one processor, where the system can hold it there; what only helps has any. */
export type Place = 'one processor' | 'anywhere';

/** Starts a program of the folder `programs`. */
export const startProgram = async (
  name: string,
  argument: unknown = {},
  place: Place = 'one processor',
): Promise<Program> => {
  const path = fileURLToPath(new URL(`./programs/${name}.js`, import.meta.url));
  const child = fork(path, [JSON.stringify(argument)], { stdio: 'inherit' });
  if (place === 'one processor') holdToOneProcessor(child);
  const call = createCalls(child, name);
  await call('ready');
  return {
    call,
    processorTime: async () => {
      const { user, system } = await call<NodeJS.CpuUsage>('processorTime');
      return user + system;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
};

/** Runs the work with programs that are stopped afterwards, whatever happens. */
export const withPrograms = async <T>(
  work: (start: typeof startProgram) => Promise<T>,
): Promise<T> => {
  const started: Program[] = [];
  try {
    return await work(async (...what) => {
      const program = await startProgram(...what);
      started.push(program);
      return program;
    });
  } finally {
    await Promise.all(started.map((program) => program.stop()));
  }
};

const holdToOneProcessor = (child: ChildProcess): void => {
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', '0', String(child.pid)]);
};

const createCalls = (child: ChildProcess, name: string): Program['call'] => {
  const waiting = new Map<number, PromiseWithResolvers>();
  let calls = 0;
  child.on('message', (answer: Answer) => {
    const { resolve, reject } = waiting.get(answer.id) ?? {};
    waiting.delete(answer.id);
    if (answer.error === undefined) resolve?.(answer.result);
    else reject?.(new Error(`${name}: ${answer.error}`));
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended with ${code}`));
  });
  return <Result>(called: string, argument?: unknown) =>
    new Promise<Result>((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve: (result) => resolve(result as Result), reject });
      child.send({ id: calls, name: called, argument } satisfies Call);
    });
};

interface PromiseWithResolvers {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}
