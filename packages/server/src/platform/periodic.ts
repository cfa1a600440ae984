import type { Logger } from './logger.js';

export interface Periodic {
  start(): void;
  /** Lets what is under way end. */
  stop(): Promise<void>;
}

/** Does something again and again, one at a time, with pauses between. What fails is logged and done again. */
export const createPeriodic = (given: {
  readonly what: string;
  readonly everyMs: number;
  readonly work: () => Promise<void>;
  /**
   * However long it takes, it rests this many times longer, so that it never costs more than a share of a process.
   */
  readonly rest: number;
  readonly log: Logger;
}): Periodic => {
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let stopped = false;

  const work = async (): Promise<void> => {
    const began = performance.now();
    await given
      .work()
      .catch((error: unknown) => given.log.error({ err: error, what: given.what }, 'it failed'));
    wait(Math.max(given.everyMs, given.rest * (performance.now() - began)));
  };
  const wait = (milliseconds: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      working = work();
    }, milliseconds);
  };

  return {
    start: () => {
      if (!timer) wait(given.everyMs);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
};
