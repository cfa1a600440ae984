import { type Contestant, contest, rateRatio } from '../contest.js';
import { withEmbeddedDatabase } from '../database.js';
import { type Program, withPrograms } from '../program.js';
import { createRefreshLoad, type RefreshAccount, type RefreshLoad } from '../refresh-load.js';
import { print } from '../report.js';
import type { Bench } from './bench.js';

const OWNERS = 64;
const BAR = 2;

/**
 * Refreshes with rotation, 64 owners at a time. The server under test has one processor; PostgreSQL and the load
 * have the rest. The bar is for equal durability; what oidc-provider does without any is printed as well.
 */
export const benchRefresh: Bench = (options) =>
  withEmbeddedDatabase((databaseUrl) =>
    withPrograms(async (start) => {
      const loads: RefreshLoad[] = [];
      const entrant = async (name: string, program: Program): Promise<Contestant> => {
        const account = await program.call<RefreshAccount>('refresh', OWNERS);
        const load = createRefreshLoad(account);
        loads.push(load);
        return { name, program, of: 'refreshes', run: load.run };
      };
      const standings = await contest(
        [
          await entrant('Carport, PostgreSQL', await start('carport-server', { databaseUrl })),
          await entrant('oidc-provider, PostgreSQL', await start('oidc-server', { databaseUrl })),
          await entrant(
            'oidc-provider, nothing kept',
            await start('oidc-server', { databaseUrl: null }),
          ),
        ],
        options,
      );
      await Promise.all(loads.map((load) => load.close()));
      const [carport, durable, fleeting] = standings;
      if (!carport || !durable || !fleeting) throw new Error('a contestant did not run');
      return print(
        'refresh: POST with a refresh token, rotation on, client secret in Basic, same PostgreSQL',
        standings.map(({ row }) => row),
        [
          {
            what: 'ratio to oidc-provider on PostgreSQL',
            ratio: rateRatio(carport, durable),
            bar: BAR,
          },
          {
            what: 'ratio to oidc-provider in memory',
            ratio: rateRatio(carport, fleeting),
            bar: null,
          },
        ],
      );
    }),
  );
