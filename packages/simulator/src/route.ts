import type { Chance } from './chance.js';
import { along, bearingTo, distanceKm, type Point, towards } from './geography.js';
import { HOUR, SECOND } from './time.js';

/** A road: straight legs, each driven at its own pace. Time along it has a closed form. */
export interface Route {
  readonly legs: readonly Leg[];
  readonly lengthKm: number;
  /** Milliseconds, whole seconds. */
  readonly duration: number;
}

export interface Leg {
  readonly from: Point;
  readonly to: Point;
  readonly heading: number;
  readonly lengthKm: number;
  readonly cruiseKph: number;
  readonly entryKph: number;
  readonly exitKph: number;
  readonly hours: number;
  readonly startKm: number;
  readonly startHours: number;
}

export interface RoutePosition extends Point {
  readonly km: number;
  readonly speedKph: number;
  readonly heading: number;
}

/** Share of a leg's time that goes into each change of speed at its ends. */
const RAMP = 0.12;
/** Drivers swing around the pace they mean to keep. */
const SWING = 0.05;
const SWINGS_PER_LEG = 3;
/** At a bend, the share of the slower leg's pace that is kept. */
const BEND = 0.6;

/** Bends and paces between two places, the same each time for the same chance and name. */
export const planRoute = (from: Point, to: Point, chance: Chance, name: string): Route => {
  const straight = distanceKm(from, to);
  const bearing = bearingTo(from, to);
  const bends = Math.max(2, Math.min(6, Math.round(straight / 3)));
  const points = [from];
  for (let bend = 1; bend <= bends; bend += 1) {
    const aside = (chance(`${name} bend`, bend) - 0.5) * straight * 0.16;
    const onLine = along(from, to, bend / (bends + 1));
    points.push(towards(onLine, bearing + 90, aside));
  }
  points.push(to);
  const fastest = straight > 35 ? 108 : straight > 12 ? 88 : 62;
  return buildRoute(points, (leg) => {
    const outer = leg === 0 || leg === bends;
    return (outer ? 44 : fastest) * (0.92 + 0.16 * chance(`${name} pace`, leg));
  });
};

/** The same road the other way. */
export const reversed = (route: Route): Route => {
  const legs = [...route.legs].reverse();
  const points = [...legs.map((leg) => leg.to), ...legs.slice(-1).map((leg) => leg.from)];
  return buildRoute(points, (leg) => legs[leg]?.cruiseKph ?? 0);
};

/** Two drives with a stop between them, at a bend before the middle. */
export const splitInTwo = (route: Route): readonly [Route, Route] => {
  const at = Math.max(1, Math.floor(route.legs.length * 0.4));
  const part = (legs: readonly Leg[]): Route =>
    buildRoute(
      [...legs.slice(0, 1).map((leg) => leg.from), ...legs.map((leg) => leg.to)],
      (leg) => legs[leg]?.cruiseKph ?? 0,
    );
  return [part(route.legs.slice(0, at)), part(route.legs.slice(at))];
};

const buildRoute = (points: readonly Point[], paceOf: (leg: number) => number): Route => {
  const paces = points.slice(1).map((_, leg) => paceOf(leg));
  const bendPace = (leg: number) => BEND * Math.min(paces[leg - 1] ?? 0, paces[leg] ?? 0);
  const legs: Leg[] = [];
  let km = 0;
  let hours = 0;
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index] as Point;
    const cruiseKph = paces[index] as number;
    const [entryKph, exitKph] = [bendPace(index), bendPace(index + 1)];
    const lengthKm = distanceKm(from, to);
    const meanKph = cruiseKph * (1 - RAMP) + (RAMP * (entryKph + exitKph)) / 2;
    const leg = { from, to, heading: bearingTo(from, to), lengthKm, cruiseKph, entryKph, exitKph };
    legs.push({ ...leg, hours: lengthKm / meanKph, startKm: km, startHours: hours });
    km += lengthKm;
    hours += lengthKm / meanKph;
  }
  return { legs, lengthKm: km, duration: Math.ceil((hours * HOUR) / SECOND) * SECOND };
};

/** Where a car is after driving for some milliseconds. */
export const positionAfter = (route: Route, elapsed: number): RoutePosition => {
  const hours = elapsed / HOUR;
  const leg = route.legs.findLast((candidate) => candidate.startHours <= hours) ?? route.legs[0];
  if (!leg) throw new Error('A route has at least one leg.');
  const share = Math.min(1, (hours - leg.startHours) / leg.hours);
  const { meanKph, speedKph } = motionWithin(leg, share);
  const km = Math.min(leg.lengthKm, meanKph * leg.hours);
  const arrived = elapsed >= route.duration;
  return {
    ...along(leg.from, leg.to, arrived ? 1 : km / leg.lengthKm),
    km: arrived ? route.lengthKm : leg.startKm + km,
    speedKph: arrived ? 0 : speedKph,
    heading: leg.heading,
  };
};

/** Speed at a share of a leg's time, and what has been driven by then as kilometres per leg-hour. */
const motionWithin = (leg: Leg, share: number): { meanKph: number; speedKph: number } => {
  const { entryKph, cruiseKph, exitKph } = leg;
  if (share < RAMP) {
    const speedKph = entryKph + ((cruiseKph - entryKph) * share) / RAMP;
    return { meanKph: ((entryKph + speedKph) / 2) * share, speedKph };
  }
  const rampedUp = ((entryKph + cruiseKph) / 2) * RAMP;
  if (share > 1 - RAMP) {
    const left = share - (1 - RAMP);
    const speedKph = cruiseKph + ((exitKph - cruiseKph) * left) / RAMP;
    const cruised = cruiseKph * (1 - 2 * RAMP);
    return { meanKph: rampedUp + cruised + ((cruiseKph + speedKph) / 2) * left, speedKph };
  }
  // Whole swings fit into the cruise, so that they change the speed on the way but not the arrival.
  const frequency = (2 * Math.PI * SWINGS_PER_LEG) / (1 - 2 * RAMP);
  const phase = frequency * (share - RAMP);
  const swung = ((1 - Math.cos(phase)) / frequency) * SWING;
  return {
    meanKph: rampedUp + cruiseKph * (share - RAMP + swung),
    speedKph: cruiseKph * (1 + SWING * Math.sin(phase)),
  };
};
