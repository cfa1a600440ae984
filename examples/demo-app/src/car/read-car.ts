import type { BatchResponse } from 'smartcar';
import type { Drive } from '../garage/drive.js';
import type { OwnedCar } from '../garage/garage.js';
import { problem, problemOf } from '../smartcar/problem.js';
import { PART_NAMES, PARTS } from './parts.js';
import {
  type CarState,
  notCapable,
  notShared,
  type Part,
  type Reading,
  type Readings,
  SAID_ELSEWHERE,
  type Values,
} from './state.js';

export type ReadCar = (owned: OwnedCar, before: CarState) => Promise<CarState>;

/**
 * Every path of a batch counts against the car's request limit, so what never changes is asked once,
 * and what the car cannot do or its owner does not share is not asked again.
 */
const worthAsking = (state: CarState): Part[] =>
  PART_NAMES.filter((part) => {
    const reading = state[part];
    if (notCapable(reading) || notShared(reading)) return false;
    return !(PARTS[part].fixed && reading.value !== null);
  });

export const createReadCar =
  (drive: Drive, now: () => number): ReadCar =>
  async (owned, before) => {
    const parts = worthAsking(before);
    try {
      const batch = await drive(owned, (vehicle) =>
        vehicle.batch(parts.map((part) => PARTS[part].path)),
      );
      const readings = parts.map((part) => [part, readingOf(part, batch, before)]);
      const state: CarState = {
        ...before,
        ...Object.fromEntries(readings),
        readAt: new Date(now()),
        outage: null,
      };
      return saidOnce(state, parts, before);
    } catch (error) {
      return { ...before, outage: problemOf(error) };
    }
  };

const readingOf = <P extends Part>(
  part: P,
  batch: BatchResponse,
  before: Readings,
): Reading<Values[P]> => {
  const last: Reading<Values[P]> = before[part];
  try {
    const body = batch[part]?.();
    const value = body === undefined ? null : PARTS[part].parse({ ...body });
    if (value === null) return { ...last, problem: NOTHING_USEFUL };
    return { value, recordedAt: body?.meta.dataAge ?? null, problem: null };
  } catch (error) {
    return { ...last, problem: problemOf(error) };
  }
};

/** A car that is asleep answers every path so: that is one thing to say, not seven. */
const saidOnce = (state: CarState, asked: readonly Part[], before: CarState): CarState => {
  const changing = asked.filter((part) => !PARTS[part].fixed && !notCapable(state[part]));
  const [first, ...others] = changing.map((part) => state[part].problem);
  const isCommon = others.every(
    (other) => other !== null && other.type === first?.type && other.code === first.code,
  );
  if (first == null || first.type === 'PERMISSION' || others.length === 0 || !isCommon)
    return state;
  const silent = changing.map((part) => [part, { ...state[part], problem: SAID_ABOVE }]);
  return { ...state, ...Object.fromEntries(silent), outage: first, readAt: before.readAt };
};

const SAID_ABOVE = problem('Nothing to show at the moment.', { type: SAID_ELSEWHERE });
const NOTHING_USEFUL = problem('The car did not send this.', { type: 'NO_VALUE' });
