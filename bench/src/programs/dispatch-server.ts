import { answerCalls, startArgument } from './calls.js';
import { startWebhooks } from './webhooks-at-work.js';

/** Webhooks of one receiver, whose events are written first and sent then. */
const { databaseUrl, url, webhooks } = startArgument<{
  databaseUrl: string;
  url: string;
  webhooks: number;
}>();
const work = await startWebhooks(databaseUrl, Array<string>(webhooks).fill(url));

answerCalls(
  {
    /** All due from one moment on, so that writing them is no part of sending them. */
    enqueue: work.write,
    wake: work.wake,
    settled: work.settled,
  },
  work.close,
);
