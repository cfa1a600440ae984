import { describe, expect, it } from 'vitest';
import { median, percentile99, ratioOf } from '../src/statistics.js';

describe('the median', () => {
  it('is the middle one, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 9, 100])).toBe(10);
  });
  it('is the upper of two middle ones', () => expect(median([4, 1, 3, 2])).toBe(3));
  it('is nothing of nothing', () => expect(median([])).toBeNaN());
});

describe('the 99th percentile', () => {
  it('leaves one of a hundred above it', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile99(hundred)).toBe(99);
  });
  it('is the largest of a few', () => expect(percentile99([3, 7, 5])).toBe(7));
  it('is nothing of nothing', () => expect(percentile99([])).toBeNaN());
});

describe('a ratio', () => {
  it('compares rounds that ran next to each other', () => {
    // The machine was ten times slower in the second round, for both.
    expect(ratioOf([40, 5, 44], [100, 10, 100])).toEqual({ middle: 0.44, least: 0.4, most: 0.5 });
  });
});
