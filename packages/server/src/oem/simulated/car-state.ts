import { advance, type Checkpoint, createCar, isCheckpoint } from '@carport/simulator';
import { AdapterFailure, type OemCar } from '../contract.js';
import { asReference } from './reference.js';

/** What the adapter keeps of one car. */
export interface CarState {
  readonly checkpoint: Checkpoint;
  /** How far time travel has moved the car's time ahead of the clock, in milliseconds. */
  readonly ahead: number;
}

/** The kept car brought up to now. */
export interface Present extends CarState {
  /** The car's own time. */
  readonly at: number;
}

/** What comes of it: the state to be kept from now on, and an answer. */
export interface Change<T> {
  readonly keep: CarState;
  readonly answer: T;
}

const ATTEMPTS = 10;

/**
 * Brings a car up to date, changes it and keeps the result if it is another one; starts over when
 * somebody else kept theirs in between, so no change is lost. Throws UPSTREAM:NO_RESPONSE when others
 * were faster ten times in a row.
 */
export const changeCar = async <T>(
  car: OemCar,
  now: number,
  change: (present: Present) => Change<T>,
): Promise<T> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const loaded = await car.document.load();
    const kept = loaded && asCarState(loaded.value);
    const { checkpoint, ahead } = kept ?? newState(car, now);
    const at = now + ahead;
    const { keep, answer } = change({ checkpoint: advance(checkpoint, at), ahead, at });
    const same = kept && keep.checkpoint === kept.checkpoint && keep.ahead === kept.ahead;
    if (same || (await car.document.save(keep, loaded?.revision ?? null))) return answer;
  }
  throw new AdapterFailure('UPSTREAM', 'NO_RESPONSE');
};

const newState = (car: OemCar, now: number): CarState => {
  const { car: identity } = asReference(car.reference);
  return {
    checkpoint: createCar({ seed: identity.vin, car: identity, startedAt: now }),
    ahead: 0,
  };
};

/** A document of another format is left behind: the car begins a new story. */
const asCarState = (value: unknown): CarState | null =>
  typeof value === 'object' &&
  value !== null &&
  'checkpoint' in value &&
  isCheckpoint(value.checkpoint) &&
  'ahead' in value &&
  typeof value.ahead === 'number'
    ? { checkpoint: value.checkpoint, ahead: value.ahead }
    : null;
