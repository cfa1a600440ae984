import type { SignalCode, TriggerCondition } from '@carport/catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VehicleSnapshot } from '../../../src/signals/report.js';
import { judge, type Marks } from '../../../src/webhooks/conditions/conditions.js';
import { metersBetween } from '../../../src/webhooks/conditions/distance.js';
import { percent } from '../../support/fixtures.js';
import { LOCATION, STATE_OF_CHARGE } from '../engine.js';

const stateOf = (code: SignalCode, body: unknown): VehicleSnapshot => ({
  ...{ vehicleId: 'v1', fetchedAt: 0, revision: 1 },
  signals: body === undefined ? {} : { [code]: { body, retrievedAt: 0 } },
});

/** Which of the reports, one after the other, the condition holds by; the first is what is known before. */
const firings = (
  code: SignalCode,
  condition: TriggerCondition,
  [first, ...bodies]: readonly unknown[],
): number[] => {
  let marks: Marks = {};
  let before = stateOf(code, first);
  return bodies.flatMap((body, index) => {
    const after = stateOf(code, body);
    const judged = judge([{ code, condition }], marks, [code], { before, after });
    marks = judged.marks;
    before = after;
    return judged.fired.has(code) ? [index + 1] : [];
  });
};

const charge = (condition: TriggerCondition, ...values: (number | null | undefined)[]) =>
  firings(
    STATE_OF_CHARGE,
    condition,
    values.map((value) => (value === undefined ? undefined : { ...percent(0), value })),
  );

describe('a threshold', () => {
  test('is crossed once, and again only after going back', () => {
    const below: TriggerCondition = { type: 'crossesBelow', value: 20 };
    expect(charge(below, 25, 21, 19, 18, 12, 19.9)).toEqual([2]);
    expect(charge(below, 19, 21, 19, 20, 19)).toEqual([2, 4]);
    expect(charge({ type: 'crossesAbove', value: 80 }, 70, 81, 90, 79, 82)).toEqual([1, 4]);
  });

  test('itself is on neither side', () => {
    expect(charge({ type: 'crossesBelow', value: 20 }, 25, 20, 20)).toEqual([]);
    expect(charge({ type: 'crossesAbove', value: 80 }, 75, 80, 80.1)).toEqual([2]);
  });

  test('is not crossed by a first value, and is by one after a silence', () => {
    const below: TriggerCondition = { type: 'crossesBelow', value: 20 };
    expect(charge(below, undefined, 10, 9)).toEqual([]);
    expect(charge(below, 25, null, 15)).toEqual([2]);
    expect(charge(below, 25, null, null, 24, 19)).toEqual([4]);
  });

  test('is crossed as often as a sequence of values crosses it, whatever they are', () => {
    const values = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 });
    fc.assert(
      fc.property(values, (all) => {
        const crossed = all.flatMap((value, index) =>
          index > 0 && (all[index - 1] ?? 0) >= 20 && value < 20 ? [index] : [],
        );
        expect(charge({ type: 'crossesBelow', value: 20 }, ...all)).toEqual(crossed);
      }),
    );
  });
});

describe('a distance', () => {
  const by: TriggerCondition = { type: 'changesBy', value: 5 };
  test('is measured from where it last held, so that small steps add up', () => {
    expect(charge(by, 50, 51, 53, 55, 56, 59, 60)).toEqual([3, 6]);
    expect(charge(by, 50, 45, 50, 46)).toEqual([1, 2]);
  });

  test('begins with the first value where none was known', () => {
    expect(charge(by, undefined, 50, 54, 55)).toEqual([3]);
    expect(charge(by, 50, null, 52, 56)).toEqual([3]);
  });

  test('in meters is one on the globe', () => {
    const at = (latitude: number | null, longitude: number) => ({ latitude, longitude });
    const moves: TriggerCondition = { type: 'movesBy', value: 500 };
    // A thousandth of a degree of latitude is about 111 meters.
    const path = [
      at(52, 5),
      at(52.002, 5),
      at(52.004, 5),
      at(52.0045, 5),
      at(null, 5),
      at(52.01, 5),
    ];
    expect(firings(LOCATION, moves, path)).toEqual([3, 5]);
    expect(metersBetween(at(48.8566, 2.3522) as never, at(51.5074, -0.1278) as never)).toBeCloseTo(
      343_556,
      -2,
    );
    expect(
      metersBetween({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 }),
    ).toBeCloseTo(22_239, -1);
  });
});

describe('a word', () => {
  const gears = (condition: TriggerCondition, ...words: (string | null)[]) =>
    firings(
      'transmission-gearstate',
      condition,
      words.map((value) => ({ value })),
    );

  test('is become and left, each once', () => {
    expect(
      gears({ type: 'becomes', value: 'PARK' }, 'DRIVE', 'PARK', 'PARK', 'DRIVE', 'PARK'),
    ).toEqual([1, 4]);
    expect(gears({ type: 'leaves', value: 'PARK' }, 'PARK', 'DRIVE', 'REVERSE', 'PARK')).toEqual([
      1,
    ]);
  });

  test('is not repeated by a silence in between', () => {
    expect(gears({ type: 'becomes', value: 'PARK' }, 'DRIVE', 'PARK', null, 'PARK')).toEqual([1]);
    expect(gears({ type: 'leaves', value: 'PARK' }, 'PARK', null, 'DRIVE')).toEqual([2]);
  });
});

describe('doors', () => {
  const doors = (condition: TriggerCondition, ...open: (boolean | null)[][]) =>
    firings(
      'closure-doors',
      condition,
      open.map((parts) => ({
        values: parts.map((isOpen, column) => ({ row: 0, column, isOpen, isLocked: null })),
        rowCount: 1,
        columnCount: parts.length,
      })),
    );

  test('open one by one', () => {
    const reports = [
      [false, false],
      [true, false],
      [true, true],
      [false, true],
      [false, false],
    ];
    expect(doors({ type: 'opens' }, ...reports)).toEqual([1, 2]);
    expect(doors({ type: 'closes' }, ...reports)).toEqual([3, 4]);
  });

  test('that the car is silent about stay as they were', () => {
    const reports = [
      [true, false],
      [null, false],
      [true, false],
      [null, null],
      [false, null],
    ];
    expect(doors({ type: 'opens' }, ...reports)).toEqual([]);
    expect(doors({ type: 'closes' }, ...reports)).toEqual([4]);
  });

  test('of which there is one are told as well', () => {
    const trunk = (isOpen: boolean) => ({ isOpen, isLocked: null });
    const reports = [trunk(false), trunk(true), trunk(false)];
    expect(firings('closure-reartrunk', { type: 'opens' }, reports)).toEqual([1]);
  });
});

test('nothing new to remember is the same object: nothing is written', () => {
  const condition: TriggerCondition = { type: 'crossesBelow', value: 20 };
  const marks = {};
  const states = {
    before: stateOf(STATE_OF_CHARGE, percent(50)),
    after: stateOf(STATE_OF_CHARGE, percent(10)),
  };
  const judged = judge([{ code: STATE_OF_CHARGE, condition }], marks, [STATE_OF_CHARGE], states);
  expect(judged.marks).toBe(marks);
  expect([...judged.fired]).toEqual([STATE_OF_CHARGE]);
});
