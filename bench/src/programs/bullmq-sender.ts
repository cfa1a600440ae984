import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { answerCalls, startArgument } from './calls.js';
import { createJobSender, newJobs, type SendJob, type SentAttempt } from './job-sender.js';

/** Deliveries as jobs of BullMQ on Redis; the attempt is the job's return value, and finished jobs are kept. */
const { redisUrl, url, atOnce } = startArgument<{
  redisUrl: string;
  url: string;
  atOnce: number;
}>();

const QUEUE = `carport-bench-${process.pid}`;
const AT_A_TIME = 1_000;
const LOOK_EVERY_MS = 10;
// A worker waits for jobs on a connection of its own, for as long as it takes.
const connectionOf = () => new Redis(redisUrl, { maxRetriesPerRequest: null });

const sender = createJobSender(url);
const queue = new Queue<SendJob, SentAttempt>(QUEUE, { connection: connectionOf() });
const worker = new Worker<SendJob, SentAttempt>(QUEUE, ({ data }) => sender.send(data), {
  ...{ connection: connectionOf(), concurrency: atOnce, autorun: false },
});
worker.on('error', (error) => console.error(error));
await queue.waitUntilReady();
await worker.waitUntilReady();
await queue.pause();
void worker.run();

answerCalls(
  {
    enqueue: async (count: number) => {
      await queue.pause();
      // What the round before has left behind is no part of this one.
      await queue.clean(0, count, 'completed');
      const jobs = newJobs(count).map((data) => ({ name: 'deliver', data }));
      for (let from = 0; from < count; from += AT_A_TIME) {
        await queue.addBulk(jobs.slice(from, from + AT_A_TIME));
      }
    },
    wake: () => queue.resume(),
    settled: async () => {
      for (;;) {
        const counts = await queue.getJobCounts('waiting', 'active', 'prioritized');
        if (Object.values(counts).every((count) => count === 0)) return;
        await sleep(LOOK_EVERY_MS);
      }
    },
  },
  async () => {
    await worker.close(true);
    await queue.obliterate({ force: true });
    await queue.close();
    await sender.close();
  },
);
