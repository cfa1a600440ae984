import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceKm } from '../src/geography.js';
import { advance, observe } from '../src/index.js';
import { profileOf } from '../src/profile.js';
import { weekdayOf } from '../src/time.js';
import {
  anyCar,
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

describe('a new car', () => {
  test('stands at home on a working evening, locked', () => {
    fc.assert(
      fc.property(anyCar, (car) => {
        const story = car.startedAt + profileOf(car).storyShift;
        const hour = (story % DAY) / HOUR;
        expect(weekdayOf(Math.floor(story / DAY))).toBeGreaterThanOrEqual(1);
        expect(weekdayOf(Math.floor(story / DAY))).toBeLessThanOrEqual(4);
        expect(hour).toBeGreaterThanOrEqual(18);
        expect(hour).toBeLessThan(18.7);
        const state = observe(car, car.startedAt);
        expect(state).toMatchObject({ isAtHome: true, speedKph: 0, driverDoorOpen: false });
        expect(state.settings.locked).toBe(true);
      }),
    );
  });

  test('charges when it has a plug, from 35 to 55 percent, and has more after two hours', () => {
    fc.assert(
      fc.property(anyPluggable, (car) => {
        const now = observe(car, car.startedAt);
        expect(now.charging?.powerKw).toBeGreaterThan(3);
        expect(now.chargePercent).toBeGreaterThanOrEqual(35);
        expect(now.chargePercent).toBeLessThanOrEqual(55);
        const later = observe(car, car.startedAt + 2 * HOUR);
        expect(later.chargePercent).toBeGreaterThan(now.chargePercent + 5);
        expect(observe(car, car.startedAt + MINUTE).chargePercent).toBeGreaterThan(
          now.chargePercent,
        );
      }),
    );
  });

  test('has no plug and no battery with an engine alone', () => {
    for (const powertrain of ['HEV', 'ICE'] as const) {
      const state = observe(newCar(powertrain), START + HOUR);
      expect(state).toMatchObject({ plug: 'none', charging: null, chargePercent: 0 });
      expect(state.fuelPercent).toBeGreaterThan(30);
    }
  });

  test('lives in the country it is asked for', () => {
    const bordering = newCar('BEV', 'x', { country: 'NO' });
    expect(profileOf(bordering).town.country).toBe('NO');
    expect(profileOf(newCar('BEV', 'x', { country: 'SK' })).homeSupply.volts).toBe(230);
    const { latitude, longitude } = observe(newCar('BEV', 'x', { country: 'JP' }), START);
    expect(latitude).toBeGreaterThan(37);
    expect(latitude).toBeLessThan(41);
    expect(longitude).toBeGreaterThan(-109);
    expect(longitude).toBeLessThan(-102);
  });
});

describe('a working day', () => {
  const car = newCar('BEV', 'a');
  const leaving = firstTime(car, 'leaving');
  const driving = firstTime(car, 'driving', leaving);
  const arriving = firstTime(car, 'arriving', driving);

  test('begins with opened doors and no cable, between six and nine', () => {
    const { storyShift } = profileOf(car);
    const hour = ((leaving + storyShift) % DAY) / HOUR;
    expect(hour).toBeGreaterThan(6);
    expect(hour).toBeLessThan(9);
    expect(observe(car, leaving)).toMatchObject({ plug: 'none', charging: null, isAtHome: true });
    expect(observe(car, leaving).settings).toMatchObject({ locked: false, portOpen: false });
    expect(observe(car, leaving + 40 * SECOND).driverDoorOpen).toBe(true);
    expect(observe(car, leaving + 100 * SECOND).driverDoorOpen).toBe(false);
  });

  test('goes along a road to work, locked, without jumps', () => {
    let last = observe(car, driving);
    for (let at = driving + 10 * SECOND; at < arriving; at += 10 * SECOND) {
      const state = observe(car, at);
      const km = state.odometerKm - last.odometerKm;
      expect(distanceKm(last, state)).toBeLessThanOrEqual(km + 0.01);
      expect(state.speedKph).toBeLessThan(140);
      expect(state.settings.locked).toBe(true);
      expect(state.place).toBeNull();
      last = state;
    }
    expect(last.odometerKm - car.startedKm).toBeGreaterThan(3);
  });

  test('is spent at work, locked, asleep after a while, and ends at home', () => {
    const atWork = observe(car, arriving + HOUR);
    expect(atWork).toMatchObject({ place: 'Work', isAtHome: false, asleep: true, speedKph: 0 });
    expect(atWork.settings.locked).toBe(true);
    expect(observe(car, arriving + 12 * HOUR).isAtHome).toBe(true);
    expect(observe(car, arriving + 12 * HOUR).latitude).toBe(observe(car, START).latitude);
  });

  test('warms cabin and tyres on the way and lets them cool', () => {
    const [before, end] = [observe(car, driving), observe(car, arriving - 10 * SECOND)];
    expect(end.insideCelsius).toBeGreaterThan(before.insideCelsius + 5);
    expect(end.tireWarmth).toBeGreaterThan(0.5);
    expect(observe(car, arriving + 3 * HOUR).tireWarmth).toBeLessThan(0.05);
  });
});

describe('energy along the weeks', () => {
  test('an electric car is plugged in again when it comes home low', () => {
    const car = newCar('BEV', 'a');
    const sessions = advance(car, START + 60 * DAY).records;
    expect(sessions.length).toBeGreaterThan(5);
    for (const session of sessions) {
      expect(session.endedAt).toBeGreaterThan(session.startedAt);
      expect(session.endPercent).toBeGreaterThan(session.startPercent);
    }
  });

  test('an electric car that cannot get there and back stays at home', () => {
    const empty = newCar('BEV', 'a');
    const kept = { ...empty.quantities, batteryKwh: 1 };
    const car = obey({ ...empty, quantities: kept }, START, { id: 'charge-stop' });
    const later = observe(car, START + 10 * DAY);
    expect(later).toMatchObject({ isAtHome: true, odometerKm: car.startedKm, batteryKwh: 1 });
  });

  test('a low electric car uses a fast charger where there is one', () => {
    const fast = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((seed) => {
      const made = newCar('BEV', seed, { batteryKwh: 40 });
      const car = obey(made, START, { id: 'charge-set-limit', parameters: { percent: 50 } });
      const found = [];
      for (let now = car, day = 0; day < 120; day += 1) {
        now = advance(now, START + day * DAY);
        found.push(...now.records.filter((session) => session.plug === 'fast'));
      }
      return found;
    });
    expect(fast.length).toBeGreaterThan(0);
    for (const session of fast) {
      expect(session.place).not.toBe('Home');
      expect(session.endPercent).toBeLessThanOrEqual(50);
    }
  });

  test('a plug-in hybrid drives on its battery first, then on fuel, and keeps a reserve', () => {
    const car = newCar('PHEV', 'a', { batteryKwh: 9 });
    const { reserveKwh } = profileOf(car);
    const film = filmed(car, { from: START, to: START + 20 * DAY, every: 3 * MINUTE });
    let burntWithoutNeed = 0;
    let last = observe(car, START);
    for (const state of film) {
      const onTheRoad = last.activity === 'driving' && state.activity === 'driving';
      const burnt = state.burntLiters - last.burntLiters;
      if (onTheRoad && burnt > 0 && state.batteryKwh > reserveKwh + 1e-9) burntWithoutNeed += 1;
      expect(state.batteryKwh).toBeGreaterThanOrEqual(reserveKwh - 1e-9);
      last = state;
    }
    expect(burntWithoutNeed).toBe(0);
    expect(last.usedKwh).toBeGreaterThan(20);
    expect(observe(car, START + 200 * DAY).burntLiters).toBeGreaterThan(1);
  });

  test('a petrol car stops for fuel on the way before the tank is empty', () => {
    const car = newCar('ICE', 'a');
    const stop = firstTime(car, 'refuelling');
    const before = observe(car, stop);
    const after = observe(car, stop + 10 * MINUTE);
    expect(before).toMatchObject({ speedKph: 0, place: null });
    expect(after.fuelPercent).toBeGreaterThan(85);
    for (const state of filmed(car, { from: START, to: START + 100 * DAY, every: 3 * HOUR })) {
      expect(state.fuelPercent).toBeGreaterThan(8);
    }
  });

  test('a hybrid burns less than a petrol car on the same roads', () => {
    const burnt = (powertrain: 'HEV' | 'ICE') =>
      observe(newCar(powertrain, 'a'), START + 30 * DAY).burntLiters;
    expect(burnt('HEV')).toBeLessThan(0.8 * burnt('ICE'));
  });
});
