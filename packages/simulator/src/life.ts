import { between, type Chance } from './chance.js';
import type { CarIdentity, Checkpoint } from './checkpoint.js';
import { endOf } from './phases.js';
import { isPlugIn, profileOf } from './profile.js';
import { firstSettings } from './settings.js';
import { dayOf, MINUTE } from './time.js';
import { chargingBegun, turned } from './transitions.js';
import { createWorld, outingFrom, type World } from './world.js';

export interface NewCar {
  /** The same seed, car and start make the same life. */
  readonly seed: string;
  readonly car: CarIdentity;
  /** Epoch milliseconds of the car's first moment: an evening at home. */
  readonly startedAt: number;
}

/** A car that has just come home. With a plug it is plugged in and charging. */
export const createCar = (made: NewCar): Checkpoint => {
  const profile = profileOf(made);
  const { chance } = profile;
  const { car, startedAt } = made;
  const age = Math.max(0, new Date(startedAt).getUTCFullYear() - car.year) + 0.4;
  const plugged = isPlugIn(profile);
  const tomorrow = dayOf(startedAt + profile.storyShift) + 1;
  const odometerKm = age * between(9_000, 21_000, chance('driven a year'));
  const standing: Checkpoint = {
    format: 2,
    ...made,
    startedKm: odometerKm,
    since: startedAt,
    activity: { kind: 'parked', at: 'home', arrivedAt: startedAt - 3 * MINUTE },
    quantities: {
      odometerKm,
      batteryKwh: plugged ? car.batteryKwh * between(0.35, 0.55, chance('battery')) : 0,
      fuelLiters: car.tankLiters * between(0.4, 0.85, chance('fuel')),
      gridKwh: 0,
      chargedKwh: 0,
      usedKwh: 0,
      refuelledLiters: 0,
      burntLiters: 0,
    },
    settings: firstSettings(plugged, usualLimit(car, chance)),
    outing: outingFrom(createWorld(made), { day: tomorrow, index: 0 }),
    plug: plugged ? 'home' : 'none',
    session: null,
    records: [],
    usedAt: startedAt,
  };
  return plugged ? chargingBegun(standing) : standing;
};

const usualLimit = ({ powertrain }: CarIdentity, chance: Chance): number => {
  if (powertrain !== 'BEV') return 100;
  return chance('limit') < 0.6 ? 80 : 90;
};

/**
 * The checkpoint that covers a moment. It moves by whole activities only, so the same moment is
 * reached in one leap or in a thousand steps; a moment in the past leaves it as it is.
 */
export const advance = (checkpoint: Checkpoint, to: number): Checkpoint =>
  advanceIn(createWorld(checkpoint), checkpoint, to);

export const advanceIn = (world: World, checkpoint: Checkpoint, to: number): Checkpoint => {
  let present = checkpoint;
  for (let end = endOf(world, present); end <= to; end = endOf(world, present)) {
    present = turned(world, present, end);
  }
  return present;
};
