import { fault } from '../../../platform/fault.js';
import type { Projection, SignalView } from '../signal-view.js';

const figuresOf = (view: SignalView) => {
  const body = view.body('tractionbattery-nominalcapacity');
  const candidates = (body?.availableCapacities ?? []).flatMap(({ capacity, description }) =>
    capacity === null ? [] : [{ capacity, description }],
  );
  return { capacity: body?.capacity ?? null, source: body?.source ?? 'SMARTCAR', candidates };
};

/** The older endpoint knows only one figure, and fails when there is not exactly one. */
export const batteryCapacity: Projection = (view) => {
  const { capacity, candidates } = figuresOf(view);
  if (capacity !== null) return { capacity };
  if (candidates.length < 2) throw fault('SERVER', 'RECORD_NOT_FOUND');
  const capacities = candidates.map((candidate) => candidate.capacity);
  throw fault('SERVER', 'MULTIPLE_RECORDS_FOUND', { detail: [{ capacities }] });
};

export const nominalCapacity: Projection = (view) => {
  const { capacity, source, candidates } = figuresOf(view);
  return {
    availableCapacities: candidates,
    capacity: capacity === null ? null : { nominal: capacity, source },
    url: null,
  };
};
