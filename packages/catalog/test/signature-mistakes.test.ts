import { expect, test } from 'vitest';
import { findSignatureMistake, SIGNATURE_MISTAKES } from '../src/index.js';

const SENT = '{"b":"Zürich/5","a":[1,{"d":2.5,"c":null}]}';

const mistakeFor = (inHand: string, signed: string) =>
  findSignatureMistake(inHand, (other) => other === signed)?.code;

/** What a receiver has in hand, or signed, instead of what was sent. */
const WRONG: readonly (readonly [string, string])[] = [
  ['LINE_END', `${SENT}\n`],
  ['LINE_END', `${SENT}\r\n`],
  ['INDENTED', JSON.stringify(JSON.parse(SENT), null, 2)],
  ['INDENTED', JSON.stringify(JSON.parse(SENT), null, '\t')],
  ['SPACED', '{"b": "Zürich/5", "a": [1, {"d": 2.5, "c": null}]}'],
  ['SPACED', '{"b": "Z\\u00fcrich/5", "a": [1, {"d": 2.5, "c": null}]}'],
  ['ESCAPED', '{"b":"Z\\u00fcrich\\/5","a":[1,{"d":2.5,"c":null}]}'],
  ['ESCAPED', '{"b":"Zürich\\/5","a":[1,{"d":2.5,"c":null}]}'],
  ['SORTED', '{"a":[1,{"c":null,"d":2.5}],"b":"Zürich/5"}'],
  ['BYTE_ORDER_MARK', `\ufeff${SENT}`],
  ['ENCODING', SENT.replace('ü', 'Ã¼')],
  ['QUOTED', JSON.stringify(SENT)],
  ['EMPTY', ''],
];

test.each(WRONG)('%s is found where a receiver signed %j', (code, signed) => {
  expect(mistakeFor(SENT, signed)).toBe(code);
});

test.each([
  ['LINE_END', `${SENT}\n`],
  ['REWRITTEN', JSON.stringify(JSON.parse(SENT), null, 4)],
  ['REWRITTEN', '{"b": "Z\\u00fcrich\\/5", "a": [1, {"d": 2.5, "c": null}]}'],
  ['BYTE_ORDER_MARK', `\ufeff${SENT}`],
  ['QUOTED', JSON.stringify(SENT)],
])('%s is found where a receiver has %j in hand', (code, inHand) => {
  expect(mistakeFor(inHand, SENT)).toBe(code);
});

test('there is none where the bytes are right, or beyond recognition', () => {
  expect(mistakeFor(SENT, SENT)).toBeUndefined();
  expect(mistakeFor(SENT, 'something else')).toBeUndefined();
  expect(mistakeFor('no JSON', SENT)).toBeUndefined();
});

test('each has a code of its own', () => {
  expect(new Set(SIGNATURE_MISTAKES.map(({ code }) => code)).size).toBe(SIGNATURE_MISTAKES.length);
});
