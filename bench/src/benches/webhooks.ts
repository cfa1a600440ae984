import { WEBHOOK_DEFAULTS } from '@carport/server/webhooks/settings';
import { type Contestant, contest, rateRatio } from '../contest.js';
import { withEmbeddedDatabase } from '../database.js';
import type { Measurement } from '../load.js';
import type { Options } from '../options.js';
import { type Program, withPrograms } from '../program.js';
import { eventPayload } from '../programs/event-payload.js';
import { print } from '../report.js';
import type { Bench } from './bench.js';

const EVENTS = 5_000;
const EVENTS_QUICKLY = 1_000;
/** Settled with the webhook engine's own issue. */
const BAR = null;

/**
 * Deliveries of 2 KB to a receiver on this machine: claimed, signed, sent, and written down in PostgreSQL, beside a
 * loop that only posts the same bytes. The sender has one processor.
 */
export const benchWebhooks: Bench = async (options) => {
  const one = await deliver(1, WEBHOOK_DEFAULTS.slotsPerWebhook, options);
  const several = await deliver(8, WEBHOOK_DEFAULTS.slots, options);
  return one && several;
};

const deliver = (webhooks: number, atOnce: number, options: Options): Promise<boolean> =>
  withEmbeddedDatabase((databaseUrl) =>
    withPrograms(async (start) => {
      const sink = await start('sink', {}, 'anywhere');
      const url = await sink.call<string>('url');
      const body = eventPayload('00000000-0000-4000-8000-000000000000', 'bench');
      const loop = await start('post-loop', { url, body });
      const carport = await start('dispatch-server', { databaseUrl, url, webhooks });
      const count = options.quick ? EVENTS_QUICKLY : EVENTS;
      const contestants: Contestant[] = [
        {
          ...{ name: `bare undici loop, ${atOnce} at once`, program: loop, of: 'posts' },
          run: () => timed(count, () => loop.call('post', { count, atOnce })),
        },
        {
          ...{
            name: `Carport, ${webhooks} of ${atOnce} at once`,
            program: carport,
            of: 'deliveries',
          },
          run: () => runDispatcher(carport, sink, count),
        },
      ];
      const standings = await contest(contestants, options);
      const [bare, measured] = standings;
      if (!bare || !measured) throw new Error('a contestant did not run');
      return print(
        `webhooks: durable deliveries of 2 KB, ${webhooks === 1 ? 'one webhook' : `${webhooks} webhooks`}`,
        standings.map(({ row }) => row),
        [{ what: 'ratio by rate', ratio: rateRatio(measured, bare), bar: BAR }],
      );
    }),
  );

const runDispatcher = async (
  carport: Program,
  sink: Program,
  count: number,
): Promise<Measurement> => {
  await sink.call('startCounting');
  await carport.call('enqueue', count);
  return timed(count, async () => {
    await carport.call('wake');
    await sink.call('reach', count);
    await carport.call('settled');
  });
};

const timed = async (count: number, work: () => Promise<unknown>): Promise<Measurement> => {
  const start = performance.now();
  await work();
  return { count, perSecond: count / ((performance.now() - start) / 1_000) };
};
