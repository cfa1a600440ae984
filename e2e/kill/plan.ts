import fc from 'fast-check';
import type { Moment } from './load.js';

/** When to kill: right after the nth acknowledgement of a kind, with everything else under way. */
export interface KillPoint {
  readonly moment: Moment;
  readonly after: number;
  /** The embedded database is killed with the server. */
  readonly withDatabase: boolean;
}

const MOMENTS: readonly Moment[] = ['consent', 'exchange', 'refresh', 'command', 'delivery'];
const KILLS = 3;

/** The same seed makes the same plan; no moment comes twice. */
export const killPoints = (seed: number): KillPoint[] => {
  const moments = fc.shuffledSubarray([...MOMENTS], { minLength: KILLS, maxLength: KILLS });
  const details = fc.record({ after: fc.integer({ min: 2, max: 8 }), withDatabase: fc.boolean() });
  const plan = fc
    .tuple(moments, fc.array(details, { minLength: KILLS, maxLength: KILLS }))
    .map(([order, rest]) =>
      rest.map((detail, index): KillPoint => ({ ...detail, moment: order[index] ?? 'refresh' })),
    );
  return fc.sample(plan, { seed, numRuns: 1 }).flat();
};
