import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';

export interface LogOptions {
  readonly level: LevelWithSilent;
  /** A file's path; standard output when absent. */
  readonly file?: string;
}

/**
 * JSON lines, written many at a time: a request's line costs it no system call, and is still to be seen a tenth
 * of a second later. Whatever waits is written before the process exits.
 */
export const createLog = ({ level, file }: LogOptions): Logger =>
  pino({ level, base: null }, gathering({ dest: file ?? process.stdout.fd, sync: false }));

const ENOUGH_FOR_A_WRITE = 16_384;
const LONGEST_WAIT_MS = 100;

/** pino's own writer gathers lines too, but counts all that it has gathered anew with every line. */
const gathering = (options: Parameters<typeof pino.destination>[0]): DestinationStream => {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const pass = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    out.write(lines);
  };
  // Before pino's own, which writes what it was given and is closed then.
  process.once('beforeExit', pass);
  process.once('exit', () => {
    if (waiting === '') return;
    pass();
    out.flushSync();
  });
  const out = pino.destination(options);
  return {
    write: (line) => {
      waiting += line;
      if (waiting.length >= ENOUGH_FOR_A_WRITE) pass();
      else timer ??= setTimeout(pass, LONGEST_WAIT_MS).unref();
    },
  };
};
