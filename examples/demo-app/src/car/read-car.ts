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
      return {
        ...before,
        ...Object.fromEntries(readings),
        readAt: new Date(now()),
        outage: null,
      };
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

const NOTHING_USEFUL = problem('The car did not send this.', { type: 'NO_VALUE' });
