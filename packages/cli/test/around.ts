import type { Surroundings } from '../src/context.js';
import { run } from '../src/program.js';
import { createTerminal } from '../src/terminal/terminal.js';

export interface Session {
  readonly around: Surroundings;
  /** What was written so far, line by line. */
  readonly out: string[];
  readonly aside: string[];
  /** Ctrl-C. */
  interrupt(): void;
  run(...argv: string[]): Promise<number>;
}

/** A developer's terminal that nobody looks at. */
export const session = (
  env: Readonly<Record<string, string>> = {},
  { folder = '/', tty = false } = {},
): Session => {
  const out: string[] = [];
  const aside: string[] = [];
  const ending = new AbortController();
  const stream = (lines: string[]) => ({
    isTTY: tty,
    write: (text: string) => void lines.push(text.replace(/\n$/, '')),
  });
  const around = {
    ...{ env, folder, signal: ending.signal, now: Date.now },
    terminal: createTerminal({ stdout: stream(out), stderr: stream(aside) }, env),
  };
  return {
    ...{ around, out, aside },
    interrupt: () => ending.abort(),
    run: (...argv) => run(argv, around),
  };
};
