import { SIGNALS, type SignalCode } from '@carport/catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeIn } from '../../src/signals/intake.js';
import type { SignalEntry } from '../../src/signals/report.js';
import { percent } from '../support/fixtures.js';

const NOW = Date.UTC(2026, 0, 5, 8);
const CHARGE = 'tractionbattery-stateofcharge';
const NICKNAME = 'vehicleidentification-nickname';

const take = (...entries: SignalEntry[]) => takeIn({ entries });
const value = (code: string, body: unknown, oemUpdatedAt = NOW): SignalEntry => ({
  ...{ code: code as SignalCode, body, oemUpdatedAt },
});

describe('an entry is kept', () => {
  test.each(SIGNALS.map((row) => [row.code, row.example] as const))(
    'when it is the example of %s',
    (code, example) => {
      expect(take(value(code, example)).entries.get(code)).toEqual(value(code, example));
    },
  );

  test('when it is a failure that the catalogue knows', () => {
    const failure = {
      code: CHARGE,
      error: { type: 'VEHICLE_STATE', code: 'UNREACHABLE' },
    } as const;
    expect(take(failure).entries.get(CHARGE)).toEqual(failure);
  });

  test('once for each code, the last one', () => {
    const { entries } = take(value(CHARGE, percent(1)), value(CHARGE, percent(2)));
    expect([...entries.values()]).toEqual([value(CHARGE, percent(2))]);
  });

  test('with null for a number that is none', () => {
    const { entries } = take(value(CHARGE, percent(Number.NaN)));
    expect(entries.get(CHARGE)).toMatchObject({ body: { unit: 'percent', value: null } });
  });
});

describe('an entry is left out and named, and the others are kept', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  test.each<[string, SignalEntry]>([
    ['unknown code', value('charge-mood', { value: 'good' })],
    ['wrong type', value(CHARGE, { unit: 'percent', value: '78' })],
    ['missing key', value(CHARGE, { unit: 'percent' })],
    ['wrong unit', value(CHARGE, { unit: 'parsec', value: 78 })],
    ['no body', value(CHARGE, undefined)],
    ['no JSON', value(CHARGE, { unit: 'percent', value: 78n })],
    ['endless', value(CHARGE, cyclic)],
    ['NUL in a text', value(NICKNAME, { value: 'a\0b' })],
    ['half a surrogate pair', value(NICKNAME, { value: 'a\ud800' })],
    ['time that is none', value(CHARGE, percent(78), Number.NaN)],
    ['time before the epoch', value(CHARGE, percent(78), -1)],
    ['unknown error', { code: CHARGE, error: { type: 'MOOD', code: 'BAD' } } as const],
  ])('%s', (_why, entry) => {
    const { entries, rejected } = take(
      entry,
      value('odometer-traveleddistance', { unit: 'km', value: 1 }),
    );
    expect(rejected).toEqual([entry.code]);
    expect([...entries.keys()]).toEqual(['odometer-traveleddistance']);
  });
});

test('a text that only looks like an escape of NUL is kept', () => {
  const body = { value: '\\u0000' };
  expect(take(value(NICKNAME, body)).rejected).toEqual([]);
});

test('nothing that an adapter may say is fatal', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.anything(), fc.double())), (given) => {
      const entries = given.map(([code, body, at]) => value(code, body, at));
      const intake = takeIn({ entries });
      expect(intake.rejected.length + intake.entries.size).toBeLessThanOrEqual(entries.length);
    }),
  );
});
