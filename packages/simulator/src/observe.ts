import { powerShare } from './charging.js';
import type { Activity, Checkpoint, Plug, Quantities, Settings, Staged } from './checkpoint.js';
import { distanceKm } from './geography.js';
import { advanceIn } from './life.js';
import { chargedAt, chargeTarget, quantitiesAt, roadOf, supplyOf } from './phases.js';
import type { Supply } from './profile.js';
import { positionAfter } from './route.js';
import { NOTHING_STAGED } from './staged.js';
import { HOUR, MINUTE, SECOND } from './time.js';
import { addedIn } from './transitions.js';
import { unlockedByNow } from './unlocking.js';
import { outsideTemperature } from './weather.js';
import { createWorld, outingAt, placeOf, type World } from './world.js';

/** One car at one moment, to full precision. */
export interface CarState extends Quantities {
  /** Epoch milliseconds, on the car's scale. */
  readonly at: number;
  readonly activity: Activity['kind'];
  /** Name of the place where it stands; null on the road. */
  readonly place: string | null;
  readonly isAtHome: boolean;
  readonly kmFromHome: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Degrees clockwise from north. */
  readonly heading: number;
  readonly speedKph: number;
  /** Percent of the usable battery; 0 without a plug. */
  readonly chargePercent: number;
  readonly fuelPercent: number;
  readonly plug: Plug;
  readonly settings: Settings;
  /** Null while it takes in no power. */
  readonly charging: ChargingState | null;
  /** Of the session under way or the last one. */
  readonly sessionKwh: number;
  /** Where charging ends, in percent, at the station that it is plugged in at; null when unplugged. */
  readonly activeLimitPercent: number | null;
  readonly driverDoorOpen: boolean;
  readonly asleep: boolean;
  /** Degrees Celsius. */
  readonly outsideCelsius: number;
  readonly insideCelsius: number;
  /** How warm the tyres are from driving: 0 cold, 1 as warm as they get. */
  readonly tireWarmth: number;
  /** Hours since the car was last used; its small battery drains meanwhile. */
  readonly idleHours: number;
  readonly staged: Staged;
}

export interface ChargingState {
  /** What the station gives. */
  readonly powerKw: number;
  readonly supply: Supply;
  readonly minutesLeft: number;
}

export const ASLEEP_AFTER = 20 * MINUTE;

/** The car at a moment; a moment before the checkpoint shows the checkpoint. */
export const observeIn = (world: World, from: Checkpoint, moment: number): CarState => {
  const checkpoint = unlockedByNow(advanceIn(world, from, moment), moment);
  const at = Math.max(moment, checkpoint.since);
  const quantities = quantitiesAt(world, checkpoint, at);
  const { activity, car, settings, plug } = checkpoint;
  const stands = 'at' in activity ? placeOf(world, checkpoint, activity.at) : null;
  const position = whereabouts(world, checkpoint, at);
  const idle = at - (activity.kind === 'charging' ? at : checkpoint.usedAt);
  return {
    ...quantities,
    ...position,
    kmFromHome: distanceKm(world.profile.home, position),
    ...temperatures(world, checkpoint, at),
    at,
    activity: activity.kind,
    place: stands?.name ?? null,
    isAtHome: stands?.id === 'home',
    chargePercent: car.batteryKwh > 0 ? (quantities.batteryKwh / car.batteryKwh) * 100 : 0,
    fuelPercent: car.tankLiters > 0 ? (quantities.fuelLiters / car.tankLiters) * 100 : 0,
    plug,
    settings,
    charging: chargingState(world, checkpoint, quantities, at),
    sessionKwh: checkpoint.session
      ? addedIn(checkpoint.session, quantities)
      : (checkpoint.records.at(-1)?.addedKwh ?? 0),
    activeLimitPercent: plug === 'none' ? null : chargeTarget(checkpoint) * 100,
    driverDoorOpen: driverDoorOpen(checkpoint, at),
    asleep: activity.kind === 'parked' && idle > ASLEEP_AFTER,
    idleHours: Math.max(0, idle) / HOUR,
    staged: checkpoint.staged ?? NOTHING_STAGED,
  };
};

/** Doors open for a moment in the middle of getting in and of getting out. */
export const driverDoorOpen = ({ activity, since }: Checkpoint, at: number): boolean => {
  if (activity.kind !== 'leaving' && activity.kind !== 'arriving') return false;
  const seconds = (at - since) / SECOND;
  return seconds >= 20 && seconds < 65;
};

