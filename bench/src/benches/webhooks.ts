import { WEBHOOK_DEFAULTS } from '@carport/server/webhooks/settings';
import { type Contestant, contest, rateRatio } from '../contest.js';
import { withEmbeddedDatabase } from '../database.js';
import type { Measurement } from '../load.js';
import type { Options } from '../options.js';
import { type Program, withPrograms } from '../program.js';
import { eventPayload } from '../programs/event-payload.js';
import { findRedis } from '../redis.js';
import { print } from '../report.js';
import type { Bench } from './bench.js';

const EVENTS = 20_000;
const EVENTS_QUICKLY = 1_000;
/** A round lasts as long as its events take, so fewer do. */
const MOST_ROUNDS = 5;
const BARE_BAR = 0.5;
/** Ahead of it. */
const QUEUE_BAR = 1;

/**
 * Deliveries of 2 KB to a receiver on this machine: claimed, signed, sent, and written down in PostgreSQL, beside a
 * loop that only posts the same bytes, and beside the same job on BullMQ and on pg-boss. Each sender has one
 * processor.
 */
export const benchWebhooks: Bench = async (options) => {
  const one = await deliver(1, WEBHOOK_DEFAULTS.slotsPerWebhook, options);
  const several = await deliver(8, WEBHOOK_DEFAULTS.slots, options);
  return one && several;
};

const deliver = async (webhooks: number, atOnce: number, options: Options): Promise<boolean> => {
  const redisUrl = await findRedis();
  return withEmbeddedDatabase((databaseUrl) =>
    withPrograms(async (start) => {
      const sink = await start('sink', {}, 'anywhere');
      const url = await sink.call<string>('url');
      const body = eventPayload('00000000-0000-4000-8000-000000000000', 'bench');
      const loop = await start('post-loop', { url, body });
      const count = options.quick ? EVENTS_QUICKLY : EVENTS;
      const sender = (name: string, program: Program): Contestant => ({
        ...{ name, program, of: 'deliveries' },
        run: () => runSender(program, sink, count),
      });
      const bareLoop: Contestant = {
        ...{ name: `bare undici loop, ${atOnce} at once`, program: loop, of: 'posts' },
        run: () => timed(count, () => loop.call('post', { count, atOnce })),
      };
      const carport = await start('dispatch-server', { databaseUrl, url, webhooks });
      const boss = await start('pg-boss-sender', { databaseUrl, url, atOnce });
      const contestants = [
        bareLoop,
        sender('Carport, PostgreSQL', carport),
        sender('pg-boss, same PostgreSQL', boss),
      ];
      if (redisUrl === null) console.log('No Redis server listens; BullMQ is left out.');
      else {
        const bull = await start('bullmq-sender', { redisUrl, url, atOnce });
        contestants.push(sender('BullMQ, Redis as it is configured', bull));
      }
      const rounds = Math.min(options.rounds, MOST_ROUNDS);
      const [bare, measured, ...queues] = await contest(contestants, { ...options, rounds });
      if (!bare || !measured) throw new Error('a contestant did not run');
      return print(
        `webhooks: durable deliveries of 2 KB, ${webhooks === 1 ? 'one webhook' : `${webhooks} webhooks`}`,
        [bare, measured, ...queues].map(({ row }) => row),
        [
          { what: 'ratio to the loop', ratio: rateRatio(measured, bare), bar: BARE_BAR },
          ...queues.map((queue) => ({
            what: `ratio to ${queue.row.name}`,
            ratio: rateRatio(measured, queue),
            bar: QUEUE_BAR,
          })),
        ],
      );
    }),
  );
};

const runSender = async (sender: Program, sink: Program, count: number): Promise<Measurement> => {
  await sink.call('startCounting');
  await sender.call('enqueue', count);
  return timed(count, async () => {
    await sender.call('wake');
    await sink.call('reach', count);
    await sender.call('settled');
  });
};

const timed = async (count: number, work: () => Promise<unknown>): Promise<Measurement> => {
  const start = performance.now();
  await work();
  return { count, perSecond: count / ((performance.now() - start) / 1_000) };
};
