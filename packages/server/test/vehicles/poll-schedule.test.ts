import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPollDelay } from '../../src/vehicles/poll-schedule.js';

const HOUR = 3_600_000;

describe('the pause until a car is asked again', () => {
  test.each([
    [0, 60_000],
    [1, 120_000],
    [2, 240_000],
    [5, 1_920_000],
    [6, HOUR],
    [1_000, HOUR],
  ])('after %i failures in a row is %i ms at a pace of a minute', (failures, expected) => {
    expect(nextPollDelay(60_000, failures)).toBe(expected);
  });

  test('is never shorter than the pace and never shorter than after fewer failures', () => {
    const pace = fc.integer({ min: 1, max: 10 * HOUR });
    fc.assert(
      fc.property(pace, fc.nat({ max: 100 }), (every, failures) => {
        const delay = nextPollDelay(every, failures);
        expect(delay).toBeGreaterThanOrEqual(every);
        expect(nextPollDelay(every, failures + 1)).toBeGreaterThanOrEqual(delay);
      }),
    );
  });
});
