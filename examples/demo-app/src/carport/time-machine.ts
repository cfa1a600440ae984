import type { CarState, Position } from '../car/state.js';
import { distanceMetres } from '../car/trace.js';
import type { WatchKey } from '../car/watch.js';
import { AppError, problem } from '../smartcar/problem.js';
import type { Management } from './management.js';

export type Leap = 'minute' | 'half-hour' | 'two-hours' | 'next-drive';

interface LeapRow {
  readonly seconds: number;
  /** At most so many. */
  readonly steps: number;
  /** End as soon as the car is seen to have set out. */
  readonly untilItDrives?: true;
}

const MINUTE = 60;

/** In steps, so that a visitor sees the hours pass: each step is a reading, and news by webhook. */
const LEAPS: Readonly<Record<Leap, LeapRow>> = {
  minute: { seconds: MINUTE, steps: 1 },
  'half-hour': { seconds: 5 * MINUTE, steps: 6 },
  'two-hours': { seconds: 10 * MINUTE, steps: 12 },
  'next-drive': { seconds: 5 * MINUTE, steps: 12 * 30, untilItDrives: true },
};

const DRIVEN_METRES = 50;

export const isLeap = (text: unknown): text is Leap =>
  typeof text === 'string' && Object.hasOwn(LEAPS, text);

export interface TimeMachine {
  /** Answers whether the leap went where it was meant to. */
  leap(key: WatchKey, leap: Leap): Promise<boolean>;
}

export interface TimeMachineParts {
  readonly advance: Management['advance'];
  readonly read: (key: WatchKey) => Promise<CarState>;
  readonly isMoving: (carId: string) => boolean;
}

/** Moves simulated cars through time, one leap at a time for each. */
export const createTimeMachine = ({ advance, read, isMoving }: TimeMachineParts): TimeMachine => {
  const underWay = new Set<string>();

  const walk = async (
    key: WatchKey,
    { seconds, steps, untilItDrives }: LeapRow,
  ): Promise<boolean> => {
    const { car, account } = key.owned;
    let place = untilItDrives ? (await read(key)).location.value : null;
    let rested = !isMoving(car.id);
    for (let step = 0; step < steps; step += 1) {
      await advance(car.id, account.userId, seconds);
      const next = (await read(key)).location.value;
      const drives = hasMoved(place, next);
      if (untilItDrives && drives && rested) return true;
      // A car that is on the road already has to arrive before it can set out again.
      rested ||= !drives;
      place = next;
    }
    return !untilItDrives;
  };

  return {
    leap: async (key, leap) => {
      const { id } = key.owned.car;
      if (underWay.has(id)) {
        throw new AppError(
          problem('The car is on its way through time already.', { type: 'BUSY' }),
        );
      }
      underWay.add(id);
      try {
        return await walk(key, LEAPS[leap]);
      } finally {
        underWay.delete(id);
      }
    },
  };
};

const hasMoved = (from: Position | null, to: Position | null): boolean =>
  from !== null && to !== null && distanceMetres(from, to) > DRIVEN_METRES;
