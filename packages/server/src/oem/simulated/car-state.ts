import { advance, type Checkpoint, createCar, isCheckpoint } from '@carport/simulator';
import { AdapterFailure, type OemCar } from '../contract.js';
import type { CatalogueError } from './identity.js';
import { asReference } from './reference.js';

/** What the adapter keeps of one car. */
export interface CarState {
  readonly checkpoint: Checkpoint;
  /** How far time travel has moved the car's time ahead of the clock, in milliseconds. */
  readonly ahead: number;
  /** What the carmaker answers in place of signals; absent while all is well. */
  readonly error?: StagedError;
}

/** An error that a developer made happen. */
export interface StagedError extends CatalogueError {
  /** Epoch milliseconds. */
  readonly since: number;
}

/** The kept car brought up to now. */
export interface Present extends CarState {
  /** The car's own time. */
  readonly at: number;
}

const ATTEMPTS = 10;

/**
 * Brings a car up to date, changes it and keeps the result if it is another one; starts over when
 * somebody else kept theirs in between, so no change is lost. Answers with what is kept. Throws
 * UPSTREAM:NO_RESPONSE when others were faster ten times in a row.
 */
export const changeCar = async (
  car: OemCar,
  now: number,
  change: (present: Present) => CarState,
): Promise<CarState> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const loaded = await car.document.load();
    const kept = loaded && asCarState(loaded.value);
    const before = kept ?? newState(car, now);
    const at = now + before.ahead;
    const checkpointNow = advance(underCircumstances(car, before.checkpoint), at);
    const present = { ...before, checkpoint: checkpointNow, at };
    const { checkpoint, ahead, error } = change(present);
    const keep: CarState = { checkpoint, ahead, ...(error && { error }) };
    const same =
      kept && checkpoint === kept.checkpoint && ahead === kept.ahead && error === kept.error;
    if (same || (await car.document.save(keep, loaded?.revision ?? null))) return keep;
  }
  throw new AdapterFailure('UPSTREAM', 'NO_RESPONSE');
};

/** The same car, as its owner's last sign-in has left it. */
const underCircumstances = (car: OemCar, checkpoint: Checkpoint): Checkpoint => {
  const { circumstances = [] } = asReference(car.reference).car;
  const { circumstances: before = [], ...identity } = checkpoint.car;
  if (before.join() === circumstances.join()) return checkpoint;
  const present = circumstances.length === 0 ? identity : { ...identity, circumstances };
  return { ...checkpoint, car: present };
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
    ? {
        checkpoint: value.checkpoint,
        ahead: value.ahead,
        ...('error' in value && isStagedError(value.error) && { error: value.error }),
      }
    : null;

const isStagedError = (value: unknown): value is StagedError =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  'code' in value &&
  'since' in value &&
  typeof value.since === 'number';
