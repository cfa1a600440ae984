import { expect, it } from 'vitest';
import { FULL, QUICK, readArguments } from '../src/options.js';

const KNOWN = ['read', 'refresh'];

it('runs everything unless something is named', () => {
  expect(readArguments([], KNOWN)).toEqual({ names: KNOWN, options: FULL });
  expect(readArguments(['refresh'], KNOWN)).toEqual({ names: ['refresh'], options: FULL });
});

it('takes --quick anywhere', () => {
  expect(readArguments(['--quick', 'read'], KNOWN)).toEqual({ names: ['read'], options: QUICK });
  expect(readArguments(['read', '--quick'], KNOWN)).toEqual({ names: ['read'], options: QUICK });
});

it('names what it does not know, and what it does', () => {
  expect(() => readArguments(['reed', '--fast'], KNOWN)).toThrow(
    'unknown: reed, --fast; there are read, refresh and --quick',
  );
});
