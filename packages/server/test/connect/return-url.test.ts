import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { returnUrl } from '../../src/connect/return-url.js';

describe('where the parameters go', () => {
  test.each([
    ['https://app.example/cb', 'https://app.example/cb?code=1'],
    ['https://app.example', 'https://app.example?code=1'],
    ['https://app.example/cb?', 'https://app.example/cb?code=1'],
    ['https://app.example/cb?a=b', 'https://app.example/cb?a=b&code=1'],
    ['https://app.example/cb?a=b&', 'https://app.example/cb?a=b&code=1'],
    [
      'https://javascript-sdk.smartcar.com/v2/redirect?app_origin=https://myapp.com',
      'https://javascript-sdk.smartcar.com/v2/redirect?app_origin=https://myapp.com&code=1',
    ],
    ['sc1234://callback', 'sc1234://callback?code=1'],
    ['https://app.example/cb#top', 'https://app.example/cb?code=1#top'],
  ])('%s', (redirectUri, expected) => {
    expect(returnUrl(redirectUri, { code: '1' }, null)).toBe(expected);
  });
});

describe('state', () => {
  test.each(['a+b/c=', 'a%20b', '%2B', 'eyJpbnN0YW5jZUlkIjoiMSJ9==', "!$'()*,;:@?~"])(
    'goes back byte for byte: %s',
    (state) => {
      expect(returnUrl('https://app.example/cb', {}, state)).toBe(
        `https://app.example/cb?state=${state}`,
      );
    },
  );

  test('cannot break out of the URL, whatever bytes came in', () => {
    expect(returnUrl('https://a.example/', {}, 'x#y"<z>\xe4')).toBe(
      'https://a.example/?state=x%23y%22%3Cz%3E%E4',
    );
  });
});

test('any app reads back exactly what was put in, and keeps its own query', () => {
  const values = fc.record({
    code: fc.string(),
    error_description: fc.string({ unit: 'grapheme' }),
  });
  fc.assert(
    fc.property(values, fc.string(), (parameters, state) => {
      const url = new URL(
        returnUrl('https://app.example/cb?keep=me', parameters, encodeURIComponent(state)),
      );
      expect(url.origin + url.pathname).toBe('https://app.example/cb');
      expect(Object.fromEntries(url.searchParams)).toEqual({ keep: 'me', ...parameters, state });
    }),
  );
});
