import { AppError, problem } from '../smartcar/problem.js';
import type { Management } from './management.js';

export type Leap = 'minute' | 'half-hour' | 'two-hours' | 'morning';

const MINUTE = 60;

/** In steps, so that a visitor sees the hours pass: each step is a reading, and news by webhook. */
const LEAPS: Readonly<Record<Leap, { readonly steps: number; readonly seconds: number }>> = {
  minute: { steps: 1, seconds: MINUTE },
  'half-hour': { steps: 6, seconds: 5 * MINUTE },
  'two-hours': { steps: 12, seconds: 10 * MINUTE },
  morning: { steps: 26, seconds: 30 * MINUTE },
};

export const isLeap = (text: unknown): text is Leap => typeof text === 'string' && text in LEAPS;

export interface TimeMachine {
  leap(carId: string, userId: string, leap: Leap): Promise<void>;
}

/** Moves simulated cars through time, one leap at a time for each. */
export const createTimeMachine = (
  management: Pick<Management, 'advance'>,
  afterStep: (carId: string) => Promise<void>,
): TimeMachine => {
  const underWay = new Set<string>();
  return {
    leap: async (carId, userId, leap) => {
      if (underWay.has(carId)) {
        throw new AppError(
          problem('The car is on its way through time already.', { type: 'BUSY' }),
        );
      }
      underWay.add(carId);
      try {
        const { steps, seconds } = LEAPS[leap];
        for (let step = 0; step < steps; step += 1) {
          await management.advance(carId, userId, seconds);
          await afterStep(carId);
        }
      } finally {
        underWay.delete(carId);
      }
    },
  };
};
