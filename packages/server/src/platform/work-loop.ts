import { setMaxListeners } from 'node:events';
import type { Logger } from './logger.js';
import { createPace } from './pace.js';

/** What a loop works on: jobs that several processes claim from one table. */
export interface Work<Job> {
  /** Jobs under way at once, at most. */
  readonly slots: number;
  /** Claims up to `free` jobs; none when nothing is due. */
  claim(free: number): Promise<readonly Job[]>;
  /** Does one job. After `signal` it is to end soon, without a result if need be. */
  run(job: Job, signal: AbortSignal): Promise<void>;
  /** Milliseconds to the next look when nobody rings. */
  pause(): Promise<number>;
  /** Milliseconds between two looks at least, however often somebody rings. */
  readonly apartMs?: number;
  /** How long `stop` lets jobs finish by themselves. */
  readonly drainMs: number;
  readonly log: Logger;
}

export interface WorkLoop {
  /** Does what is due now, to its end; answers with the number of jobs. */
  tick(): Promise<number>;
  start(): void;
  /** Claims nothing more, lets jobs finish, then interrupts them. */
  stop(): Promise<void>;
  /** Looks for work at once. */
  wake(): void;
}

/**
 * Milliseconds until the next job is due, at most the given time. That long, too, when it was due at the last look
 * already and could not be had; whoever makes it possible rings.
 */
export const pauseUntil = (
  dueAt: Date | null,
  {
    lookedAt,
    now,
    most,
  }: { readonly lookedAt: number; readonly now: number; readonly most: number },
): number => {
  if (!dueAt || dueAt.getTime() <= lookedAt) return most;
  return Math.min(Math.max(0, dueAt.getTime() - now), most);
};

const PAUSE_AFTER_FAILURE_MS = 1_000;

export const createWorkLoop = <Job>(work: Work<Job>): WorkLoop => {
  const running = new Set<Promise<void>>();
  const interruption = new AbortController();
  // Every job may listen to it.
  setMaxListeners(0, interruption.signal);
  const bell = createBell();
  let stopped = false;
  let ended = 0;
  let looping: Promise<void> | undefined;

  const launch = (job: Job): void => {
    const done = work
      .run(job, interruption.signal)
      .catch((error: unknown) => work.log.error({ err: error }, 'a job failed'))
      .finally(() => {
        running.delete(done);
        ended += 1;
        bell.ring();
      });
    running.add(done);
  };

  const fill = async (): Promise<number> => {
    const free = work.slots - running.size;
    if (free <= 0 || stopped) return 0;
    const jobs = await work.claim(free);
    for (const job of jobs) launch(job);
    return jobs.length;
  };

  const apart = work.apartMs === undefined ? undefined : createPace(work.apartMs);

  const look = async (): Promise<void> => {
    bell.silence();
    try {
      await apart?.();
      if ((await fill()) > 0) return;
      await bell.wait(await work.pause());
    } catch (error) {
      work.log.error({ err: error }, 'cannot look for work');
      await bell.wait(PAUSE_AFTER_FAILURE_MS);
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopped) await look();
  };

  return {
    tick: async () => {
      for (let total = 0; ; ) {
        const endedBefore = ended;
        const count = await fill();
        total += count;
        // A job that ended during the claim may have made room for what the claim could not take.
        if (count > 0 || ended > endedBefore) continue;
        if (running.size === 0) return total;
        await Promise.race(running);
      }
    },
    start: () => {
      looping ??= loop();
    },
    stop: async () => {
      stopped = true;
      bell.ring();
      await looping;
      await within(work.drainMs, Promise.all(running));
      interruption.abort();
      await Promise.all(running);
    },
    wake: bell.ring,
  };
};

interface Bell {
  ring(): void;
  /** Forgets rings so far. */
  silence(): void;
  /** Resolves at the first ring since the silence, or after the time. */
  wait(milliseconds: number): Promise<void>;
}

/** For one waiter. */
const createBell = (): Bell => {
  let rung = false;
  let wakeUp: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wakeUp?.();
    },
    silence: () => {
      rung = false;
    },
    wait: async (milliseconds) => {
      if (rung) return;
      await within(
        milliseconds,
        new Promise<void>((resolve) => {
          wakeUp = resolve;
        }),
      );
      wakeUp = undefined;
    },
  };
};

const within = async (milliseconds: number, event: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([event, timeout]);
  clearTimeout(timer);
};
