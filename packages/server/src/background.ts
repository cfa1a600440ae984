import type { Clock } from './platform/clock.js';
import type { Logger } from './platform/logger.js';

/** Work that goes on without a request. */
export interface Background {
  start(): void;
  /** Claims nothing more and lets what is under way end. */
  stop(): Promise<void>;
}

interface Loop {
  start(): void;
  stop(): Promise<void>;
}

export interface BackgroundDeps {
  readonly clock: Clock;
  readonly log: Logger;
  /** Runs for as long as any loop does. */
  readonly processes: Loop;
  readonly loops: readonly Loop[];
  /** Deletions of what is past its time, by name; each is given the present. */
  readonly chores: Readonly<Record<string, (now: number) => Promise<unknown>>>;
}

const CHORES_EVERY_MS = 10 * 60_000;

export const createBackground = (deps: BackgroundDeps): Background => {
  const { clock, log, processes, loops, chores } = deps;
  let timer: NodeJS.Timeout | undefined;
  let cleaning: Promise<void> = Promise.resolve();

  const clean = async (): Promise<void> => {
    for (const [chore, run] of Object.entries(chores)) {
      await run(clock.now()).catch((error: unknown) =>
        log.error({ err: error, chore }, 'a chore failed'),
      );
    }
  };

  return {
    start: () => {
      processes.start();
      for (const loop of loops) loop.start();
      timer ??= setInterval(() => {
        cleaning = cleaning.then(clean);
      }, CHORES_EVERY_MS);
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all([...loops.map((loop) => loop.stop()), cleaning]);
      await processes.stop();
    },
  };
};
