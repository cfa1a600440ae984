import { expect, test } from 'vitest';
import { plainArray, textArray } from '../../src/store/arrays.js';

test('what is special in an array is escaped, and NUL is left out', () => {
  expect(textArray(['a', 'say "a"', 'b\\c', 'n\0ul', ''])).toBe(
    '{"a","say \\"a\\"","b\\\\c","nul",""}',
  );
});

test('a text that comes again, and none, are written each time', () => {
  expect(textArray([null, null, 'a', 'a', null, 'a', 'b'])).toBe(
    '{NULL,NULL,"a","a",NULL,"a","b"}',
  );
  expect(textArray([])).toBe('{}');
});

test('values that need no escaping stand as they are', () => {
  expect(plainArray([1, null, 'c0ffee'])).toBe('{1,NULL,c0ffee}');
});
