import { COMMANDS, type CommandId, type CommandRow } from '@carport/catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, apply, type Checkpoint, observe } from '../src/index.js';
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
  SECOND,
  START,
} from './support.js';

const LATER = START + 10 * MINUTE;
const limited = (car: Checkpoint, at: number, percent: number) =>
  obey(car, at, { id: 'charge-set-limit', parameters: { percent } });

describe('stopping and starting', () => {
  const car = newCar('BEV');

  test('a stopped car keeps its charge, plugged in, until it is started again', () => {
    const stopped = obey(car, LATER, { id: 'charge-stop' });
    const held = observe(stopped, LATER + 5 * HOUR);
    expect(held).toMatchObject({ charging: null, plug: 'home' });
    expect(held.batteryKwh).toBe(observe(car, LATER).batteryKwh);
    const started = obey(stopped, LATER + 5 * HOUR, { id: 'charge-start' });
    expect(observe(started, LATER + 6 * HOUR).batteryKwh).toBeGreaterThan(held.batteryKwh + 8);
  });

  test('each session is written down with what it added', () => {
    const stopped = obey(car, LATER, { id: 'charge-stop' });
    const gained = observe(car, LATER).batteryKwh - observe(car, START).batteryKwh;
    expect(stopped.records).toHaveLength(1);
    expect(stopped.records[0]).toMatchObject({ startedAt: START, endedAt: LATER, plug: 'home' });
    expect(stopped.records[0]?.addedKwh).toBeCloseTo(gained, 9);
    expect(observe(stopped, LATER + HOUR).sessionKwh).toBeCloseTo(gained, 9);
    const restarted = obey(stopped, LATER + HOUR, { id: 'charge-start' });
    expect(observe(restarted, LATER + HOUR).sessionKwh).toBe(0);
  });

  test('a stop is forgotten when the cable comes out', () => {
    const stopped = obey(car, LATER, { id: 'charge-stop' });
    expect(stopped.settings.chargingHeld).toBe(true);
    const away = advance(stopped, firstTime(stopped, 'leaving'));
    expect(away.settings.chargingHeld).toBe(false);
    expect(firstTime(stopped, 'charging', away.since)).toBeGreaterThan(away.since);
  });

  test('is refused when there is nothing to start or stop', () => {
    expect(answerTo(car, LATER, 'charge-start')).toBe('VEHICLE_STATE:CHARGING_IN_PROGRESS');
    const stopped = obey(car, LATER, { id: 'charge-stop' });
    expect(answerTo(stopped, LATER, 'charge-stop')).toBe('VEHICLE_STATE:NOT_CHARGING');
    expect(answerTo(car, START + 9 * HOUR, 'charge-start')).toBe('VEHICLE_STATE:FULLY_CHARGED');
    expect(answerTo(car, START + 9 * HOUR, 'charge-stop')).toBe('VEHICLE_STATE:NOT_CHARGING');
    const driving = firstTime(car, 'driving');
    for (const id of ['charge-start', 'charge-stop'] as const) {
      expect(answerTo(car, driving, id)).toBe('VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED');
    }
  });
});

describe('the charge limit', () => {
  test('is never exceeded, wherever it is set and whenever', () => {
    const limits = fc.integer({ min: 50, max: 100 });
    const moments = fc.integer({ min: 0, max: 3 * HOUR });
    fc.assert(
      fc.property(anyPluggable, limits, moments, (made, percent, stop) => {
        const at = made.startedAt + stop;
        const car = limited(made, at, percent);
        const ceiling = Math.max(percent, observe(made, at).chargePercent) + 1e-9;
        for (const state of filmed(car, { from: at, to: at + 20 * DAY, every: 5 * HOUR })) {
          expect(state.chargePercent).toBeLessThanOrEqual(ceiling);
        }
      }),
    );
  });

  test('is reached to the point and ends the charging', () => {
    const car = limited(newCar('BEV'), LATER, 70);
    const full = observe(car, START + 10 * HOUR);
    expect(full.chargePercent).toBe(70);
    expect(full.charging).toBeNull();
    expect(answerTo(car, START + 10 * HOUR, 'charge-start')).toBe('VEHICLE_STATE:FULLY_CHARGED');
  });

  test('set below the present charge stops at once, without being held', () => {
    const at = START + 100 * MINUTE;
    const car = limited(newCar('BEV'), at, 50);
    expect(observe(car, at).chargePercent).toBeGreaterThan(50);
    expect(observe(car, at).charging).toBeNull();
    expect(car.settings.chargingHeld).toBe(false);
    expect(car.records).toHaveLength(1);
  });

  test('raised over the present charge goes on charging, unless somebody stopped it', () => {
    const full = limited(newCar('BEV'), LATER, 60);
    const at = START + 8 * HOUR;
    expect(observe(limited(full, at, 90), at + HOUR).chargePercent).toBeGreaterThan(62);
    const stopped = obey(newCar('BEV'), LATER, { id: 'charge-stop' });
    expect(observe(limited(stopped, at, 100), at + HOUR).charging).toBeNull();
  });

  test('stays over days and drives', () => {
    const car = limited(newCar('BEV'), LATER, 65);
    expect(observe(car, START + 30 * DAY).settings.limitPercent).toBe(65);
  });

  test.each([49, 101, Number.NaN, '80', undefined])('is not set to %s', (percent) => {
    const answer = answerTo(newCar('BEV'), LATER, 'charge-set-limit', { percent });
    expect(answer).toBe('VALIDATION:PARAMETER');
  });
});

