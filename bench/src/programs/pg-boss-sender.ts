import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { answerCalls, startArgument } from './calls.js';
import { createJobSender, newJobs, type SendJob, type SentAttempt } from './job-sender.js';

/**
 * Deliveries as jobs of pg-boss on the same PostgreSQL. Its `work` waits between batches, so batches are fetched
 * and completed by hand, several at a time, as fast as they go.
 */
const { databaseUrl, url, atOnce } = startArgument<{
  databaseUrl: string;
  url: string;
  atOnce: number;
}>();

const QUEUE = 'deliveries';
const BATCHES = 4;
const AT_A_TIME = 1_000;
const LOOK_EVERY_MS = 10;

const boss = new PgBoss({
  ...{ connectionString: databaseUrl, max: 2 * BATCHES },
  ...{ supervise: false, schedule: false },
});
boss.on('error', (error) => console.error(error));
await boss.start();
await boss.createQueue(QUEUE);
const sender = createJobSender(url);

// What it keeps of a job that is complete is one text for a whole batch, so attempts have a table, as in Carport.
const pool = new pg.Pool({ connectionString: databaseUrl, max: BATCHES });
await pool.query(`
  CREATE TABLE sent_attempts
    (id uuid PRIMARY KEY, started_at timestamptz NOT NULL, duration_ms int NOT NULL, status_code int NOT NULL)
`);

const record = async (attempts: readonly SentAttempt[]): Promise<void> => {
  await pool.query(
    'INSERT INTO sent_attempts SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::int[])',
    [
      attempts.map(({ deliveryId }) => deliveryId),
      attempts.map(({ startedAt }) => new Date(startedAt)),
      attempts.map(({ durationMs }) => durationMs),
      attempts.map(({ statusCode }) => statusCode),
    ],
  );
};

/** Sends batch after batch until nothing is left. */
const drain = async (): Promise<void> => {
  const batchSize = Math.ceil(atOnce / BATCHES);
  for (;;) {
    const jobs = await boss.fetch<SendJob>(QUEUE, { batchSize });
    if (jobs.length === 0) return;
    const attempts = await Promise.all(jobs.map(({ data }) => sender.send(data)));
    await record(attempts);
    await boss.complete(
      QUEUE,
      jobs.map(({ id }) => id),
    );
  }
};

let draining: Promise<unknown> = Promise.resolve();

answerCalls(
  {
    enqueue: async (count: number) => {
      const jobs = newJobs(count).map((data) => ({ name: QUEUE, data }));
      for (let from = 0; from < count; from += AT_A_TIME) {
        await boss.insert(jobs.slice(from, from + AT_A_TIME));
      }
    },
    wake: () => {
      draining = Promise.all(Array.from({ length: BATCHES }, drain));
    },
    settled: async () => {
      await draining;
      while ((await boss.getQueueSize(QUEUE, { before: 'completed' })) > 0)
        await sleep(LOOK_EVERY_MS);
    },
  },
  async () => {
    await boss.stop({ graceful: false });
    await pool.end();
    await sender.close();
  },
);
