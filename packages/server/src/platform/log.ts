import { type LevelWithSilent, type Logger, pino } from 'pino';

export interface LogOptions {
  readonly level: LevelWithSilent;
  /** A file's path; standard output when absent. */
  readonly file?: string;
}

const ENOUGH_FOR_A_WRITE = 4_096;
const LONGEST_WAIT_MS = 100;

/**
 * JSON lines, written many at a time: a request's line costs it no system call, and is still to be seen a tenth
 * of a second later. Whatever waits is written before the process exits.
 */
export const createLog = ({ level, file }: LogOptions): Logger =>
  pino(
    { level, base: null },
    pino.destination({
      dest: file ?? process.stdout.fd,
      sync: false,
      minLength: ENOUGH_FOR_A_WRITE,
      periodicFlush: LONGEST_WAIT_MS,
    }),
  );
