import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, apply, type Checkpoint, type Command, observe } from '../src/index.js';
import {
  anyCar,
  anyCommand,
  anyPluggable,
  DAY,
  filmed,
  firstTime,
  HOUR,
  MINUTE,
  newCar,
  SECOND,
  START,
} from './support.js';

const span = (days: number) => fc.integer({ min: 0, max: days * DAY });
const spans = (days: number) => fc.array(span(days), { minLength: 1, maxLength: 40 });
const inOrder = (moments: readonly number[]) => [...moments].sort((a, b) => a - b);

describe('the same seed, time and commands', () => {
  test('make the same state in one leap or in many steps', () => {
    fc.assert(
      fc.property(anyCar, spans(60), (car, stops) => {
        const ordered = inOrder(stops);
        const end = car.startedAt + Math.max(...ordered);
        const stepped = ordered.reduce((now, stop) => advance(now, car.startedAt + stop), car);
        expect(stepped).toEqual(advance(car, end));
        expect(observe(stepped, end)).toEqual(observe(car, end));
      }),
    );
  });

  test('make the same state with commands in between, whoever looks meanwhile', () => {
    const steps = fc.array(fc.tuple(span(20), fc.option(anyCommand)), { maxLength: 30 });
    fc.assert(
      fc.property(anyCar, steps, (car, unordered) => {
        const ordered = [...unordered].sort((a, b) => a[0] - b[0]);
        const live = (look: (now: Checkpoint, at: number) => Checkpoint) =>
          ordered.reduce((now, [stop, command]) => {
            const at = car.startedAt + stop;
            const seen = look(now, at);
            return command ? obeyIfWilling(seen, at, command) : seen;
          }, car);
        const end = car.startedAt + 21 * DAY;
        expect(advance(live(advance), end)).toEqual(
          advance(
            live((now) => now),
            end,
          ),
        );
      }),
    );
  });

  test('make the same car again after a trip through JSON', () => {
    fc.assert(
      fc.property(anyCar, span(40), (car, stop) => {
        const kept = JSON.parse(JSON.stringify(advance(car, car.startedAt + stop))) as Checkpoint;
        expect(kept).toEqual(advance(car, car.startedAt + stop));
        const later = car.startedAt + stop + 3 * DAY;
        expect(advance(kept, later)).toEqual(advance(car, later));
      }),
    );
  });

  test('a year in one leap is a year of days', () => {
    for (const powertrain of ['BEV', 'PHEV', 'ICE'] as const) {
      const car = newCar(powertrain);
      let daily = car;
      for (let day = 1; day <= 365; day += 1) daily = advance(daily, START + day * DAY);
      expect(advance(car, START + 365 * DAY)).toEqual(daily);
      expect(daily.quantities.odometerKm - car.startedKm).toBeGreaterThan(3000);
    }
  });

  test('another seed is another life', () => {
    const later = START + 30 * DAY;
    const [one, other] = [newCar('BEV', 'one'), newCar('BEV', 'other')];
    expect(observe(one, later).odometerKm).not.toBe(observe(other, later).odometerKm);
    expect(observe(one, later).latitude).not.toBe(observe(other, later).latitude);
  });
});

const obeyIfWilling = (car: Checkpoint, at: number, command: Command): Checkpoint => {
  const outcome = apply(car, at, command);
  return 'refusal' in outcome ? car : outcome.checkpoint;
};

describe('looking at a car', () => {
  test('changes nothing, and a checkpoint stays the very same within an activity', () => {
    const car = Object.freeze(newCar('BEV'));
    const before = JSON.stringify(car);
    observe(car, START + 9 * DAY);
    expect(JSON.stringify(car)).toBe(before);
    expect(advance(car, START + HOUR)).toBe(car);
  });

  test('shows the checkpoint when asked about the past', () => {
    const later = advance(newCar('BEV'), START + 5 * DAY);
    expect(observe(later, START)).toEqual(observe(later, later.since));
  });
});

describe('along any life', () => {
  test('the odometer never goes back and the battery stays between empty and full', () => {
    fc.assert(
      fc.property(anyCar, spans(90), (car, stops) => {
        let km = 0;
        for (const stop of inOrder(stops)) {
          const state = observe(car, car.startedAt + stop);
          expect(state.odometerKm).toBeGreaterThanOrEqual(km);
          expect(state.chargePercent).toBeGreaterThanOrEqual(0);
          expect(state.chargePercent).toBeLessThanOrEqual(100);
          expect(state.fuelPercent).toBeGreaterThanOrEqual(0);
          expect(state.fuelPercent).toBeLessThanOrEqual(100);
          km = state.odometerKm;
        }
      }),
    );
  });

  test('what was charged, less what was driven away, is what the battery gained', () => {
    fc.assert(
      fc.property(anyPluggable, span(120), (car, stop) => {
        const state = observe(car, car.startedAt + stop);
        const gained = state.batteryKwh - car.quantities.batteryKwh;
        const tolerance = 0.01 * Math.max(1, state.chargedKwh, state.usedKwh);
        expect(Math.abs(state.chargedKwh - state.usedKwh - gained)).toBeLessThan(tolerance);
        expect(state.chargedKwh).toBeLessThanOrEqual(state.gridKwh);
        if (state.gridKwh > 0) expect(state.chargedKwh / state.gridKwh).toBeGreaterThan(0.88);
      }),
    );
  });

  test('what was filled in, less what was burnt, is what the tank gained', () => {
    fc.assert(
      fc.property(anyCar, span(120), (car, stop) => {
        const state = observe(car, car.startedAt + stop);
        const gained = state.fuelLiters - car.quantities.fuelLiters;
        expect(state.refuelledLiters - state.burntLiters).toBeCloseTo(gained, 6);
      }),
    );
  });

  test('the power at the plug, summed by the minute, is the energy that the running total shows', () => {
    for (const seed of ['a', 'b', 'c']) {
      const car = newCar('BEV', seed);
      const to = START + 4 * DAY;
      let kwh = 0;
      for (const { charging } of filmed(car, { from: START, to, every: MINUTE })) {
        kwh += (charging?.powerKw ?? 0) / 60;
      }
      const { gridKwh } = observe(car, to);
      expect(gridKwh).toBeGreaterThan(10);
      expect(Math.abs(kwh - gridKwh) / gridKwh).toBeLessThan(0.01);
    }
  });

  test('the speed, summed by the second, is the distance that the odometer shows', () => {
    const car = newCar('ICE', 'b');
    const from = firstTime(car, 'driving');
    const to = firstTime(car, 'arriving', from);
    let km = 0;
    for (const { speedKph } of filmed(car, { from, to, every: SECOND })) km += speedKph / 3600;
    const driven = observe(car, to).odometerKm - observe(car, from).odometerKm;
    expect(driven).toBeGreaterThan(3);
    expect(Math.abs(km - driven) / driven).toBeLessThan(0.01);
  });
});
