import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { CHARGE_SCHEDULES, DAYS, MAKES, scheduleTypesOf } from '../src/index.js';

const rowOf = (type: string) => {
  const row = CHARGE_SCHEDULES.find((one) => one.type === type);
  if (!row) throw new Error(`no schedule ${type}`);
  return row;
};
const location = { latitude: 1, longitude: 2 };
const morning = { startTime: '08:00', stopTime: '10:00' };
const window = { start: '08:00', end: '10:00' };

describe.each(CHARGE_SCHEDULES)('$type', ({ attributes, example, windowsOf, attributesOf }) => {
  const fits = (value: unknown) => Compile(attributes).Check(value);

  test('has an example that fits and comes to hours', () => {
    expect(fits(example)).toBe(true);
    expect(windowsOf(example).length).toBeGreaterThan(0);
  });

  test('is written again from its hours', () => {
    const { location: place } = example as { location: object };
    expect({ location: place, ...attributesOf(windowsOf(example)) }).toEqual(example);
  });

  test('needs a place and hours', () => {
    expect(fits({ location })).toBe(false);
    expect(fits({ ...example, location: undefined })).toBe(false);
    expect(fits({ ...example, location: { latitude: 91, longitude: 0 } })).toBe(false);
  });
});

test('a daily one holds every day', () => {
  expect(rowOf('daily').windowsOf({ location, ...morning })).toEqual([{ ...window, days: DAYS }]);
});

test('a weekly one names its days, in the order of the week, in either place', () => {
  const expected = [
    { ...window, days: ['MONDAY'] },
    { ...window, days: ['SUNDAY'] },
  ];
  const { windowsOf } = rowOf('weekly');
  expect(windowsOf({ location, days: { sunday: morning, monday: morning } })).toEqual(expected);
  expect(windowsOf({ location, sunday: morning, monday: morning })).toEqual(expected);
});

test('one of the workweek has two sorts of days', () => {
  const { windowsOf } = rowOf('workweek');
  expect(windowsOf({ location, weekdays: morning })).toEqual([
    { ...window, days: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] },
  ]);
  expect(windowsOf({ location, weekends: morning })).toEqual([
    { ...window, days: ['SATURDAY', 'SUNDAY'] },
  ]);
});

test('Tesla keeps all kinds, Volvo daily ones, nobody else any', () => {
  const kept = MAKES.map(({ id }) => [id, scheduleTypesOf(id)] as const);
  expect(kept.filter(([, types]) => types.length > 0)).toEqual([
    ['TESLA', ['daily', 'weekly', 'workweek']],
    ['VOLVO', ['daily']],
  ]);
});
