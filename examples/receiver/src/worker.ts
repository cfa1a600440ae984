import { setTimeout as sleep } from 'node:timers/promises';
import { type Event, eventIn } from './events.js';
import type { Job, Spool } from './spool.js';

/** What your application does with an event. It may come twice: after a crash the last one comes again. */
export type Handle = (event: Event) => Promise<void>;

export interface Worker {
  /** Ends with the event that is being worked on. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly spool: Spool;
  readonly handle: Handle;
  readonly log: (line: string) => void;
  /** Before each further try of an event that could not be handled, in milliseconds. */
  readonly pausesMs?: readonly number[];
}

/** Works on one event after the other, in the order in which they came. */
export const startWorker = (options: WorkerOptions): Worker => {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    for await (const job of options.spool.jobs(stopping.signal)) {
      await work(job, options, stopping.signal);
    }
  };
  const ended = run();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
};

const PAUSES_MS = [1_000, 5_000, 30_000, 120_000];

const work = async (
  job: Job,
  { handle, log, pausesMs = PAUSES_MS }: WorkerOptions,
  signal: AbortSignal,
): Promise<void> => {
  for (const pause of [...pausesMs, undefined]) {
    try {
      await handle(eventIn(job.bytes));
      return await job.done();
    } catch (error) {
      log(`an event could not be handled: ${error}`);
      if (pause === undefined) break;
      // It stays in the queue and is the first after the restart.
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }
  log('it is put aside');
  await job.giveUp();
};
