import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyring, sameBytes } from '../../src/platform/keyring.js';

const material = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const keyring = createKeyring(material('k1', 1));

describe('hash and derive', () => {
  test('the same secret gives the same hash, another key another one', () => {
    expect(keyring.hash('token')).toEqual(keyring.hash('token'));
    expect(keyring.hash('token')).not.toEqual(keyring.hash('token2'));
    expect(createKeyring(material('k1', 2)).hash('token')).not.toEqual(keyring.hash('token'));
  });

  test('a derived secret depends on its purpose and shifts no byte between the two', () => {
    expect(keyring.derive('refresh', 'x')).not.toBe(keyring.derive('access', 'x'));
    expect(keyring.derive('a', 'bc')).not.toBe(keyring.derive('ab', 'c'));
    expect(keyring.derive('refresh', 'x')).toMatch(/^[\w-]{43}$/);
  });
});

describe('seal and open', () => {
  test('anything that is sealed can be opened again in its context only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, context) => {
        const sealed = keyring.seal(plain, context);
        expect(keyring.open(sealed, context)).toBe(plain);
        expect(() => keyring.open(sealed, `${context}!`)).toThrow();
      }),
    );
  });

  test('a changed record is refused', () => {
    const sealed = keyring.seal('secret', 'c');
    const body = Buffer.from(sealed.split('.')[1] ?? '', 'base64url');
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    expect(() => keyring.open(`k1.${body.toString('base64url')}`, 'c')).toThrow();
  });

  test('a retired key still opens what it sealed, and an unknown one says so', () => {
    const sealed = keyring.seal('secret', 'c');
    const rotated = createKeyring(material('k2', 2), [material('k1', 1)]);
    expect(rotated.open(sealed, 'c')).toBe('secret');
    expect(rotated.seal('secret', 'c')).toMatch(/^k2\./);
    expect(() => createKeyring(material('k2', 2)).open(sealed, 'c')).toThrow('unknown key "k1"');
  });
});

test('comparison needs equal length and content', () => {
  expect(sameBytes(Buffer.from('ab'), Buffer.from('ab'))).toBe(true);
  expect(sameBytes(Buffer.from('ab'), Buffer.from('ac'))).toBe(false);
  expect(sameBytes(Buffer.from('ab'), Buffer.from('abc'))).toBe(false);
});
