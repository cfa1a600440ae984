import { withEmbeddedDatabase } from '../database.js';
import type { Options } from '../options.js';
import { type Program, withPrograms } from '../program.js';
import { print, type Row } from '../report.js';
import { percentile99, ratioOf } from '../statistics.js';
import type { Bench } from './bench.js';

const WEBHOOKS = 1_000;
const DEAD = 100;

const SIZES = {
  full: { drained: 20_000, secondsAtHalf: 10, rounds: 3, burst: 100_000 },
  quick: { drained: 2_000, secondsAtHalf: 2, rounds: 1, burst: 5_000 },
};

/** The dead may not make healthy webhooks wait twice as long. */
const CALM_BAR = 0.5;
/** Five times as many events may not take more than half as much memory again. */
const MEMORY_BAR = 0.66;

/**
 * A thousand webhooks at half of what one sender can do: how old events are when healthy receivers get them, with
 * every receiver answering and with a hundred that hang. Then a burst, and what it takes in memory.
 */
export const benchStrain: Bench = (options) =>
  withEmbeddedDatabase((databaseUrl) =>
    withPrograms(async (start) => {
      const sink = await start('timing-sink', {}, 'anywhere');
      const origin = await sink.call<string>('origin');
      const callbacks = Array.from(
        { length: WEBHOOKS },
        (_, number) => `${origin}/${number < DEAD ? 'frail' : 'live'}`,
      );
      const server = await start('strained-server', { databaseUrl, callbacks });
      const rate = await drainRate(server, sink, options);
      const calm = await strain(server, sink, rate / 2, options);
      const held = await burst(server, sink, options);
      return calm && held;
    }),
  );

const sizesOf = ({ quick }: Options) => (quick ? SIZES.quick : SIZES.full);

const liveOf = (count: number): number => count - Math.ceil((count / WEBHOOKS) * DEAD);

/** Events a second when all are there at once. */
const drainRate = async (server: Program, sink: Program, options: Options): Promise<number> => {
  const { drained } = sizesOf(options);
  let perSecond = 0;
  for (const count of [WEBHOOKS, drained]) {
    await server.call('write', count);
    const from = performance.now();
    await server.call('wake');
    await server.call('settled');
    perSecond = count / ((performance.now() - from) / 1_000);
  }
  await sink.call('startCounting');
  return perSecond;
};

const strain = async (
  server: Program,
  sink: Program,
  perSecond: number,
  options: Options,
): Promise<boolean> => {
  const { secondsAtHalf, rounds } = sizesOf(options);
  const count = Math.ceil((perSecond * secondsAtHalf) / WEBHOOKS) * WEBHOOKS;
  const round = async (hanging: boolean): Promise<number> => {
    await sink.call('hang', hanging);
    await sink.call('startCounting');
    await server.call('pace', { perSecond, count });
    await sink.call('reach', liveOf(count));
    const p99 = percentile99(await sink.call<number[]>('ages'));
    await sink.call('hang', false);
    return p99;
  };
  const calm: number[] = [];
  const strained: number[] = [];
  for (let at = 0; at < rounds; at += 1) {
    calm.push(await round(false));
    await server.call('settled');
    strained.push(await round(true));
    // What hung is made again now that it is answered, so that rounds begin alike.
    await server.call('settled');
  }
  const row = (name: string, p99s: readonly number[]): Row => ({
    ...{ name, perSecond, of: 'events', p99: Math.min(...p99s) },
  });
  return print(
    `strain: ${WEBHOOKS} webhooks at half load, from an event's being written to its receipt`,
    [row('all receivers answer', calm), row(`${DEAD} of them hang: the healthy ones`, strained)],
    [{ what: 'p99 without by p99 with the dead', ratio: ratioOf(calm, strained), bar: CALM_BAR }],
  );
};

const burst = async (server: Program, sink: Program, options: Options): Promise<boolean> => {
  const { burst: count, drained } = sizesOf(options);
  const drain = async (events: number): Promise<{ peak: number; perSecond: number }> => {
    await server.call('write', events);
    await sink.call('startCounting');
    await server.call<number>('memory');
    const from = performance.now();
    await server.call('wake');
    await server.call('settled');
    const perSecond = events / ((performance.now() - from) / 1_000);
    return { perSecond, peak: await server.call<number>('peakMemory') };
  };
  const small = await drain(drained);
  const large = await drain(count);
  const row = (events: number, { peak, perSecond }: { peak: number; perSecond: number }): Row => ({
    ...{ name: `${events} events, at most ${Math.round(peak)} MB`, perSecond, of: 'deliveries' },
  });
  return print(
    'strain: bursts, all due at once',
    [row(drained, small), row(count, large)],
    [
      {
        what: `memory of ${drained} by memory of ${count}`,
        ratio: ratioOf([small.peak], [large.peak]),
        bar: MEMORY_BAR,
      },
    ],
  );
};
