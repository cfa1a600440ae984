import { type Contestant, contest, processorRatio, rateRatio, scaled } from '../contest.js';
import { withEmbeddedDatabase } from '../database.js';
import { load, type Target } from '../load.js';
import type { Options } from '../options.js';
import { type Program, withPrograms } from '../program.js';
import { print } from '../report.js';

/** A request to Carport beside a bare Fastify route that answers with the same JSON. */
export interface AgainstBare {
  readonly title: string;
  readonly name: string;
  readonly target: (carport: Program) => Promise<Target>;
  /** What the bare route answers with; the same as Carport unless it is another request's work. */
  readonly bareTarget?: (carport: Program) => Promise<Target>;
  readonly bareName: string;
  /** How many bare requests do the work of one to Carport. */
  readonly worth: number;
  readonly bar: number;
}

/**
 * Both servers run on one processor, their load generator beside them. The bar is for processor time, which is
 * what a busy processor's rate comes from; the rates are printed as well.
 */
export const runAgainstBare = (bench: AgainstBare, options: Options): Promise<boolean> =>
  withEmbeddedDatabase((databaseUrl) =>
    withPrograms(async (start) => {
      const carport = await start('carport-server', { databaseUrl });
      const target = await bench.target(carport);
      const model = (await bench.bareTarget?.(carport)) ?? target;
      const bare = await start('bare-server', { body: await answerOf(model) });
      const bareTarget = await bare.call<Target>('target');
      const contestants: Contestant[] = [
        { name: bench.bareName, program: bare, run: (seconds) => load([bareTarget], seconds) },
        { name: bench.name, program: carport, run: (seconds) => load([target], seconds) },
      ];
      const [baseline, measured] = await contest(contestants, options);
      if (!baseline || !measured) throw new Error('a contestant did not run');
      const { worth, bar } = bench;
      const byTime = scaled(processorRatio(measured, baseline), worth);
      const byRate = scaled(rateRatio(measured, baseline), worth);
      return print(
        bench.title,
        [baseline.row, measured.row],
        [
          { what: 'ratio by processor time', ratio: byTime, bar },
          { what: 'ratio by rate', ratio: byRate, bar: null },
        ],
      );
    }),
  );

const answerOf = async ({ url, method = 'GET', headers, body }: Target): Promise<unknown> => {
  const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return answer.json();
};
