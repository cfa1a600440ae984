import type { SignalBody, SignalCode } from '@carport/catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Checkpoint, observe, signalsOf } from '../src/index.js';
import { profileOf } from '../src/profile.js';
import {
  answerTo,
  anyPluggable,
  DAY,
  filmed,
  firstTime,
  HOUR,
  MINUTE,
  newCar,
  obey,
  START,
} from './support.js';

const LATER = START + 10 * MINUTE;

const bodyOf = <C extends SignalCode>(car: Checkpoint, at: number, code: C): SignalBody<C> => {
  const found = signalsOf(car, at).find((sample) => sample.code === code);
  if (!found) throw new Error(`There is no ${code}.`);
  return found.body as SignalBody<C>;
};

describe('the current', () => {
  const limited = (car: Checkpoint, at: number, amperage: number) =>
    obey(car, at, { id: 'charge-set-amperage', parameters: { amperage } });

  test('takes its share of the power, and what was charged before stays', () => {
    const car = newCar('BEV');
    const { maxAmps } = profileOf(car).homeSupply;
    const half = limited(car, LATER, maxAmps / 2);
    const [before, after] = [observe(car, LATER), observe(half, LATER)];
    expect(after.batteryKwh).toBe(before.batteryKwh);
    expect(after.charging?.powerKw).toBeCloseTo((before.charging?.powerKw ?? 0) / 2, 9);
    const gain = (one: Checkpoint) => observe(one, LATER + HOUR).batteryKwh - before.batteryKwh;
    expect(gain(half)).toBeCloseTo(gain(car) / 2, 6);
    expect(bodyOf(half, LATER, 'charge-amperagerequested').value).toBe(maxAmps / 2);
    expect(bodyOf(half, LATER, 'charge-amperagemax').value).toBe(maxAmps);
  });

  test('is never more than the charger has, and can be raised again', () => {
    const car = newCar('BEV');
    const { maxAmps } = profileOf(car).homeSupply;
    const raised = limited(limited(car, LATER, 6), LATER, 500);
    expect(raised.settings.amps).toBe(maxAmps);
    expect(observe(raised, LATER + HOUR).batteryKwh).toBeCloseTo(
      observe(car, LATER + HOUR).batteryKwh,
      6,
    );
  });

  test('decides how long it takes to the limit, which stays where it is', () => {
    const amps = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(anyPluggable, amps, (made, amperage) => {
        const car = limited(made, made.startedAt, amperage);
        const ceiling = made.settings.limitPercent + 1e-9;
        const span = { from: made.startedAt, to: made.startedAt + 8 * DAY, every: 7 * HOUR };
        for (const state of filmed(car, span)) {
          expect(state.chargePercent).toBeLessThanOrEqual(ceiling);
        }
      }),
    );
  });

  test.each([0, -5, Number.NaN, '16', undefined])('is not set to %s', (amperage) => {
    const answer = answerTo(newCar('BEV'), LATER, 'charge-set-amperage', { amperage });
    expect(answer).toBe('VALIDATION:PARAMETER');
  });
});

describe('timers', () => {
  const timer = (type: string, enabled: boolean, time?: string) => ({ type, enabled, time });
  const withTimer = (car: Checkpoint, ...of: Parameters<typeof timer>) =>
    obey(car, LATER, { id: 'charge-set-timer', parameters: timer(...of) });

  test('of both kinds stay until they are switched off', () => {
    const car = withTimer(newCar('BEV'), 'START_TIME', true, '23:30');
    const both = withTimer(car, 'DEPARTURE_TIME', true, '07:00');
    expect(bodyOf(both, START + 3 * DAY, 'charge-chargetimers').values).toMatchObject([
      {
        schedules: [{ start: '23:30:00', end: null }],
        departureTimers: [{ time: '07:00:00' }],
      },
    ]);
    expect(withTimer(both, 'START_TIME', true).settings.timers.start).toBe('23:30');
    const none = withTimer(withTimer(both, 'START_TIME', false), 'DEPARTURE_TIME', false);
    expect(bodyOf(none, LATER, 'charge-chargetimers').values).toEqual([]);
  });

  test.each([[undefined], ['7:00'], ['24:00'], [7]])('are not switched on at %s', (time) => {
    const parameters = { type: 'START_TIME', enabled: true, time };
    expect(answerTo(newCar('BEV'), LATER, 'charge-set-timer', parameters)).toBe(
      'VALIDATION:PARAMETER',
    );
  });

  test.each([
    ['four windows', Array(4).fill({ start: '01:00', end: '02:00', days: ['MONDAY'] })],
    ['a wrong day', [{ start: '01:00', end: '02:00', days: ['SOMEDAY'] }]],
    ['a wrong time', [{ start: '01:00', end: '2', days: [] }]],
    ['no list', 'MONDAY'],
    ['no windows', [null]],
  ])('of the week are not %s', (_why, schedules) => {
    expect(answerTo(newCar('BEV'), LATER, 'charge-set-schedules', { schedules })).toBe(
      'VALIDATION:PARAMETER',
    );
  });
});

