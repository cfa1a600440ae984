import { type CarEventId, SIMULATION_EVENTS } from '@carport/catalog';
import type { Checkpoint } from './checkpoint.js';
import { NOT_CAPABLE } from './commands/scene.js';
import { CHARGING } from './happenings/charging.js';
import { CLOSURES } from './happenings/closures.js';
import type { Course, Result } from './happenings/step.js';
import { TRIP } from './happenings/trip.js';
import { UPKEEP } from './happenings/upkeep.js';
import { VALUES } from './happenings/values.js';
import { advanceIn } from './life.js';
import { unlockedByNow } from './unlocking.js';
import { createWorld } from './world.js';

export interface Happening {
  readonly id: CarEventId;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

const COURSES: Readonly<Record<CarEventId, Course>> = {
  ...CHARGING,
  ...CLOSURES,
  ...TRIP,
  ...UPKEEP,
  ...VALUES,
};

/** The names of what happens one after another; most events are one step. */
export const stepsOf = (id: CarEventId): readonly string[] => COURSES[id].map(({ name }) => name);

/**
 * Makes one step of an event happen. A car that is elsewhere in its life lives on until it can: the answer's
 * `at` is then later than the given moment. A refused step leaves the car as it was.
 */
export const happen = (
  checkpoint: Checkpoint,
  moment: number,
  { id, parameters = {} }: Happening,
  step = 0,
): Result => {
  const world = createWorld(checkpoint);
  const car = unlockedByNow(advanceIn(world, checkpoint, moment), moment);
  const { powertrain } = car.car;
  const row = SIMULATION_EVENTS.find((known) => known.id === id);
  const capable = row?.powertrains.some((able) => able === powertrain);
  const next = COURSES[id][step];
  if (!capable || !next) return NOT_CAPABLE;
  const at = Math.max(moment, car.since);
  const result = next.make({ world, car, at, parameters });
  if ('refusal' in result) return result;
  const { usedAt } = result.checkpoint;
  return { ...result, checkpoint: { ...result.checkpoint, usedAt: Math.max(usedAt, result.at) } };
};
