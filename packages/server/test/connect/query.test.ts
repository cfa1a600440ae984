import { expect, test } from 'vitest';
import { parseQuery } from '../../src/connect/query.js';

test('values are decoded, and an empty one counts as absent', () => {
  const query = parseQuery('scope=read_vin+read_odometer&make=&user=J%C3%BCrgen');
  expect(query.get('scope')).toBe('read_vin read_odometer');
  expect(query.get('make')).toBeUndefined();
  expect(query.get('user')).toBe('Jürgen');
  expect(query.get('absent')).toBeUndefined();
});

test('the raw text of a value is kept beside it', () => {
  const query = parseQuery('state=a+b%2Fc==&other=1');
  expect(query.get('state')).toBe('a b/c==');
  expect(query.raw('state')).toBe('a+b%2Fc==');
  expect(query.raw('absent')).toBeUndefined();
});

test('a parameter is found under any spelling of its name', () => {
  expect(parseQuery('st%61te=1').raw('state')).toBe('1');
  expect(parseQuery('st%61te=1&state=2').repeated).toEqual(new Set(['state']));
});

test('names that stand there twice are told, even with the same value', () => {
  expect(parseQuery('a=1&b=2&a=1').repeated).toEqual(new Set(['a']));
  expect(parseQuery('a=1&b=2').repeated.size).toBe(0);
});

test.each(['', '&', '=', '%', 'a=%E0%A4%A', '&&=&=='])(
  'bad text is read without complaint: %j',
  (text) => {
    expect(parseQuery(text).get('client_id')).toBeUndefined();
  },
);
