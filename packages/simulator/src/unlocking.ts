import type { Checkpoint } from './checkpoint.js';
import { withSettings } from './settings.js';
import { SECOND } from './time.js';

/** The owner opens the trunk, and shuts it again. */
const TRUNK_OPEN = 15 * SECOND;

/** A car whose unlock the owner completes at the trunk, as it is at a moment. */
export const unlockedByNow = (car: Checkpoint, at: number): Checkpoint => {
  const { unlocksAt } = car.settings;
  if (typeof unlocksAt !== 'number' || at < unlocksAt) return car;
  const trunkOpen = car.settings.trunkOpen || at < unlocksAt + TRUNK_OPEN;
  const under = at < unlocksAt + TRUNK_OPEN ? unlocksAt : null;
  return withSettings(car, { locked: false, trunkOpen, unlocksAt: under });
};
