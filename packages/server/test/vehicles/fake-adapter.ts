import type { OemAdapter, OemCar } from '../../src/oem/contract.js';
import type { SignalReport } from '../../src/signals/report.js';

export interface FakeAdapter extends OemAdapter {
  /** Vehicle ids, one for every reading. */
  readonly reads: readonly string[];
  /** What the next and all later readings answer. */
  answer(read: (car: OemCar) => Promise<SignalReport>): void;
}

export interface FakeAdapterOptions extends Partial<Omit<OemAdapter, 'read'>> {
  readonly read?: (car: OemCar) => Promise<SignalReport>;
}

/** A carmaker that says what a test wants. */
export const createFakeAdapter = (options: FakeAdapterOptions = {}): FakeAdapter => {
  const reads: string[] = [];
  let read = options.read ?? (async () => ({ entries: [] }));
  return {
    ...{ id: 'fake', freshForMilliseconds: 10_000, pollEveryMilliseconds: 60_000 },
    serves: () => true,
    authorize: () => Promise.reject(new Error('nobody signs in here')),
    command: async () => ({ entries: [] }),
    ...options,
    reads,
    read: (car) => {
      reads.push(car.vehicleId);
      return read(car);
    },
    answer: (next) => {
      read = next;
    },
  };
};
