import { setTimeout as sleep } from 'node:timers/promises';
import { expectOk } from '../kill/load.js';
import { createWebhookAt } from '../support/webhooks.js';
import type { CountingSink } from './counting-sink.js';
import type { Crew } from './crew.js';

const LOCK = 'closure-islocked';

/** A car whose lock is turned again and again; each turn is one event for every webhook. */
export interface FleetCar {
  readonly vehicleId: string;
  readonly accessToken: string;
  locked: boolean;
  /** Turns that were acknowledged, or found done after the server had died over them. */
  turns: number;
  /** Turns about which nobody knows; they may have been done. */
  doubtful: number;
}

export interface Fleet {
  readonly cars: readonly FleetCar[];
  readonly webhookIds: readonly string[];
  /** The webhooks' paths at the sink. */
  readonly paths: readonly string[];
  /** Turns locks, all cars at once, one turn of a car after the other; resolves when all are acknowledged. */
  turn(times: number, perSecond?: number): Promise<void>;
}

const AGAIN_MS = 50;

/** Webhooks that all cars are subscribed to, and cars that owners have connected. */
export const assembleFleet = async (
  crew: Crew,
  sink: CountingSink,
  size: { readonly cars: number; readonly webhooks: number },
): Promise<Fleet> => {
  const paths = Array.from({ length: size.webhooks }, (_, index) => `/hook-${index}`);
  const webhookIds: string[] = [];
  for (const path of paths) {
    const wishes = {
      ...{ callbackUri: sink.origin + path, triggers: [LOCK], autoSubscribe: true },
      data: [LOCK, 'odometer-traveleddistance', 'tractionbattery-stateofcharge'],
    };
    webhookIds.push(await createWebhookAt(crew.origin, crew.managementToken, wishes));
  }
  const cars: FleetCar[] = [];
  for (let index = 0; index < size.cars; index++) cars.push(await connectCar(crew, index));

  let next = 0;
  return {
    ...{ cars, webhookIds, paths },
    turn: async (times, perSecond) => {
      const started = performance.now();
      let begun = 0;
      const work = async (car: FleetCar): Promise<void> => {
        while (begun < times) {
          begun += 1;
          if (perSecond !== undefined) {
            await sleep(Math.max(0, started + (begun * 1_000) / perSecond - performance.now()));
          }
          next += 1;
          await turnLock(crew, car, next);
        }
      };
      await Promise.all(cars.map(work));
    },
  };
};

const connectCar = async (crew: Crew, index: number): Promise<FleetCar> => {
  const app = await crew.app(0);
  const { code, userId } = await app.consent(`bev-${index}@example.com`);
  const { access_token: accessToken } = expectOk(await app.exchange(code)).body;
  const [connection] = await app.connections(userId);
  const vehicleId = connection?.vehicleId ?? '';
  const { body } = expectOk(await app.get(`/v2.0/vehicles/${vehicleId}/security`, accessToken));
  return { vehicleId, accessToken, locked: body.isLocked, turns: 0, doubtful: 0 };
};

/** Until it is acknowledged, by whoever serves. */
const turnLock = async (crew: Crew, car: FleetCar, preferred: number): Promise<void> => {
  for (let attempt = 0; ; attempt++) {
    const app = await crew.app(preferred + attempt);
    try {
      const { status, body } = await app.setLock(car.vehicleId, car.accessToken, !car.locked);
      if (status >= 500) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
      expectOk({ status, body });
      car.locked = !car.locked;
      car.turns += 1;
      return;
    } catch {
      // The server died, or its database did: whether the lock was turned is for the car to say.
      if (await isTurned(crew, car, preferred + attempt + 1)) {
        car.locked = !car.locked;
        car.turns += 1;
        return;
      }
      car.doubtful += 1;
    }
  }
};

const isTurned = async (crew: Crew, car: FleetCar, preferred: number): Promise<boolean> => {
  for (let attempt = 0; ; attempt++) {
    try {
      const app = await crew.app(preferred + attempt);
      const path = `/v2.0/vehicles/${car.vehicleId}/security`;
      const { body } = expectOk(await app.get(path, car.accessToken));
      return body.isLocked !== car.locked;
    } catch {
      await sleep(AGAIN_MS);
    }
  }
};

/** Events that turns of locks made, by path and car. */
export const turnsTold = ({ events }: CountingSink): ReadonlyMap<string, ReadonlySet<number>> => {
  const told = new Map<string, Set<number>>();
  for (const { path, vehicleId, sequence, triggers, accepted } of events.values()) {
    if (!triggers.includes(LOCK) || accepted === 0) continue;
    const key = `${path} ${vehicleId}`;
    const sequences = told.get(key) ?? new Set();
    told.set(key, sequences.add(sequence));
  }
  return told;
};

/** What was turned and never told, and what was told and never turned; one line each. */
export const missing = (fleet: Fleet, sink: CountingSink): string[] => {
  const told = turnsTold(sink);
  return fleet.cars.flatMap((car) => {
    const sets = fleet.paths.map(
      (path) => told.get(`${path} ${car.vehicleId}`) ?? new Set<number>(),
    );
    const all = new Set(sets.flatMap((set) => [...set]));
    const most = car.turns + car.doubtful;
    return fleet.paths.flatMap((path, index) => {
      const count = sets[index]?.size ?? 0;
      const lacking = [...all].filter((sequence) => !sets[index]?.has(sequence));
      return [
        ...(count < car.turns ? [`${path}: ${count} of ${car.turns} turns of a car`] : []),
        ...(count > most ? [`${path}: ${count} turns of a car that turned ${most} times`] : []),
        ...(lacking.length > 0 ? [`${path}: not told what another was: ${lacking}`] : []),
      ];
    });
  });
};
