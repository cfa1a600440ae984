import { type CommandId, commandRow, type ErrorCode } from '@carport/catalog';
import type { Checkpoint, Settings } from './checkpoint.js';
import { advanceIn } from './life.js';
import { driverDoorOpen } from './observe.js';
import { chargeFraction, chargeTarget, quantitiesAt } from './phases.js';
import { chargingBegun, chargingEnded, rebased } from './transitions.js';
import { createWorld, type World } from './world.js';

export interface Command {
  readonly id: CommandId;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

type RefusalType = 'COMPATIBILITY' | 'VALIDATION' | 'VEHICLE_STATE';

/** Why a car does not do it: type and code of an error in the catalogue. */
export type Refusal = {
  readonly [T in RefusalType]: { readonly type: T; readonly code: ErrorCode<T> };
}[RefusalType];

export type Outcome = { readonly checkpoint: Checkpoint } | { readonly refusal: Refusal };

/** What a command finds: the car as it is at the moment. */
interface Scene {
  readonly world: World;
  readonly car: Checkpoint;
  readonly at: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}
type Handler = (scene: Scene) => Outcome;

/** Gives a car a command. A refused command leaves the car as it was. */
export const apply = (checkpoint: Checkpoint, moment: number, command: Command): Outcome => {
  const world = createWorld(checkpoint);
  const car = advanceIn(world, checkpoint, moment);
  if (!commandRow(command.id).powertrains.includes(car.car.powertrain)) {
    return NOT_CAPABLE;
  }
  const at = Math.max(moment, car.since);
  const outcome = HANDLERS[command.id]({ world, car, at, parameters: command.parameters ?? {} });
  return 'refusal' in outcome ? outcome : { checkpoint: { ...outcome.checkpoint, usedAt: at } };
};

const refused = (code: ErrorCode<'VEHICLE_STATE'>): Outcome => ({
  refusal: { type: 'VEHICLE_STATE', code },
});

const WRONG_PARAMETER: Outcome = { refusal: { type: 'VALIDATION', code: 'PARAMETER' } };
const NOT_CAPABLE: Outcome = { refusal: { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' } };

const withSettings = (car: Checkpoint, settings: Partial<Settings>): Checkpoint => ({
  ...car,
  settings: { ...car.settings, ...settings },
});

const isFull = (world: World, car: Checkpoint, at: number): boolean =>
  chargeFraction({ ...car, quantities: quantitiesAt(world, car, at) }) >= chargeTarget(car);

const startCharge: Handler = ({ world, car, at }) => {
  if (car.plug === 'none') return refused('CHARGING_PLUG_NOT_CONNECTED');
  if (car.activity.kind === 'charging') return refused('CHARGING_IN_PROGRESS');
  if (isFull(world, car, at)) return refused('FULLY_CHARGED');
  return {
    checkpoint: withSettings(chargingBegun(rebased(world, car, at)), { chargingHeld: false }),
  };
};

const stopCharge: Handler = ({ world, car, at }) => {
  if (car.plug === 'none') return refused('CHARGING_PLUG_NOT_CONNECTED');
  if (car.activity.kind !== 'charging') return refused('NOT_CHARGING');
  return { checkpoint: withSettings(chargingEnded(world, car, at), { chargingHeld: true }) };
};

const setChargeLimit: Handler = ({ world, car, at, parameters }) => {
  const { percent } = parameters;
  if (typeof percent !== 'number' || !(percent >= 50 && percent <= 100)) {
    return WRONG_PARAMETER;
  }
  const limited = withSettings(car, { limitPercent: percent });
  if (car.activity.kind === 'charging') {
    // What has been charged is settled under the old limit.
    const settled = withSettings(rebased(world, car, at), { limitPercent: percent });
    return { checkpoint: isFull(world, settled, at) ? chargingEnded(world, settled, at) : settled };
  }
  const waits = car.plug !== 'none' && !car.settings.chargingHeld && !isFull(world, limited, at);
  return { checkpoint: waits ? chargingBegun(rebased(world, limited, at)) : limited };
};

const openPort: Handler = ({ car }) =>
  car.activity.kind === 'driving'
    ? refused('IN_MOTION')
    : { checkpoint: withSettings(car, { portOpen: true }) };

const closePort: Handler = ({ car }) =>
  car.plug === 'none'
    ? { checkpoint: withSettings(car, { portOpen: false }) }
    : refused('CHARGING_PLUG_CONNECTED');

const lock: Handler = ({ car, at }) => {
  if (car.activity.kind === 'driving') return refused('IN_MOTION');
  if (driverDoorOpen(car, at)) return refused('DOOR_OPEN');
  return { checkpoint: withSettings(car, { locked: true }) };
};

const unlock: Handler = ({ car }) =>
  car.activity.kind === 'driving'
    ? refused('IN_MOTION')
    : { checkpoint: withSettings(car, { locked: false }) };

const setDestination: Handler = ({ car, parameters: { latitude, longitude } }) =>
  typeof latitude === 'number' && typeof longitude === 'number'
    ? { checkpoint: withSettings(car, { destination: { latitude, longitude } }) }
    : WRONG_PARAMETER;

const HANDLERS: Readonly<Record<CommandId, Handler>> = {
  'charge-start': startCharge,
  'charge-stop': stopCharge,
  'charge-set-limit': setChargeLimit,
  'charge-port-open': openPort,
  'charge-port-close': closePort,
  'security-lock': lock,
  'security-unlock': unlock,
  'navigation-set-destination': setDestination,
};
