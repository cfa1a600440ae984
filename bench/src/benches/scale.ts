import { type Contestant, contest, rateRatio } from '../contest.js';
import { withServerDatabases } from '../database.js';
import { load, type Target } from '../load.js';
import type { Options } from '../options.js';
import { type Program, withPrograms } from '../program.js';
import { print } from '../report.js';
import type { Bench } from './bench.js';

const FEW = 10;
const MANY = 1_000_000;
const MANY_QUICKLY = 10_000;
/** Few, because requests at the same time for the same car share one look-up, which 10 cars would profit from. */
const AT_ONCE = 4;
/** As flat as a machine's noise lets one say. */
const BAR = 0.8;

/**
 * What a read costs with 10 connections and with a million, when no cache of the server knows anything: every
 * request looks up terms, token, cars and signals in PostgreSQL.
 */
export const benchScale: Bench = async (options) => {
  const many = options.quick ? MANY_QUICKLY : MANY;
  const held = await withServerDatabases(2, ([small, large]) =>
    withPrograms(async (start) => {
      const few = await start('fleet-server', { databaseUrl: small, connections: FEW });
      const before = performance.now();
      const lots = await start('fleet-server', { databaseUrl: large, connections: many });
      const seconds = Math.round((performance.now() - before) / 1_000);
      console.log(`\n${many} connections made in ${seconds} s`);
      const fleets = [
        { program: few, connections: FEW },
        { program: lots, connections: many },
      ] as const;
      const reads = await compare('battery, no cache', fleets, options, (program) =>
        program.call<Target[]>('batteries'),
      );
      const lists = await compare('page of 10 connections', fleets, options, async (program) => [
        await program.call<Target>('connections'),
      ]);
      return print(
        'scale: the same requests with few connections and with many, on PostgreSQL',
        [...reads.rows, ...lists.rows],
        [
          { what: `rate of reads at ${many}, of that at ${FEW}`, ratio: reads.ratio, bar: BAR },
          { what: `rate of lists at ${many}, of that at ${FEW}`, ratio: lists.ratio, bar: null },
        ],
      );
    }),
  );
  if (held === null) console.log('\nscale: left out, no PostgreSQL at CARPORT_BENCH_POSTGRES_URL');
  return held ?? true;
};

const compare = async (
  name: string,
  fleets: readonly { readonly program: Program; readonly connections: number }[],
  options: Options,
  targetsOf: (program: Program) => Promise<readonly Target[]>,
) => {
  const contestants: Contestant[] = [];
  for (const { program, connections } of fleets) {
    const targets = await targetsOf(program);
    contestants.push({
      ...{ name: `${name}, of ${connections}`, program },
      run: (seconds) => load(targets, seconds, AT_ONCE),
    });
  }
  const standings = await contest(contestants, options);
  const [few, many] = standings;
  if (!few || !many) throw new Error('a contestant did not run');
  return { rows: standings.map(({ row }) => row), ratio: rateRatio(many, few) };
};
