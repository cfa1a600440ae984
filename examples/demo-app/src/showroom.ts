import type { AuthClient } from 'smartcar';
import type { CarState } from './car/state.js';
import type { Traces } from './car/trace.js';
import type { Watches, WatchKey } from './car/watch.js';
import type { TimeMachine } from './carport/time-machine.js';
import type { Config } from './config.js';
import type { Drive } from './garage/drive.js';
import type { OwnedCar } from './garage/garage.js';
import type { Garages } from './garage/garages.js';
import type { LiveView } from './pages/live.js';
import type { Toast } from './pages/problems.js';
import type { Feed } from './webhooks/feed.js';
import type { Registration } from './webhooks/register.js';

/** What the routes stand on. */
export interface Showroom {
  readonly config: Config;
  readonly authClient: AuthClient;
  readonly garages: Garages;
  readonly drive: Drive;
  readonly watches: Watches;
  readonly traces: Traces;
  readonly feed: Feed;
  readonly timeMachine: TimeMachine;
  readonly registration: Pick<Registration, 'status'>;
  readonly flashes: Flashes;
  readonly log: (line: string) => void;
}

/** What a form without script has to say on the next page: told once. */
export interface Flashes {
  leave(garageId: string, toast: Toast): void;
  take(garageId: string): Toast | null;
}

export const createFlashes = (): Flashes => {
  const waiting = new Map<string, Toast>();
  return {
    leave: (garageId, toast) => {
      waiting.set(garageId, toast);
    },
    take: (garageId) => {
      const toast = waiting.get(garageId) ?? null;
      waiting.delete(garageId);
      return toast;
    },
  };
};

export const liveView = (room: Showroom, key: WatchKey, state: CarState): LiveView => ({
  carId: key.owned.car.id,
  state,
  trace: room.traces.of(key.owned.car.id),
  moving: room.traces.isMoving(key.owned.car.id) && !state.charge.value?.pluggedIn,
});

/** Every read leaves its mark: the trace on the map, and the name in the tabs. */
export const recordState =
  (traces: Traces) =>
  ({ car }: OwnedCar, { location, attributes }: CarState): void => {
    if (location.value !== null && location.problem === null) traces.add(car.id, location.value);
    if (attributes.value !== null) Object.assign(car, attributes.value);
  };
