import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basicOf, bearerOf } from '../../src/http/credentials.js';

describe('bearer', () => {
  test.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER   abc  ', 'abc'],
    ['Bearer a-b.c_d~e+f/g=', 'a-b.c_d~e+f/g='],
  ])('%j carries %j', (header, token) => {
    expect(bearerOf(header)).toBe(token);
  });

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearerabc',
    'Basic abc',
    'Token abc',
    ' Bearer abc',
  ])('%j carries none', (header) => {
    expect(bearerOf(header)).toBeUndefined();
  });
});

describe('basic', () => {
  const encoded = (text: string): string => Buffer.from(text).toString('base64');

  test.each([
    [`Basic ${encoded('default:token')}`, 'default', 'token'],
    [`basic ${encoded('id:with:colons')}`, 'id', 'with:colons'],
    [`Basic ${encoded(':')}`, '', ''],
    [`Basic ${encoded('ü:ß')}`, 'ü', 'ß'],
    [`Basic ${Buffer.from('a?>:b?>').toString('base64url')}`, 'a?>', 'b?>'],
  ])('%j is read', (header, name, secret) => {
    expect(basicOf(header)).toEqual({ name, secret });
  });

  test.each([undefined, 'Basic', 'Basic ', `Basic ${encoded('no colon')}`, 'Basic !!', 'Bearer x'])(
    '%j is none',
    (header) => {
      expect(basicOf(header)).toBeUndefined();
    },
  );
});

test('no header makes them throw, and none is both', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      expect(bearerOf(header) === undefined || basicOf(header) === undefined).toBe(true);
    }),
  );
});
