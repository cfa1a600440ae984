import { describe, expect, test } from 'vitest';
import { type Checkpoint, signalsOf } from '../src/index.js';
import { answerTo, newCar, obey, START } from './support.js';

const NIGHT = { start: '23:00', end: '06:00', days: ['MONDAY', 'TUESDAY'] };
const WISH = {
  scheduleId: 'one',
  scheduleType: 'weekly',
  latitude: 52.09,
  longitude: 5.12,
  windows: [NIGHT],
};

const car = newCar('BEV');
const timers = (state: Checkpoint) => {
  const entry = signalsOf(state, START, START).find(({ code }) => code === 'charge-chargetimers');
  return (entry?.body as { readonly values: unknown[] } | undefined)?.values;
};
const create = (state: Checkpoint, wish: object = WISH) =>
  obey(state, START, { id: 'charge-schedule-create', parameters: { ...wish } });

describe('a schedule at a place', () => {
  test('is told among the timers, with its id', () => {
    expect(timers(create(car))).toEqual([
      {
        type: 'LOCATION',
        condition: { name: null, address: null, latitude: 52.09, longitude: 5.12 },
        schedules: [{ start: '23:00:00', end: '06:00:00', days: ['MONDAY', 'TUESDAY'] }],
        departureTimers: [],
        isOEMOptimizationEnabled: false,
        scheduleType: 'weekly',
        scheduleId: 'one',
      },
    ]);
  });

  test('stands beside others, and is replaced under the same id', () => {
    const two = create(create(car), { ...WISH, scheduleId: 'two', scheduleType: 'daily' });
    expect(timers(two)).toHaveLength(2);
    expect(timers(create(two, { ...WISH, scheduleType: 'workweek' }))).toEqual([
      expect.objectContaining({ scheduleId: 'two' }),
      expect.objectContaining({ scheduleId: 'one', scheduleType: 'workweek' }),
    ]);
  });

  test('is removed by its id, once', () => {
    const two = create(create(car), { ...WISH, scheduleId: 'two' });
    const left = obey(two, START, {
      id: 'charge-schedule-delete',
      parameters: { scheduleId: 'one' },
    });
    expect(timers(left)).toEqual([expect.objectContaining({ scheduleId: 'two' })]);
    expect(answerTo(left, START, 'charge-schedule-delete', { scheduleId: 'one' })).toBe(
      'VALIDATION:PARAMETER',
    );
  });

  test.each([
    ['no id', { scheduleId: undefined }],
    ['an unknown type', { scheduleType: 'monthly' }],
    ['no place', { latitude: null }],
    ['a window without days', { windows: [{ start: '10:00', end: '11:00' }] }],
    ['a time that there is not', { windows: [{ ...NIGHT, end: '24:00' }] }],
  ])('with %s is refused', (_what, change) => {
    const parameters = { ...WISH, ...change };
    expect(answerTo(car, START, 'charge-schedule-create', parameters)).toBe('VALIDATION:PARAMETER');
  });

  test('a car keeps twenty at most', () => {
    let full = car;
    for (let count = 0; count < 20; count += 1) {
      full = create(full, { ...WISH, scheduleId: `schedule-${count}` });
    }
    expect(answerTo(full, START, 'charge-schedule-create', WISH)).toBe('VALIDATION:PARAMETER');
  });
});
