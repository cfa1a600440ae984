import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STEPS } from '../../../src/connect/session.js';
import { pageAfter, readAction } from '../../../src/http/connect/form.js';

const form = (text: string): URLSearchParams => new URLSearchParams(text);

describe('what a form says', () => {
  test.each([
    ['preamble', 'country=DE', { type: 'continue', country: 'DE' }],
    ['preamble', '', { type: 'continue', country: '' }],
    ['brand', 'make=FORD', { type: 'choose-brand', make: 'FORD' }],
    ['brand', 'make=FORD&missing=yes', { type: 'brand-missing' }],
    [
      'sign-in',
      'username=me&password=+a+%26',
      { type: 'sign-in', username: 'me', password: ' a &' },
    ],
    [
      'verify',
      'pin=1234&code=123+456',
      { type: 'verify', answers: { pin: '1234', code: '123456' } },
    ],
    ['verify', '', { type: 'verify', answers: { pin: '', code: '' } }],
    ['verify', 'pin=1&cancel=yes', { type: 'cancel-sign-in' }],
    ['sign-in', '', { type: 'sign-in', username: '', password: '' }],
    [
      'vehicles',
      'shown=A&shown=B&vin=B&go=done',
      { type: 'pick-vehicles', shown: ['A', 'B'], picked: ['B'], done: true },
    ],
    [
      'vehicles',
      'shown=A&go=next',
      { type: 'pick-vehicles', shown: ['A'], picked: [], done: false },
    ],
    ['vehicles', 'every=yes', { type: 'pick-every-vehicle', pick: true }],
    ['vehicles', 'every=no', { type: 'pick-every-vehicle', pick: false }],
    [
      'permissions',
      'decision=allow&permission=a&permission=b',
      { type: 'decide', allow: true, permissions: ['a', 'b'] },
    ],
    ['permissions', 'decision=deny', { type: 'decide', allow: false, permissions: [] }],
    ['battery', 'vin=A&capacity=77.4', { type: 'answer-battery', vin: 'A', kwh: 77.4 }],
    ['battery', 'vin=A', { type: 'answer-battery', vin: 'A', kwh: undefined }],
    ['battery', 'vin=A&capacity=77&unsure=yes', { type: 'answer-battery', vin: 'A', kwh: null }],
    ['battery', 'vin=A&skip=yes', { type: 'skip-batteries' }],
    ['virtual-key', '', { type: 'key-told' }],
    // Only the word itself allows.
    ['permissions', '', { type: 'decide', allow: false, permissions: [] }],
    ['permissions', 'decision=Allow', { type: 'decide', allow: false, permissions: [] }],
  ] as const)('%s: %j', (step, text, action) => {
    expect(readAction(step, form(text))).toEqual(action);
  });

  test('any form of any step is read, and none of them allows by accident', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STEPS), fc.string(), (step, text) => {
        const action = readAction(step, form(text));
        if (action.type === 'decide') {
          expect(action.allow).toBe(form(text).get('decision') === 'allow');
        }
      }),
    );
  });
});

describe('turning pages', () => {
  test.each([
    ['page=3&go=next', 4],
    ['page=3&go=previous', 2],
    ['page=3&every=no', 3],
    ['page=x&go=next', 2],
    ['', 1],
  ])('%j leads to page %i', (text, page) => {
    expect(pageAfter(form(text))).toBe(page);
  });
});
