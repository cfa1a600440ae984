import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compassLetters,
  compassPoint,
  createTraces,
  distanceMetres,
  headingOf,
} from '../../src/car/trace.js';

const BOULDER = { latitude: 40.0176, longitude: -105.2534 };
const north = (metres: number) => ({
  ...BOULDER,
  latitude: BOULDER.latitude + metres / 111_320,
});

const traces = (): { clock: { now: number }; traces: ReturnType<typeof createTraces> } => {
  const clock = { now: 0 };
  return { clock, traces: createTraces(() => clock.now) };
};

describe('a trace', () => {
  it('keeps where a car has been, oldest first', () => {
    const { traces: kept } = traces();
    for (const metres of [0, 100, 200]) kept.add('car', north(metres));
    expect(kept.of('car')).toEqual([north(0), north(100), north(200)]);
    expect(kept.of('other')).toEqual([]);
  });

  it('ignores a receiver’s trembling', () => {
    const { traces: kept } = traces();
    for (const metres of [0, 2, 1, 3]) kept.add('car', north(metres));
    expect(kept.of('car')).toHaveLength(1);
  });

  it('has an end', () => {
    const { traces: kept } = traces();
    for (let step = 0; step < 1000; step += 1) kept.add('car', north(step * 50));
    expect(kept.of('car')).toHaveLength(240);
    expect(kept.of('car').at(-1)).toEqual(north(999 * 50));
  });

  it('is forgotten with its car', () => {
    const { traces: kept } = traces();
    kept.add('car', BOULDER);
    kept.forget('car');
    expect(kept.of('car')).toEqual([]);
  });
});

describe('a car on the road', () => {
  it('is found elsewhere again and again', () => {
    const { traces: kept, clock } = traces();
    for (const metres of [0, 300, 600]) {
      kept.add('car', north(metres));
      clock.now += 5000;
    }
    expect(kept.isMoving('car')).toBe(true);
  });

  it('is not one that jumped through time once', () => {
    const { traces: kept } = traces();
    kept.add('car', north(0));
    kept.add('car', north(20_000));
    expect(kept.isMoving('car')).toBe(false);
  });

  it('has arrived when it stays where it is', () => {
    const { traces: kept } = traces();
    for (const metres of [0, 300, 600, 600, 600]) kept.add('car', north(metres));
    expect(kept.isMoving('car')).toBe(true);
    kept.add('car', north(600));
    expect(kept.isMoving('car')).toBe(false);
  });

  it('is forgotten about when nobody looks', () => {
    const { traces: kept, clock } = traces();
    for (const metres of [0, 300, 600]) kept.add('car', north(metres));
    clock.now += 31_000;
    expect(kept.isMoving('car')).toBe(false);
    expect(kept.isMoving('other')).toBe(false);
  });
});

describe('headings', () => {
  it.each([
    [{ ...BOULDER, latitude: 41 }, 'north', 'N'],
    [{ ...BOULDER, latitude: 39 }, 'south', 'S'],
    [{ ...BOULDER, longitude: -104 }, 'east', 'E'],
    [{ ...BOULDER, longitude: -106 }, 'west', 'W'],
    [{ latitude: 40.1, longitude: -105.1458 }, 'north-east', 'NE'],
  ])('to %j are %s', (to, words, letters) => {
    const heading = headingOf([BOULDER, to]) ?? Number.NaN;
    expect(compassPoint(heading)).toBe(words);
    expect(compassLetters(heading)).toBe(letters);
  });

  it('are unknown for a car that has not moved', () => {
    expect(headingOf([])).toBeNull();
    expect(headingOf([BOULDER])).toBeNull();
  });

  it('name every angle', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 360, noNaN: true }), (heading) => {
        expect(compassLetters(heading)).toMatch(/^(N|S|E|W|NE|NW|SE|SW)$/);
      }),
    );
  });
});

describe('distances', () => {
  const position = fc.record({
    latitude: fc.double({ min: 30, max: 60, noNaN: true }),
    longitude: fc.double({ min: -120, max: 20, noNaN: true }),
  });

  it('are never negative, and nothing to where one is', () => {
    fc.assert(
      fc.property(position, position, (from, to) => {
        expect(distanceMetres(from, to)).toBeGreaterThanOrEqual(0);
        expect(distanceMetres(from, from)).toBe(0);
      }),
    );
  });

  it('are right to a metre over a few hundred', () => {
    expect(distanceMetres(BOULDER, north(400))).toBeCloseTo(400, 0);
  });
});
