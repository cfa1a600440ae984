import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../../src/http/management/cursor.js';
import { Fault } from '../../../src/platform/fault.js';

test('a cursor leads back to where it was written', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 0, max: 4e12 }), (id, time) => {
      const position = { createdAt: new Date(time), id };
      expect(readCursor(writeCursor(position))).toEqual(position);
    }),
  );
});

test('anything else is VALIDATION', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readCursor(text)).toThrow(Fault);
    }),
  );
  const encoded = (text: string): string => Buffer.from(text).toString('base64url');
  for (const text of ['1 no-id', 'x 36ab27d0-fd9d-4455-823a-ce30af709ffc', '-1 ', '']) {
    expect(() => readCursor(encoded(text))).toThrow(Fault);
  }
});