describe('a schedule for home', () => {
  const ford = newCar('PHEV', 'a seed', { make: 'FORD' });
  const { latitude, longitude } = profileOf(ford).home;
  const hours = { weekday: [{ start: '21:00', end: '06:00' }], weekend: [] };
  const set = (parameters: object) =>
    obey(ford, LATER, {
      id: 'charge-set-location-schedule',
      parameters: { latitude, longitude, percent: 60, ...hours, ...parameters },
    });

  test('limits what is charged there', () => {
    const car = set({});
    expect(observe(car, LATER).activeLimitPercent).toBeCloseTo(60, 9);
    expect(observe(car, LATER + 8 * HOUR).chargePercent).toBeLessThanOrEqual(60 + 1e-9);
    expect(bodyOf(car, LATER, 'charge-chargelimits').values).toMatchObject([
      { type: 'GLOBAL', limit: 100 },
      { type: 'LOCATION', limit: 60, condition: { name: 'Home' } },
    ]);
    expect(bodyOf(car, LATER, 'charge-chargetimers').values).toMatchObject([
      { type: 'LOCATION', schedules: [{ days: expect.arrayContaining(['MONDAY', 'FRIDAY']) }] },
    ]);
  });

  test('finds home by a point beside it, and nothing else by any other', () => {
    expect(set({ latitude: latitude + 0.001 }).settings.homeSchedule).not.toBeNull();
    for (const wrong of [{ latitude: latitude + 0.01 }, { percent: 40 }, { weekday: 'never' }]) {
      const parameters = { latitude, longitude, percent: 60, ...hours, ...wrong };
      expect(answerTo(ford, LATER, 'charge-set-location-schedule', parameters)).toBe(
        'VALIDATION:PARAMETER',
      );
    }
  });

  test('is the general limit until it is set, and other makes have none', () => {
    expect(bodyOf(ford, LATER, 'charge-chargelimits').values[1]).toMatchObject({ limit: 100 });
    expect(bodyOf(newCar('BEV'), LATER, 'charge-chargelimits').values).toHaveLength(1);
  });
});

