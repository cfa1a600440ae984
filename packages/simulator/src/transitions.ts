import { STAYS_PARKED } from '@carport/catalog';
import type {
  Activity,
  CarIdentity,
  Checkpoint,
  Plug,
  Quantities,
  Stop,
  Way,
} from './checkpoint.js';
import { needOf } from './energy.js';
import { chargedAt, chargeFraction, chargeTarget, quantitiesAt, wantedAt } from './phases.js';
import { isPlugIn } from './profile.js';
import { CABIN_TO_DRIVER, DEPARTURE } from './settings.js';
import { stagedAfterDeparture } from './staged.js';
import { outsideTemperature } from './weather.js';
import { following, outingAt, placeOf, type World } from './world.js';

/** Drivers look for fuel when they would arrive with less than this share of the tank. */
const LOW_TANK = 0.18;
/** An electric car stays at home when it would come back with less. */
const ANXIETY = 0.08;
/** Below this the owner uses a fast charger where there is one. */
const FAST_CHARGE_BELOW = 0.45;
const RECORDS_KEPT = 10;

/** The checkpoint with which the next activity begins. */
export const turned = (world: World, checkpoint: Checkpoint, at: number): Checkpoint => {
  const { activity } = checkpoint;
  switch (activity.kind) {
    case 'charging':
      return chargedAt(world, checkpoint) <= wantedAt(world, checkpoint, activity.at)
        ? chargingEnded(world, checkpoint, at)
        : left(world, checkpoint, activity.at, at);
    case 'parked':
      return left(world, checkpoint, activity.at, at);
    case 'leaving':
      return driveBegun(world, checkpoint, activity.at === 'home' ? 'out' : 'back', at);
    case 'driving':
      return begun(world, checkpoint, at, afterDrive(activity));
    case 'refuelling':
      return begun(world, checkpoint, at, {
        kind: 'driving',
        way: activity.way,
        stretch: 'second',
      });
    case 'arriving':
      return parked(world, checkpoint, activity.at, at);
  }
};

/** The same car at a later moment of its activity, from where a new one can begin. */
export const rebased = (world: World, checkpoint: Checkpoint, at: number): Checkpoint => ({
  ...checkpoint,
  since: at,
  quantities: quantitiesAt(world, checkpoint, at),
});

const begun = (
  world: World,
  checkpoint: Checkpoint,
  at: number,
  activity: Activity,
): Checkpoint => ({
  ...rebased(world, checkpoint, at),
  activity,
  usedAt: at,
});

const left = (world: World, checkpoint: Checkpoint, from: Stop, at: number): Checkpoint => {
  if (from === 'home' && (staysParked(checkpoint.car) || !reaches(world, checkpoint, at))) {
    return { ...checkpoint, outing: following(world, checkpoint.outing) };
  }
  const ended = checkpoint.session ? chargingEnded(world, checkpoint, at) : checkpoint;
  return {
    ...begun(world, ended, at, { kind: 'leaving', at: from }),
    ...stagedAfterDeparture(ended),
    plug: 'none',
    settings: { ...ended.settings, ...DEPARTURE },
  };
};

export const staysParked = ({ circumstances }: CarIdentity): boolean =>
  circumstances?.includes(STAYS_PARKED) ?? false;

/** Whether the battery is enough for the way out and back; an engine always is. */
const reaches = (world: World, checkpoint: Checkpoint, at: number): boolean => {
  const { car } = checkpoint;
  if (car.powertrain !== 'BEV') return true;
  const { profile, roads } = world;
  const { to, leaveAt, returnAt } = outingAt(world, checkpoint.outing);
  const out = roads.out(to);
  const back = roads.back(to);
  const need =
    needOf(profile, out, out.lengthKm, outsideTemperature(profile, leaveAt)) +
    needOf(profile, back, back.lengthKm, outsideTemperature(profile, returnAt));
  const { batteryKwh } = quantitiesAt(world, checkpoint, at);
  return need + ANXIETY * car.batteryKwh <= batteryKwh;
};