describe('locks', () => {
  const car = newCar('ICE');

  test('stay as they were left until the next departure', () => {
    const open = obey(car, LATER, { id: 'security-unlock' });
    expect(observe(open, LATER + 3 * HOUR).settings.locked).toBe(false);
    const shut = obey(open, LATER + 4 * HOUR, { id: 'security-lock' });
    expect(observe(shut, LATER + 4 * HOUR).settings.locked).toBe(true);
    const arriving = firstTime(open, 'arriving');
    expect(observe(open, arriving + HOUR).settings.locked).toBe(true);
  });

  test('do not move while driving, nor shut on an open door', () => {
    const driving = firstTime(car, 'driving') + MINUTE;
    expect(answerTo(car, driving, 'security-lock')).toBe('VEHICLE_STATE:IN_MOTION');
    expect(answerTo(car, driving, 'security-unlock')).toBe('VEHICLE_STATE:IN_MOTION');
    const leaving = advance(car, firstTime(car, 'leaving')).since;
    expect(answerTo(car, leaving + 30 * SECOND, 'security-lock')).toBe('VEHICLE_STATE:DOOR_OPEN');
    expect(answerTo(car, leaving + 5 * SECOND, 'security-lock')).toBe('done');
  });
});

describe('the charge port', () => {
  test('opens when it likes but closes only without a cable', () => {
    const car = newCar('BEV');
    expect(answerTo(car, LATER, 'charge-port-close')).toBe('VEHICLE_STATE:CHARGING_PLUG_CONNECTED');
    const work = firstTime(car, 'arriving') + HOUR;
    const open = obey(car, work, { id: 'charge-port-open' });
    expect(observe(open, work).settings.portOpen).toBe(true);
    const shut = obey(open, work, { id: 'charge-port-close' });
    expect(observe(shut, work).settings.portOpen).toBe(false);
    expect(answerTo(car, firstTime(car, 'driving'), 'charge-port-open')).toBe(
      'VEHICLE_STATE:IN_MOTION',
    );
  });
});

describe('any command', () => {
  test('on a car that cannot have it is beyond the car', () => {
    for (const { id, powertrains } of COMMANDS as readonly CommandRow[]) {
      for (const powertrain of ['BEV', 'PHEV', 'HEV', 'ICE'] as const) {
        const beyond = answerTo(newCar(powertrain), LATER, id as CommandId).startsWith(
          'COMPATIBILITY',
        );
        expect(beyond, `${id} on ${powertrain}`).toBe(!powertrains.includes(powertrain));
      }
    }
  });

  test('wakes the car; a refused one leaves it as it was', () => {
    const car = newCar('ICE');
    expect(observe(car, START + 4 * HOUR).asleep).toBe(true);
    const woken = obey(car, START + 4 * HOUR, { id: 'security-unlock' });
    expect(observe(woken, START + 4 * HOUR + MINUTE).asleep).toBe(false);
    const before = JSON.stringify(car);
    expect(apply(car, START + 4 * HOUR, { id: 'charge-start' })).toHaveProperty('refusal');
    expect(JSON.stringify(car)).toBe(before);
  });

  test('a destination is kept until the car arrives', () => {
    const parameters = { latitude: 39.74, longitude: -104.99 };
    const car = obey(newCar('ICE'), LATER, { id: 'navigation-set-destination', parameters });
    expect(observe(car, LATER).settings.destination).toEqual(parameters);
    expect(observe(car, firstTime(car, 'arriving') + HOUR).settings.destination).toBeNull();
    expect(answerTo(car, LATER, 'navigation-set-destination', { latitude: 1 })).toBe(
      'VALIDATION:PARAMETER',
    );
  });
});
