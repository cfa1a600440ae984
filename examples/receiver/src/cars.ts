import type { Event, Signal } from './events.js';
import type { Handle } from './worker.js';

interface Known {
  readonly value: unknown;
  readonly oemUpdatedAt: number;
  readonly sequence: number;
}

export interface Cars {
  readonly handle: Handle;
  /** The newest value of a car's signal. */
  valueOf(vehicleId: string, code: string): unknown;
}

/**
 * The part to write anew for your own application. This one keeps the newest value of every signal and prints what
 * comes. Events can come out of order, so it is the car's own time that decides and not that of the arrival.
 */
export const createCars = (log: (line: string) => void): Cars => {
  const known = new Map<string, Known>();

  const take = (vehicleId: string, sequence: number, signal: Signal): boolean => {
    const { oemUpdatedAt } = signal.meta;
    if (signal.status.value !== 'SUCCESS' || oemUpdatedAt === undefined) return false;
    const name = `${vehicleId} ${signal.code}`;
    const before = known.get(name);
    const isOlder =
      before !== undefined &&
      (oemUpdatedAt < before.oemUpdatedAt ||
        (oemUpdatedAt === before.oemUpdatedAt && sequence < before.sequence));
    if (isOlder) return false;
    known.set(name, { value: signal.body?.value, oemUpdatedAt, sequence });
    return true;
  };

  return {
    valueOf: (vehicleId, code) => known.get(`${vehicleId} ${code}`)?.value,
    handle: async (event) => {
      log(titleOf(event));
      if (!('eventType' in event) || event.eventType !== 'VEHICLE_STATE') return;
      const { vehicleId, data, meta } = event;
      for (const signal of data.signals) {
        if (take(vehicleId, meta.sequence ?? 0, signal)) {
          log(`  ${signal.code} ${JSON.stringify(signal.body)}`);
        }
      }
    },
  };
};

const titleOf = (event: Event): string => {
  if ('eventName' in event) return `${event.eventName} (version 2.0)`;
  if (event.eventType === 'VEHICLE_STATE') {
    const { vehicle, triggers } = event.data;
    const codes = triggers.map(({ code }) => code);
    return `VEHICLE_STATE ${vehicle.make} ${vehicle.model}: ${codes.join(', ')}`;
  }
  if (event.eventType === 'VEHICLE_ERROR') {
    const errors = event.data.errors.map(({ type, code, state }) => `${type}:${code} ${state}`);
    return `VEHICLE_ERROR ${errors.join(', ')}`;
  }
  return event.eventType;
};
