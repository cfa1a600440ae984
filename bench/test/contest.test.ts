import { describe, expect, it } from 'vitest';
import { contest, processorRatio, rateRatio, scaled, standingOf } from '../src/contest.js';
import { QUICK } from '../src/options.js';
import type { Program } from '../src/program.js';

/** A program whose processor time moves by as much as the load says. */
const createFake = (name: string, seen: string[], microseconds: number) => {
  let time = 0;
  const program: Program = {
    call: async () => {
      throw new Error('nobody calls here');
    },
    processorTime: async () => time,
    stop: async () => undefined,
  };
  const run = async (seconds: number) => {
    seen.push(`${name} ${seconds}`);
    time += microseconds * 10;
    return { perSecond: 1_000 / microseconds, p99: 1, count: 10 };
  };
  return { name, program, run };
};

describe('a contest', () => {
  it('warms everybody up and then goes in turn', async () => {
    const seen: string[] = [];
    const contestants = [createFake('a', seen, 20), createFake('b', seen, 50)];
    const options = { ...QUICK, rounds: 2, warmUpSeconds: 3, secondsPerRound: 1 };
    const [a, b] = await contest(contestants, options);
    expect(seen).toEqual(['a 3', 'b 3', 'a 1', 'b 1', 'a 1', 'b 1']);
    expect(a?.row).toMatchObject({ name: 'a', perSecond: 50, processorMicroseconds: 20 });
    expect(b?.row).toMatchObject({ name: 'b', perSecond: 20, processorMicroseconds: 50 });
  });
});

describe('a comparison', () => {
  const round = (perSecond: number, processorMicroseconds: number) => ({
    ...{ perSecond, processorMicroseconds, p99: 1, count: 1 },
  });
  const baseline = standingOf('bare', [round(100, 10), round(50, 20), round(100, 12)]);
  const measured = standingOf('ours', [round(40, 25), round(30, 60), round(50, 20)]);

  it('of rates takes the middle of the rounds', () => {
    expect(rateRatio(measured, baseline)).toEqual({ middle: 0.5, least: 0.4, most: 0.6 });
  });
  it('of processor time takes the least disturbed round of each', () => {
    const { middle, least, most } = processorRatio(measured, baseline);
    expect(middle).toBe(0.5);
    expect([least, most]).toEqual([20 / 60, 12 / 20]);
  });
  it('counts a request for the work of several', () => {
    expect(scaled({ middle: 0.1, least: 0.05, most: 0.2 }, 10)).toEqual({
      ...{ middle: 1, least: 0.5, most: 2 },
    });
  });
});
