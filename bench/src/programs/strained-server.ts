import { setTimeout as sleep } from 'node:timers/promises';
import { answerCalls, startArgument } from './calls.js';
import { startWebhooks } from './webhooks-at-work.js';

/** Webhooks of many receivers, at a steady pace or in bursts. */
const { databaseUrl, callbacks } = startArgument<{
  databaseUrl: string;
  callbacks: readonly string[];
}>();
const work = await startWebhooks(databaseUrl, callbacks);

const SLICE_MS = 20;
const MEGABYTE = 1_048_576;
const LOOK_AT_MEMORY_MS = 50;

let peakBytes = 0;
setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, LOOK_AT_MEMORY_MS).unref();

answerCalls(
  {
    /** As cars do it: some events, then some more, each told of as soon as it is written. */
    pace: async ({ perSecond, count }: { perSecond: number; count: number }) => {
      const start = performance.now();
      for (let written = 0; written < count; ) {
        const due = Math.min(count, Math.ceil(((performance.now() - start) / 1_000) * perSecond));
        if (due > written) {
          await work.write(due - written);
          await work.wake();
          written = due;
        }
        await sleep(SLICE_MS);
      }
    },
    write: work.write,
    wake: work.wake,
    settled: work.settled,
    /** Megabytes now, from where the peak is looked for. */
    memory: () => {
      peakBytes = process.memoryUsage.rss();
      return peakBytes / MEGABYTE;
    },
    peakMemory: () => peakBytes / MEGABYTE,
  },
  work.close,
);
