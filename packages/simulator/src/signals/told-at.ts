import { findQuirk, inScope } from '@carport/catalog';
import { hoursUntil } from '../charging.js';
import type { Checkpoint } from '../checkpoint.js';
import { ASLEEP_AFTER } from '../observe.js';
import { chargeFraction, quantitiesAt, supplyOf } from '../phases.js';
import { HOUR, MINUTE } from '../time.js';
import { staysParked } from '../transitions.js';
import type { World } from '../world.js';

const AFTER_PARKING = 5 * MINUTE;

/** The moment that the newest word of a car is from. Most cars are taken to speak whenever they are asked. */
export const toldAt = (world: World, checkpoint: Checkpoint, at: number): number => {
  const { car, activity } = checkpoint;
  const quirk = findQuirk(car.make, 'updates-on-events');
  if (quirk && inScope(quirk.scope, car)) {
    return lastEvent(world, checkpoint, at, quirk.chargeStepPercent);
  }
  // Nobody comes to use it any more, and a sleeping car has nothing to say.
  if (!staysParked(car) || activity.kind !== 'parked') return at;
  return Math.min(at, Math.max(checkpoint.since, checkpoint.usedAt + ASLEEP_AFTER));
};

const lastEvent = (
  world: World,
  checkpoint: Checkpoint,
  at: number,
  stepPercent: number,
): number => {
  const { activity, since, usedAt } = checkpoint;
  const moments = [since, usedAt];
  if (activity.kind === 'parked') moments.push(activity.arrivedAt + AFTER_PARKING);
  if (activity.kind === 'charging') moments.push(lastStep(world, checkpoint, at, stepPercent));
  return Math.max(...moments.filter((moment) => moment <= at));
};

/** When the battery last went past a whole step. */
const lastStep = (
  world: World,
  checkpoint: Checkpoint,
  at: number,
  stepPercent: number,
): number => {
  const begun = chargeFraction(checkpoint);
  const now = chargeFraction({ ...checkpoint, quantities: quantitiesAt(world, checkpoint, at) });
  const step = (Math.floor((now * 100) / stepPercent) * stepPercent) / 100;
  if (step <= begun) return checkpoint.since;
  const curve = {
    supply: supplyOf(world, checkpoint),
    capacityKwh: checkpoint.car.batteryKwh,
  };
  return Math.min(at, checkpoint.since + Math.ceil(hoursUntil(curve, begun, step) * HOUR));
};
