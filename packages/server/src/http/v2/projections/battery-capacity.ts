import { fault } from '../../../platform/fault.js';
import { batteryOf } from '../../../signals/nominal-capacity.js';
import type { Projection } from '../signal-view.js';

/** The older endpoint knows only one figure, and fails when there is not exactly one. */
export const batteryCapacity: Projection = (view) => {
  const battery = batteryOf(view.body('tractionbattery-nominalcapacity'));
  if (battery && battery.capacity !== null) return { capacity: battery.capacity };
  const capacities = (battery?.candidates ?? []).map(({ capacity }) => capacity);
  if (capacities.length < 2) throw fault('SERVER', 'RECORD_NOT_FOUND');
  throw fault('SERVER', 'MULTIPLE_RECORDS_FOUND', { detail: [{ capacities }] });
};

/** `url` leads the owner to where they say which battery it is, and may say so again. */
export const nominalCapacity: Projection = (view) => {
  const battery = batteryOf(view.body('tractionbattery-nominalcapacity'));
  if (!battery) return { availableCapacities: [], capacity: null, url: null };
  const { capacity, source, candidates, isOpen } = battery;
  return {
    availableCapacities: candidates,
    capacity: capacity === null ? null : { nominal: capacity, source },
    url: isOpen ? view.batteryLink() : null,
  };
};
