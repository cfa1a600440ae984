import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoTime } from '../../src/http/iso-time.js';

it('writes any time as Date does, the first time and every other', () => {
  const moments = fc.date({ noInvalidDate: true }).map((date) => date.getTime());
  fc.assert(
    fc.property(fc.array(moments, { minLength: 1, maxLength: 20 }), (times) => {
      const expected = times.map((time) => new Date(time).toISOString());
      expect(times.map(isoTime)).toEqual(expected);
      expect(times.map(isoTime)).toEqual(expected);
    }),
  );
});

it('goes on with more different times than it keeps', () => {
  for (let second = 0; second < 10_000; second += 1) {
    expect(isoTime(second * 1_000)).toBe(new Date(second * 1_000).toISOString());
  }
  expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
});

it('refuses what is no time', () => {
  expect(() => isoTime(Number.NaN)).toThrow(RangeError);
});