describe('climate control', () => {
  const car = newCar('ICE');
  const evening = START + 4 * HOUR;
  const started = (temperature: number) =>
    obey(car, evening, { id: 'climate-start', parameters: { temperature } });

  test('brings the cabin to its temperature without a jump, and lets it go again', () => {
    const warm = started(24);
    const inside = (one: Checkpoint, at: number) => observe(one, at).insideCelsius;
    expect(inside(warm, evening)).toBeCloseTo(inside(car, evening), 9);
    expect(inside(warm, evening + HOUR)).toBeCloseTo(24, 1);
    const stopped = obey(warm, evening + HOUR, { id: 'climate-stop' });
    expect(inside(stopped, evening + HOUR)).toBeCloseTo(inside(warm, evening + HOUR), 9);
    expect(inside(stopped, evening + 4 * HOUR)).toBeLessThan(inside(warm, evening + 4 * HOUR));
    expect(bodyOf(stopped, evening + HOUR, 'hvac-iscabinhvacactive').value).toBe(false);
  });

  test('is set without being switched', () => {
    const set = obey(car, evening, { id: 'climate-set', parameters: { temperature: 18.5 } });
    expect(bodyOf(set, evening, 'hvac-cabintargettemperature').value).toBe(18.5);
    expect(bodyOf(set, evening, 'hvac-iscabinhvacactive').value).toBe(false);
    const warmer = obey(started(20), evening, {
      id: 'climate-set',
      parameters: { temperature: 26 },
    });
    expect(bodyOf(warmer, evening, 'hvac-iscabinhvacactive').value).toBe(true);
  });

  test('is the driver’s from the next departure on; the temperature stays', () => {
    const warm = obey(started(26), evening, { id: 'defroster-start' });
    const heated = obey(warm, evening, { id: 'steering-heater-start' });
    const home = firstTime(heated, 'arriving') + 12 * HOUR;
    const { cabin, defroster, steeringHeater, cabinCelsius } = observe(heated, home).settings;
    expect({ cabin, defroster, steeringHeater, cabinCelsius }).toEqual({
      ...{ cabin: null, defroster: null, steeringHeater: null },
      cabinCelsius: 26,
    });
  });

  test('switches defrosters and the heater of the steering wheel on and off', () => {
    const on = obey(obey(car, evening, { id: 'defroster-start' }), evening, {
      id: 'steering-heater-start',
    });
    const codes = [
      'hvac-isfrontdefrosteractive',
      'hvac-isreardefrosteractive',
      'hvac-issteeringheateractive',
    ] as const;
    expect(codes.map((code) => bodyOf(on, evening, code).value)).toEqual([true, true, true]);
    const off = obey(obey(on, evening, { id: 'defroster-stop' }), evening, {
      id: 'steering-heater-stop',
    });
    expect(codes.map((code) => bodyOf(off, evening, code).value)).toEqual([false, false, false]);
  });

  test.each([14.5, 28.5, Number.NaN, '20'])('is not set to %s', (temperature) => {
    for (const id of ['climate-start', 'climate-stop', 'climate-set'] as const) {
      expect(answerTo(car, evening, id, { temperature })).toBe('VALIDATION:PARAMETER');
    }
    expect(answerTo(car, evening, 'climate-set', {})).toBe('VALIDATION:PARAMETER');
  });
});

describe('lids', () => {
  const car = newCar('BEV');

  test('open and close, and an open one keeps the car from locking', () => {
    for (const [part, code, obstacle] of [
      ['trunk', 'closure-reartrunk', 'TRUNK_OPEN'],
      ['front-trunk', 'closure-fronttrunk', 'HOOD_OPEN'],
    ] as const) {
      const open = obey(car, LATER, { id: `${part}-open` });
      expect(bodyOf(open, LATER, code)).toEqual({ isOpen: true, isLocked: false });
      expect(answerTo(open, LATER, 'security-lock')).toBe(`VEHICLE_STATE:${obstacle}`);
      const shut = obey(open, LATER, { id: `${part}-close` });
      expect(bodyOf(shut, LATER, code)).toEqual({ isOpen: false, isLocked: true });
      expect(answerTo(shut, LATER, 'security-lock')).toBe('done');
    }
  });

  test('stay shut on the road and are shut before it', () => {
    const open = obey(car, LATER, { id: 'trunk-open' });
    const driving = firstTime(open, 'driving');
    expect(observe(open, driving).settings.trunkOpen).toBe(false);
    expect(answerTo(open, driving, 'trunk-open')).toBe('VEHICLE_STATE:IN_MOTION');
  });
});

test('a PIN is asked for until it is cleared, and is written down nowhere', () => {
  const set = obey(newCar('ICE'), LATER, { id: 'pin-set', parameters: { pin: '7351' } });
  expect(set.settings.pinToDrive).toBe(true);
  expect(JSON.stringify(set)).not.toContain('7351');
  expect(obey(set, LATER, { id: 'pin-clear' }).settings.pinToDrive).toBe(false);
  for (const pin of ['735', '73511', 'abcd', 7351, undefined]) {
    expect(answerTo(newCar('ICE'), LATER, 'pin-set', { pin })).toBe('VALIDATION:PARAMETER');
  }
});
