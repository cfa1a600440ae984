import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChance, pick } from '../src/chance.js';
import { type ChargeCurve, fractionAfter, hoursUntil, powerShare } from '../src/charging.js';
import { bearingTo, distanceKm, towards } from '../src/geography.js';
import { isCheckpoint } from '../src/index.js';
import { createRoads, outingsOn } from '../src/plan.js';
import { profileOf } from '../src/profile.js';
import { planRoute, positionAfter, type Route, reversed, splitInTwo } from '../src/route.js';
import { isWeekend } from '../src/time.js';
import { townsOf } from '../src/towns.js';
import { outsideTemperature, weatherFactor } from '../src/weather.js';
import { anyCar, DAY, HOUR, MINUTE, newCar, START } from './support.js';

const seeds = fc.string({ minLength: 1, maxLength: 10 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const BOULDER = { latitude: 40.02, longitude: -105.25 };

const anyRoute: fc.Arbitrary<Route> = fc
  .tuple(seeds, fc.double({ min: 2, max: 90, noNaN: true }), fc.integer({ min: 0, max: 359 }))
  .map(([seed, km, way]) =>
    planRoute(BOULDER, towards(BOULDER, way, km), createChance(seed), 'road'),
  );

describe('chance', () => {
  test('is the same for the same question and evenly spread over different ones', () => {
    const chance = createChance('seed');
    const drawn = Array.from({ length: 4000 }, (_, index) => chance('label', index));
    expect(chance('label', 7)).toBe(drawn[7]);
    expect(createChance('other')('label', 7)).not.toBe(drawn[7]);
    expect(chance('another label', 7)).not.toBe(drawn[7]);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const there = drawn.filter((value) => Math.floor(value * 10) === tenth);
      expect(there.length).toBeGreaterThan(320);
      expect(there.length).toBeLessThan(480);
    }
  });

  test('picks every one of a list', () => {
    const picked = new Set([0, 0.3, 0.5, 0.99].map((value) => pick(['a', 'b', 'c'], value)));
    expect([...picked].sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('a route', () => {
  test('leads all the way, standing at both ends, never backwards and never too fast', () => {
    fc.assert(
      fc.property(anyRoute, (route) => {
        expect(positionAfter(route, 0)).toMatchObject({ ...BOULDER, km: 0, speedKph: 0 });
        const end = route.legs.at(-1)?.to;
        expect(positionAfter(route, route.duration)).toMatchObject({
          ...end,
          km: route.lengthKm,
          speedKph: 0,
        });
        let km = 0;
        for (let step = 0; step <= 200; step += 1) {
          const position = positionAfter(route, (route.duration * step) / 200);
          expect(position.km).toBeGreaterThanOrEqual(km - 1e-9);
          expect(position.speedKph).toBeGreaterThanOrEqual(0);
          expect(position.speedKph).toBeLessThan(130);
          km = position.km;
        }
      }),
    );
  });

  test('is as long back as it was out, and as long in two parts as in one', () => {
    fc.assert(
      fc.property(anyRoute, (route) => {
        const back = reversed(route);
        const [first, second] = splitInTwo(route);
        expect(back.lengthKm).toBeCloseTo(route.lengthKm, 9);
        expect(back.legs.at(-1)?.to).toEqual(BOULDER);
        expect(first.lengthKm + second.lengthKm).toBeCloseTo(route.lengthKm, 9);
        expect(first.legs.at(-1)?.to).toEqual(second.legs[0]?.from);
        expect(second.legs.length).toBeGreaterThan(0);
      }),
    );
  });

  test('distance and bearing are those of the point they were made from', () => {
    const there = towards(BOULDER, 60, 20);
    expect(distanceKm(BOULDER, there)).toBeCloseTo(20, 1);
    expect(bearingTo(BOULDER, there)).toBeCloseTo(60, 0);
  });
});

describe('the plan of a day', () => {
  test('leaves time for every drive, with a stop for fuel, before the next one begins', () => {
    fc.assert(
      fc.property(anyCar, fc.integer({ min: 20_000, max: 24_000 }), (car, day) => {
        const profile = profileOf(car);
        const roads = createRoads(profile);
        let free = day * DAY;
        for (const outing of outingsOn(profile, day)) {
          const drive = roads.out(outing.to).duration + 10 * MINUTE;
          expect(outing.leaveAt - free).toBeGreaterThan(2 * MINUTE);
          expect(outing.returnAt - outing.leaveAt).toBeGreaterThan(drive + 2 * MINUTE);
          free = outing.returnAt + drive;
        }
        expect(free).toBeLessThan((day + 1) * DAY);
      }),
      { numRuns: 400 },
    );
  });

  test('is work on most weekdays and never at weekends', () => {
    const profile = profileOf(newCar('BEV'));
    const days = Array.from({ length: 364 }, (_, index) => 20_000 + index);
    const worked = days.filter((day) =>
      outingsOn(profile, day).some(({ to }) => to.name === 'Work'),
    );
    expect(worked.length).toBeGreaterThan(210);
    expect(worked.some(isWeekend)).toBe(false);
  });
});

describe('the charging curve', () => {
  const anyCurve: fc.Arbitrary<ChargeCurve> = anyCar
    .filter((car) => car.car.batteryKwh > 0)
    .chain((car) => {
      const { homeSupply, fastSupply } = profileOf(car);
      return fc.constantFrom(homeSupply, fastSupply).map((supply) => ({
        supply,
        capacityKwh: car.car.batteryKwh,
      }));
    });

  test('reaches a target when it says it does', () => {
    fc.assert(
      fc.property(anyCurve, share, share, (curve, one, other) => {
        const [start, target] = [Math.min(one, other), Math.max(one, other)];
        const hours = hoursUntil(curve, start, target);
        expect(fractionAfter(curve, start, hours)).toBeCloseTo(target, 9);
      }),
    );
  });

  test('goes on from the middle as if it had not been looked at', () => {
    const hours = fc.double({ min: 0, max: 8, noNaN: true });
    fc.assert(
      fc.property(anyCurve, share, hours, hours, (curve, start, first, second) => {
        const middle = fractionAfter(curve, start, first);
        const stepped = fractionAfter(curve, middle, second);
        expect(stepped).toBeCloseTo(fractionAfter(curve, start, first + second), 9);
      }),
    );
  });

  test('gives full power at first and tapers to the end', () => {
    fc.assert(
      fc.property(anyCurve, share, share, (curve, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(powerShare(curve, high)).toBeLessThanOrEqual(powerShare(curve, low));
        expect(powerShare(curve, 0.2)).toBe(1);
        expect(powerShare(curve, 1)).toBeCloseTo(curve.supply.taperTo, 9);
      }),
    );
  });
});

describe('the weather', () => {
  const profile = profileOf(newCar('BEV'));

  test('has seasons and no jumps', () => {
    const month = (index: number) => {
      const start = Date.UTC(2026, index, 1);
      const hours = Array.from({ length: 28 * 24 }, (_, hour) => start + hour * HOUR);
      return hours.reduce((sum, at) => sum + outsideTemperature(profile, at), 0) / hours.length;
    };
    expect(month(6) - month(0)).toBeGreaterThan(15);
    for (let at = START; at < START + 20 * DAY; at += MINUTE) {
      const change = outsideTemperature(profile, at + MINUTE) - outsideTemperature(profile, at);
      expect(Math.abs(change)).toBeLessThan(0.1);
    }
  });

  test('costs energy when it is cold or hot', () => {
    expect(weatherFactor(20)).toBe(1);
    expect(weatherFactor(-10)).toBeGreaterThan(1.2);
    expect(weatherFactor(36)).toBeGreaterThan(1.05);
    expect(weatherFactor(-60)).toBeLessThan(1.5);
  });
});

test('towns lie in the country asked for, in Europe at least, or in Colorado', () => {
  expect(new Set(townsOf('CA').map(({ country }) => country))).toEqual(new Set(['CA']));
  expect(townsOf('CZ').map(({ country }) => country)).not.toContain('CA');
  expect(townsOf('CZ').length).toBeGreaterThan(10);
  expect(new Set(townsOf('JP').map(({ country }) => country))).toEqual(new Set(['US']));
});

test('a checkpoint is told from other values', () => {
  expect(isCheckpoint(newCar('ICE'))).toBe(true);
  for (const other of [null, undefined, 'text', {}, { format: 0 }]) {
    expect(isCheckpoint(other)).toBe(false);
  }
});
