import { findQuirk } from '@carport/catalog';
import type { Checkpoint, Settings } from '../checkpoint.js';
import { chargeFraction, chargeTarget, quantitiesAt } from '../phases.js';
import { withSettings } from '../settings.js';
import { chargingBegun, chargingEnded, rebased } from '../transitions.js';
import type { World } from '../world.js';
import { counted, throttled } from './charge-allowances.js';
import {
  type Handler,
  type Handlers,
  isDriving,
  refused,
  type Scene,
  WRONG_PARAMETER,
} from './scene.js';

const isFull = (world: World, car: Checkpoint, at: number): boolean =>
  chargeFraction({ ...car, quantities: quantitiesAt(world, car, at) }) >= chargeTarget(car);

/**
 * Changes what charging depends on: what has been charged is settled under the old settings, and the car
 * goes on, ends or begins by the new ones.
 */
export const chargingWith = (
  { world, car, at }: Pick<Scene, 'world' | 'car' | 'at'>,
  settings: Partial<Settings>,
): Checkpoint => {
  if (car.activity.kind === 'charging') {
    const settled = withSettings(rebased(world, car, at), settings);
    return isFull(world, settled, at) ? chargingEnded(world, settled, at) : settled;
  }
  const changed = withSettings(car, settings);
  const waits = car.plug !== 'none' && !car.settings.chargingHeld && !isFull(world, changed, at);
  return waits ? chargingBegun(rebased(world, changed, at)) : changed;
};

const start: Handler = ({ world, car, at }) => {
  if (car.plug === 'none') return refused('CHARGING_PLUG_NOT_CONNECTED');
  if (car.activity.kind === 'charging') return refused('CHARGING_IN_PROGRESS');
  const ready = withoutSchedule(car);
  if (isFull(world, ready, at)) return refused('FULLY_CHARGED');
  return {
    checkpoint: withSettings(chargingBegun(rebased(world, ready, at)), { chargingHeld: false }),
  };
};

/** Some makes set the schedule of the place aside when somebody starts a charge from afar. */
const withoutSchedule = (car: Checkpoint): Checkpoint => {
  const { homeSchedule } = car.settings;
  const overrides = findQuirk(car.car.make, 'schedule-overrides-limit') !== undefined;
  const kept = car.plug === 'home' && homeSchedule !== null;
  return overrides && kept ? withSettings(car, { scheduleSetAside: true }) : car;
};

const stop: Handler = ({ world, car, at }) => {
  if (car.plug === 'none') return refused('CHARGING_PLUG_NOT_CONNECTED');
  if (car.activity.kind !== 'charging') return refused('NOT_CHARGING');
  return { checkpoint: withSettings(chargingEnded(world, car, at), { chargingHeld: true }) };
};

export const isLimit = (percent: unknown): percent is number =>
  typeof percent === 'number' && percent >= 50 && percent <= 100;

const setLimit: Handler = (scene) => {
  const { percent } = scene.parameters;
  if (!isLimit(percent)) return WRONG_PARAMETER;
  return { checkpoint: chargingWith(scene, { limitPercent: percent, scheduleSetAside: false }) };
};

const setAmperage: Handler = (scene) => {
  const { amperage } = scene.parameters;
  if (typeof amperage !== 'number' || !(amperage >= 1)) return WRONG_PARAMETER;
  const { maxAmps } = scene.world.profile.homeSupply;
  return { checkpoint: chargingWith(scene, { amps: Math.min(amperage, maxAmps) }) };
};

const openPort: Handler = ({ car }) =>
  isDriving(car) ? refused('IN_MOTION') : { checkpoint: withSettings(car, { portOpen: true }) };

const closePort: Handler = ({ car }) =>
  car.plug === 'none'
    ? { checkpoint: withSettings(car, { portOpen: false }) }
    : refused('CHARGING_PLUG_CONNECTED');

type ScheduleHandlers =
  | 'charge-set-timer'
  | 'charge-set-schedules'
  | 'charge-set-location-schedule'
  | 'charge-schedule-create'
  | 'charge-schedule-delete';

export const CHARGE_COMMANDS: Omit<Handlers<'charge'>, ScheduleHandlers> = {
  'charge-start': throttled(start),
  'charge-stop': throttled(counted(stop)),
  'charge-set-limit': setLimit,
  'charge-set-amperage': setAmperage,
  'charge-port-open': openPort,
  'charge-port-close': closePort,
};
