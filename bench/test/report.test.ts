import { describe, expect, it } from 'vitest';
import { holds, rowText, verdictText } from '../src/report.js';

const ratio = { middle: 0.42, least: 0.4, most: 0.44 };

describe('a row', () => {
  it('has what was measured', () => {
    const row = { name: 'bare', perSecond: 1234.5, of: 'requests', p99: 12.4 };
    expect(rowText({ ...row, processorMicroseconds: 20.04 })).toMatch(
      /^ {2}bare +1235 requests\/s +p99 12 ms +20\.0 µs each$/,
    );
  });
  it('leaves out what was not', () => {
    expect(rowText({ name: 'bare', perSecond: 2, of: 'posts' })).toMatch(/^ {2}bare +2 posts\/s$/);
  });
});

describe('a verdict', () => {
  it('says how the ratio stands to its bar', () => {
    expect(verdictText({ what: 'ratio', ratio, bar: 0.4 })).toBe(
      '  ratio: 0.42 (rounds 0.40 to 0.44), at least 0.4 wanted',
    );
    expect(verdictText({ what: 'ratio', ratio, bar: 0.5 })).toContain('BELOW the 0.5 wanted');
    expect(verdictText({ what: 'ratio', ratio, bar: null })).not.toContain('wanted');
  });
  it('holds at the bar, above it and without one', () => {
    expect([0.42, 0.4, null, 0.43].map((bar) => holds({ what: '', ratio, bar }))).toEqual([
      ...[true, true, true, false],
    ]);
  });
});
