import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** `npm start` as somebody runs it who has installed and built already. */
export interface StartProcess {
  /** All that it has written to its terminal so far. */
  output(): string;
  /** Sends a signal; resolves to the exit code. */
  stop(signal: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

const SCRIPT = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const READY = 'Ctrl-C stops everything.';

const run = (args: readonly string[]) => {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(CARPORT|SMARTCAR|npm)_/.test(name)),
    ),
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output, errors }));
  });
  return { child, ended, output: () => output };
};

/** Runs it to an end that it finds by itself. */
export const runStart = (...args: readonly string[]): Promise<Ended> => run(args).ended;

/** Resolves when it says that everything is running. */
export const start = async (...args: readonly string[]): Promise<StartProcess> => {
  const { child, ended, output } = run(args);
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', () => output().includes(READY) && resolve());
  });
  const end = await Promise.race([ready, ended]);
  if (end) throw new Error(`it ended with ${end.code}: ${end.output}${end.errors}`);
  return {
    output,
    stop: async (signal) => {
      child.kill(signal);
      return (await ended).code;
    },
  };
};

/** The command lines of all processes in which a text occurs. */
export const processesWith = async (text: string): Promise<string[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'args=']);
  return stdout.split('\n').filter((line) => line.includes(text));
};
