import { findQuirk } from '@carport/catalog';
import { fractionAfter, hoursUntil } from './charging.js';
import type { Activity, CarIdentity, Checkpoint, Quantities } from './checkpoint.js';
import { drained, needOf } from './energy.js';
import type { Supply } from './profile.js';
import { positionAfter, type Route, splitInTwo } from './route.js';
import { HOUR, MINUTE, SECOND } from './time.js';
import { outsideTemperature } from './weather.js';
import { outingAt, type World } from './world.js';

/** Between opening the doors and driving off, and between stopping and walking away. */
export const LEAVING = 2 * MINUTE;
export const ARRIVING = 90 * SECOND;
export const REFUELLING = 5 * MINUTE;
/** Where public fast chargers are left. */
const FAST_TARGET = 0.8;
const FULL_TANK = 0.97;

type Driving = Extract<Activity, { kind: 'driving' }>;

export const roadOf = (world: World, checkpoint: Checkpoint, drive: Driving): Route => {
  const place = outingAt(world, checkpoint.outing).to;
  const whole = world.roads[drive.way](place);
  if (drive.stretch === 'whole') return whole;
  return splitInTwo(whole)[drive.stretch === 'first' ? 0 : 1];
};

/** What the station gives; less where the owner has asked for less. A fast charger decides for itself. */
export const supplyOf = (
  { profile }: World,
  { plug, settings }: Pick<Checkpoint, 'plug' | 'settings'>,
): Supply => {
  if (plug === 'fast') return profile.fastSupply;
  const { homeSupply } = profile;
  if (settings.amps === null) return homeSupply;
  const share = Math.min(1, settings.amps / homeSupply.maxAmps);
  return { ...homeSupply, powerKw: homeSupply.powerKw * share };
};

const limitWithoutSchedule = ({ make }: CarIdentity): number =>
  findQuirk(make, 'schedule-overrides-limit')?.limitPercent ?? 100;

/** Fraction of the battery where charging at this station ends. */
export const chargeTarget = ({ plug, settings, car }: Checkpoint): number => {
  const limit = settings.limitPercent / 100;
  if (plug === 'fast') return Math.min(limit, FAST_TARGET);
  if (settings.scheduleSetAside) return limitWithoutSchedule(car) / 100;
  const { homeSchedule } = settings;
  return plug === 'home' && homeSchedule ? homeSchedule.limitPercent / 100 : limit;
};

export const chargeFraction = ({ quantities, car }: Checkpoint): number =>
  quantities.batteryKwh / car.batteryKwh;

/** When the battery reaches the target; only for a car that is charging. */
export const chargedAt = (world: World, checkpoint: Checkpoint): number => {
  const curve = { supply: supplyOf(world, checkpoint), capacityKwh: checkpoint.car.batteryKwh };
  const hours = hoursUntil(curve, chargeFraction(checkpoint), chargeTarget(checkpoint));
  return checkpoint.since + Math.ceil(hours * HOUR);
};

/** When the owner comes to drive a standing car away. */
export const wantedAt = (world: World, checkpoint: Checkpoint, at: 'home' | 'away'): number => {
  const { leaveAt, returnAt } = outingAt(world, checkpoint.outing);
  const story = at === 'home' ? leaveAt : returnAt;
  return Math.max(checkpoint.since, story - LEAVING - world.profile.storyShift);
};

/** The moment at which the present activity is over. */
export const endOf = (world: World, checkpoint: Checkpoint): number => {
  const { activity, since } = checkpoint;
  switch (activity.kind) {
    case 'parked':
      return wantedAt(world, checkpoint, activity.at);
    case 'charging':
      return Math.min(wantedAt(world, checkpoint, activity.at), chargedAt(world, checkpoint));
    case 'leaving':
      return since + LEAVING;
    case 'arriving':
      return since + ARRIVING;
    case 'refuelling':
      return since + REFUELLING;
    case 'driving':
      return since + roadOf(world, checkpoint, activity).duration;
  }
};

/** Quantities at a moment of the present activity, by formula from those at its beginning. */
export const quantitiesAt = (world: World, checkpoint: Checkpoint, at: number): Quantities => {
  switch (checkpoint.activity.kind) {
    case 'charging':
      return charged(world, checkpoint, at);
    case 'refuelling':
      return refuelled(checkpoint, at);
    case 'driving':
      return driven(world, checkpoint, checkpoint.activity, at);
    default:
      return checkpoint.quantities;
  }
};

const charged = (world: World, checkpoint: Checkpoint, at: number): Quantities => {
  const { quantities: before, car } = checkpoint;
  const supply = supplyOf(world, checkpoint);
  const curve = { supply, capacityKwh: car.batteryKwh };
  const target = chargeTarget(checkpoint);
  const hours = (at - checkpoint.since) / HOUR;
  const done = at >= chargedAt(world, checkpoint);
  const reached = done ? target : fractionAfter(curve, chargeFraction(checkpoint), hours);
  const batteryKwh = Math.max(before.batteryKwh, Math.min(target, reached) * car.batteryKwh);
  const added = batteryKwh - before.batteryKwh;
  return {
    ...before,
    batteryKwh,
    chargedKwh: before.chargedKwh + added,
    gridKwh: before.gridKwh + added / supply.efficiency,
  };
};

const refuelled = ({ quantities: before, car, since }: Checkpoint, at: number): Quantities => {
  const room = Math.max(0, car.tankLiters * FULL_TANK - before.fuelLiters);
  const liters = room * Math.min(1, (at - since) / REFUELLING);
  return {
    ...before,
    fuelLiters: before.fuelLiters + liters,
    refuelledLiters: before.refuelledLiters + liters,
  };
};

const driven = (world: World, checkpoint: Checkpoint, drive: Driving, at: number): Quantities => {
  const { profile } = world;
  const route = roadOf(world, checkpoint, drive);
  const { km } = positionAfter(route, at - checkpoint.since);
  const celsius = outsideTemperature(profile, checkpoint.since + profile.storyShift);
  return drained(profile, checkpoint.quantities, needOf(profile, route, km, celsius), km);
};
