import { spawn } from 'node:child_process';
import { CLI } from '../../packages/server/test/support/compiled.js';

/** `carport` as somebody runs it in a terminal. */
export interface CliProcess {
  /** What it has written to its output, line by line, each with the moment of its arrival. */
  readonly out: readonly { readonly line: string; readonly at: number }[];
  /** What it has said beside it. */
  aside(): string;
  /** Ctrl-C; resolves to the exit code. */
  interrupt(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
}

export const startCli = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): CliProcess => {
  const child = spawn(process.execPath, [CLI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, PATH: process.env.PATH ?? '' },
  });
  const out: { line: string; at: number }[] = [];
  let begun = '';
  child.stdout.on('data', (part: Buffer) => {
    const at = performance.now();
    const lines = (begun + part.toString()).split('\n');
    begun = lines.pop() ?? '';
    out.push(...lines.map((line) => ({ line, at })));
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return {
    out,
    ended,
    aside: () => said,
    interrupt: () => {
      child.kill('SIGINT');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
