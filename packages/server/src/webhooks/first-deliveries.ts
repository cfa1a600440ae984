import type { Store } from '../store/store.js';
import { takeOwed } from './audience.store.js';
import type { RecordOperational } from './operational-events.js';
import { type StateEventDeps, stateEvent } from './state-events.js';
import { writeEvents } from './write-events.js';

/** The current state of a car, owed to a receiver since it was subscribed, verified or enabled again. */
export interface FirstDeliveries {
  /** Writes what is owed and possible; what has to wait for the car's first report goes out with it. */
  sendOwed(): Promise<number>;
}

const AT_A_TIME = 100;

export const createFirstDeliveries = (
  deps: StateEventDeps & {
    readonly store: Store;
    readonly recordOperational: RecordOperational;
    readonly wake: () => void;
  },
): FirstDeliveries => {
  const sendSome = (): Promise<number> =>
    deps.store.transaction(async (tx) => {
      const owed = await takeOwed(tx, AT_A_TIME);
      const events = owed.map(({ audience, vehicle, snapshot }) =>
        stateEvent(deps, audience, { vehicle, snapshot, first: true, changed: [] }),
      );
      await writeEvents(deps, tx, events);
      return events.length;
    });

  return {
    sendOwed: async () => {
      for (let total = 0; ; ) {
        const count = await sendSome();
        total += count;
        if (count > 0) deps.wake();
        if (count < AT_A_TIME) return total;
      }
    },
  };
};
