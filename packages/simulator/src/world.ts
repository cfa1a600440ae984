import type { Checkpoint } from './checkpoint.js';
import { createRoads, type Outing, outingsOn, type Roads } from './plan.js';
import { type Place, type Profile, profileOf } from './profile.js';

/** What follows from a car's seed, worked out when it is asked for and kept for the next question. */
export interface World {
  readonly profile: Profile;
  readonly roads: Roads;
  outings(day: number): readonly Outing[];
}

export const createWorld = (car: Pick<Checkpoint, 'seed' | 'car' | 'startedAt'>): World => {
  const profile = profileOf(car);
  let newest: { day: number; outings: readonly Outing[] } | undefined;
  return {
    profile,
    roads: createRoads(profile),
    outings: (day) => {
      if (newest?.day !== day) newest = { day, outings: outingsOn(profile, day) };
      return newest.outings;
    },
  };
};

export type Cursor = Checkpoint['outing'];

/** The first outing from a cursor on; days without any are passed over. */
export const outingFrom = (world: World, { day, index }: Cursor): Cursor => {
  let cursor = { day, index };
  while (cursor.index >= world.outings(cursor.day).length) {
    cursor = { day: cursor.day + 1, index: 0 };
  }
  return cursor;
};

export const outingAt = (world: World, { day, index }: Cursor): Outing => {
  const outing = world.outings(day)[index];
  if (!outing) throw new RangeError(`There is no outing ${index} on day ${day}.`);
  return outing;
};

export const following = (world: World, { day, index }: Cursor): Cursor =>
  outingFrom(world, { day, index: index + 1 });

/** Where a standing car is. */
export const placeOf = (world: World, checkpoint: Checkpoint, at: 'home' | 'away'): Place =>
  at === 'home' ? world.profile.home : outingAt(world, checkpoint.outing).to;
