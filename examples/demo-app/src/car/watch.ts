import type { OwnedCar } from '../garage/garage.js';
import type { ReadCar } from './read-car.js';
import { type CarState, UNREAD } from './state.js';

export interface Watches {
  /** What is known now, at once. */
  known(key: WatchKey): CarState;
  /** Reads the car, or waits for the read under way. */
  read(key: WatchKey): Promise<CarState>;
  /** Reads the car by a read that starts after this call: for after a command. */
  readAgain(key: WatchKey): Promise<CarState>;
  /** Reads the car every few seconds until the returned function is called. */
  follow(key: WatchKey, listener: (state: CarState) => void): () => void;
  /** Something happened to the car: everybody who follows it should see it now. */
  nudge(carId: string): void;
  forget(key: WatchKey): void;
  stop(): void;
}

export interface WatchKey {
  readonly garageId: string;
  readonly owned: OwnedCar;
}

interface Watch {
  readonly key: WatchKey;
  state: CarState;
  readonly listeners: Set<(state: CarState) => void>;
  timer: NodeJS.Timeout | null;
  reading: Promise<CarState> | null;
  /** Something happened during the read: it may have missed it, so another follows. */
  again: boolean;
}

const LONGEST_PAUSE = 5 * 60_000;

/** One reader a car and garage, however many pages look at it; no page, no reads. */
export const createWatches = (
  readCar: ReadCar,
  pollMilliseconds: number,
  onState: (owned: OwnedCar, state: CarState) => void,
): Watches => {
  const watches = new Map<string, Watch>();
  const nameOf = (key: WatchKey): string => `${key.garageId}/${key.owned.car.id}`;

  const watchOf = (key: WatchKey): Watch => {
    const known = watches.get(nameOf(key));
    if (known !== undefined && known.key.owned.account === key.owned.account) return known;
    // A new consent may share more than the last one, so what was refused is asked again.
    const watch: Watch = {
      key,
      state: UNREAD,
      listeners: known?.listeners ?? new Set(),
      timer: null,
      reading: null,
      again: false,
    };
    if (known?.timer != null) clearTimeout(known.timer);
    watches.set(nameOf(key), watch);
    return watch;
  };

  const readUntilQuiet = async (watch: Watch): Promise<CarState> => {
    try {
      do {
        watch.again = false;
        watch.state = await readCar(watch.key.owned, watch.state);
        onState(watch.key.owned, watch.state);
        for (const listener of watch.listeners) listener(watch.state);
      } while (watch.again);
      return watch.state;
    } finally {
      watch.reading = null;
      schedule(watch);
    }
  };

  const read = (watch: Watch): Promise<CarState> => {
    watch.reading ??= readUntilQuiet(watch);
    return watch.reading;
  };

  const readAgain = (watch: Watch): Promise<CarState> => {
    if (watch.reading !== null) watch.again = true;
    return read(watch);
  };

  const schedule = (watch: Watch): void => {
    if (watch.timer !== null) clearTimeout(watch.timer);
    watch.timer = null;
    if (watch.listeners.size === 0 || watches.get(nameOf(watch.key)) !== watch) return;
    watch.timer = setTimeout(() => void read(watch), pauseAfter(watch.state, pollMilliseconds));
  };

  return {
    known: (key) => watchOf(key).state,
    read: (key) => read(watchOf(key)),
    readAgain: (key) => readAgain(watchOf(key)),
    follow: (key, listener) => {
      const watch = watchOf(key);
      watch.listeners.add(listener);
      if (watch.timer === null) void read(watch);
      return () => {
        watch.listeners.delete(listener);
        if (watch.listeners.size === 0) schedule(watch);
      };
    },
    nudge: (carId) => {
      for (const watch of watches.values()) {
        if (watch.key.owned.car.id === carId && watch.listeners.size > 0) void readAgain(watch);
      }
    },
    forget: (key) => {
      const watch = watches.get(nameOf(key));
      watches.delete(nameOf(key));
      watch?.listeners.clear();
      if (watch !== undefined) schedule(watch);
    },
    stop: () => {
      for (const watch of watches.values()) {
        watch.listeners.clear();
        schedule(watch);
      }
    },
  };
};

/** A platform that asks us to slow down is asked less often. */
const pauseAfter = (state: CarState, usual: number): number => {
  const problems = [state.outage, state.battery.problem, state.odometer.problem];
  const limited = problems.find((problem) => problem?.type === 'RATE_LIMIT');
  if (limited == null) return usual;
  const asked = (limited.retryAfterSeconds ?? 30) * 1000;
  return Math.min(Math.max(asked, usual), LONGEST_PAUSE);
};