const driveBegun = (world: World, checkpoint: Checkpoint, way: Way, at: number): Checkpoint => {
  const stretch = arrivesEmpty(world, checkpoint, way, at) ? 'first' : 'whole';
  const begin = begun(world, checkpoint, at, { kind: 'driving', way, stretch });
  return { ...begin, settings: { ...begin.settings, locked: true } };
};

const arrivesEmpty = (world: World, checkpoint: Checkpoint, way: Way, at: number): boolean => {
  const { quantities, car } = checkpoint;
  if (car.tankLiters === 0) return false;
  const { profile, roads } = world;
  const route = roads[way](outingAt(world, checkpoint.outing).to);
  const celsius = outsideTemperature(profile, at + profile.storyShift);
  const need = needOf(profile, route, route.lengthKm, celsius);
  return quantities.fuelLiters - need * profile.litersPerKwh < LOW_TANK * car.tankLiters;
};

const afterDrive = (drive: Extract<Activity, { kind: 'driving' }>): Activity =>
  drive.stretch === 'first'
    ? { kind: 'refuelling', way: drive.way }
    : { kind: 'arriving', at: drive.way === 'out' ? 'away' : 'home' };

const parked = (world: World, checkpoint: Checkpoint, where: Stop, at: number): Checkpoint => {
  const plug = plugChosen(world, checkpoint, where);
  const still = begun(world, checkpoint, at, { kind: 'parked', at: where, arrivedAt: at });
  const standing: Checkpoint = {
    ...still,
    plug,
    outing: where === 'home' ? following(world, checkpoint.outing) : checkpoint.outing,
    settings: {
      ...still.settings,
      ...CABIN_TO_DRIVER,
      locked: true,
      portOpen: plug !== 'none',
      destination: null,
    },
  };
  const wanting = plug !== 'none' && chargeFraction(standing) < chargeTarget(standing);
  return wanting ? chargingBegun(standing) : standing;
};

const plugChosen = (world: World, checkpoint: Checkpoint, where: Stop): Plug => {
  const { profile } = world;
  if (!isPlugIn(profile)) return 'none';
  const fraction = chargeFraction(checkpoint);
  if (where === 'home') return fraction * 100 < profile.plugBelowPercent ? 'home' : 'none';
  const { fastCharger } = outingAt(world, checkpoint.outing);
  const wants = checkpoint.car.powertrain === 'BEV' && fraction < FAST_CHARGE_BELOW;
  return fastCharger && wants ? 'fast' : 'none';
};

/** From a standing, plugged car at its own moment; the caller has seen that it can charge. */
export const chargingBegun = (checkpoint: Checkpoint): Checkpoint => {
  const { activity, quantities } = checkpoint;
  if (activity.kind !== 'parked') return checkpoint;
  return {
    ...checkpoint,
    activity: { ...activity, kind: 'charging' },
    session: {
      startedAt: checkpoint.since,
      startPercent: chargeFraction(checkpoint) * 100,
      chargedBefore: quantities.chargedKwh,
    },
  };
};

/** The session is written down; the car stays where it is and plugged. */
export const chargingEnded = (world: World, checkpoint: Checkpoint, at: number): Checkpoint => {
  const { activity, session } = checkpoint;
  if (activity.kind !== 'charging' || !session) return checkpoint;
  const ended = rebased(world, checkpoint, at);
  const { name, latitude, longitude } = placeOf(world, checkpoint, activity.at);
  const record = {
    id: `session-${session.startedAt.toString(36)}`,
    startedAt: session.startedAt,
    endedAt: at,
    startPercent: session.startPercent,
    endPercent: chargeFraction(ended) * 100,
    addedKwh: addedIn(session, ended.quantities),
    plug: checkpoint.plug,
    place: name,
    latitude,
    longitude,
  };
  return {
    ...ended,
    activity: { ...activity, kind: 'parked' },
    session: null,
    records: [...checkpoint.records, record].slice(-RECORDS_KEPT),
  };
};

export const addedIn = (session: { chargedBefore: number }, quantities: Quantities): number =>
  quantities.chargedKwh - session.chargedBefore;
