import { type CarEventId, findErrorEvent, type SimulationEventId } from '@carport/catalog';
import { happen, stepsOf } from '@carport/simulator';
import type { Clock } from '../../platform/clock.js';
import type { SimulationCall, Staging } from '../contract.js';
import { type CarState, changeCar, type Present } from './car-state.js';
import { failure, refuseFailing } from './failing.js';

/** What happens to the car goes through the simulator; what happens between it and us is kept beside it. */
export const createStaging = (clock: Clock): Staging => ({
  steps: (event) => (isCarEvent(event) ? stepsOf(event) : [event]),
  perform: async (car, call, step) => {
    refuseFailing(car);
    const now = clock.now();
    await changeCar(car, now, (present) => staged(present, call, step, now));
  },
});

const isCarEvent = (event: SimulationEventId): event is CarEventId =>
  findErrorEvent(event) === undefined;

const staged = (
  present: Present,
  { id, parameters }: SimulationCall,
  step: number,
  now: number,
): CarState => {
  if (!isCarEvent(id)) {
    const { checkpoint, ahead } = present;
    const error = findErrorEvent(id)?.error;
    return { checkpoint, ahead, ...(error && { error: { ...error, since: now } }) };
  }
  const result = happen(present.checkpoint, present.at, { id, parameters }, step);
  if ('refusal' in result) throw failure(result.refusal);
  const skipped = result.at - present.at;
  return { ...present, checkpoint: result.checkpoint, ahead: present.ahead + skipped };
};