const chargingState = (
  world: World,
  checkpoint: Checkpoint,
  { batteryKwh }: Quantities,
  at: number,
): ChargingState | null => {
  if (checkpoint.activity.kind !== 'charging') return null;
  const supply = supplyOf(world, checkpoint);
  const capacityKwh = checkpoint.car.batteryKwh;
  const share = powerShare({ supply, capacityKwh }, batteryKwh / capacityKwh);
  const minutesLeft = Math.max(0, chargedAt(world, checkpoint) - at) / MINUTE;
  return { powerKw: supply.powerKw * share, supply, minutesLeft };
};

const whereabouts = (world: World, checkpoint: Checkpoint, at: number) => {
  const { activity } = checkpoint;
  if (activity.kind === 'driving') {
    const road = roadOf(world, checkpoint, activity);
    const { latitude, longitude, speedKph, heading } = positionAfter(road, at - checkpoint.since);
    return { latitude, longitude, speedKph, heading };
  }
  if (activity.kind === 'refuelling') {
    const road = roadOf(world, checkpoint, {
      kind: 'driving',
      way: activity.way,
      stretch: 'first',
    });
    const { latitude, longitude, heading } = positionAfter(road, road.duration);
    return { latitude, longitude, speedKph: 0, heading };
  }
  const { latitude, longitude } = placeOf(world, checkpoint, activity.at);
  return {
    latitude,
    longitude,
    speedKph: 0,
    heading: parkedHeading(world, checkpoint, activity.at),
  };
};

/** Parked cars point the way that they came; at home, into the drive. */
const parkedHeading = (world: World, checkpoint: Checkpoint, at: 'home' | 'away'): number => {
  if (at === 'home') return Math.floor(world.profile.chance('driveway') * 360);
  const road = world.roads.out(outingAt(world, checkpoint.outing).to);
  return road.legs.at(-1)?.heading ?? 0;
};

/** Minutes in which a cabin or a tyre comes two thirds of the way to where it is going. */
const PACE = { cabinCools: 45, cabinHeated: 6, tiresCool: 25, tiresWarm: 12 } as const;

const approach = (from: number, to: number, minutes: number, pace: number): number =>
  to + (from - to) * Math.exp(-minutes / pace);

const temperatures = (world: World, checkpoint: Checkpoint, at: number) => {
  const outsideCelsius = outsideTemperature(world.profile, at + world.profile.storyShift);
  const { activity, since } = checkpoint;
  switch (activity.kind) {
    case 'parked':
    case 'charging': {
      const stood = (at - activity.arrivedAt) / MINUTE;
      const insideCelsius = standingCabin(checkpoint, outsideCelsius, stood, at);
      return { outsideCelsius, insideCelsius, tireWarmth: approach(1, 0, stood, PACE.tiresCool) };
    }
    case 'driving': {
      const driven = (at - since) / MINUTE;
      const wanted = checkpoint.settings.cabinCelsius;
      const insideCelsius = approach(outsideCelsius, wanted, driven, PACE.cabinHeated);
      return { outsideCelsius, insideCelsius, tireWarmth: approach(0, 1, driven, PACE.tiresWarm) };
    }
    case 'leaving':
      return { outsideCelsius, insideCelsius: outsideCelsius, tireWarmth: 0 };
    default:
      return { outsideCelsius, insideCelsius: checkpoint.settings.cabinCelsius, tireWarmth: 1 };
  }
};

/** A parked cabin comes to the weather, unless somebody has switched the climate control on. */
const standingCabin = (
  { settings: { cabin, cabinCelsius } }: Checkpoint,
  outsideCelsius: number,
  stood: number,
  at: number,
): number => {
  if (!cabin) return approach(cabinCelsius, outsideCelsius, stood, PACE.cabinCools);
  const minutes = (at - cabin.at) / MINUTE;
  return cabin.on
    ? approach(cabin.fromCelsius, cabinCelsius, minutes, PACE.cabinHeated)
    : approach(cabin.fromCelsius, outsideCelsius, minutes, PACE.cabinCools);
};

export const observe = (checkpoint: Checkpoint, at: number): CarState =>
  observeIn(createWorld(checkpoint), checkpoint, at);
