import { expect, test } from 'vitest';
import { challengeOf, isCodeVerifier } from '../../src/tokens/pkce.js';

test('RFC 7636 appendix B: the challenge of the example', () => {
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test.each([
  ['a'.repeat(43), true],
  ['-._~AZaz09'.repeat(12), true],
  ['a'.repeat(128), true],
  ['a'.repeat(42), false],
  ['a'.repeat(129), false],
  [`${'a'.repeat(42)}+`, false],
  [`${'a'.repeat(42)}/`, false],
  [`${'a'.repeat(42)}=`, false],
  [`${'a'.repeat(42)} `, false],
  [`${'a'.repeat(42)}é`, false],
  [`${'a'.repeat(43)}\n`, false],
  ['', false],
])('RFC 7636 4.1: %j as a verifier: %j', (text, possible) => {
  expect(isCodeVerifier(text)).toBe(possible);
});
