import type { Mode } from '@carport/catalog';
import type { VehicleAccess } from '../access/access.js';
import { createAuthorizationCache } from '../access/authorization-cache.js';
import type { Clock } from '../platform/clock.js';
import { type Eventually, whenKnown } from '../platform/eventually.js';
import type { Store } from '../store/store.js';
import { firstVehicles } from './vehicle-places.store.js';

/**
 * A plan has a number of places for vehicles, taken in the order in which they were first connected. Owners can
 * connect more; those are served as soon as a place is free.
 */
export interface VehiclePlaces {
  has(access: VehicleAccess, places: number): Eventually<boolean>;
}

export interface VehiclePlacesDeps {
  readonly store: Pick<Store, 'db' | 'listen'>;
  readonly clock: Clock;
  /** Cars of other modes take no place. */
  readonly modes: readonly Mode[];
}

const CACHED_VEHICLES = 100_000;

export const createVehiclePlaces = ({ store, clock, modes }: VehiclePlacesDeps): VehiclePlaces => {
  // Made from the ids in it: when one of those cars is disconnected, it is forgotten.
  const served = createAuthorizationCache<ReadonlySet<string>>({
    store,
    clock,
    size: CACHED_VEHICLES,
  });
  const load = (applicationId: string, places: number): Eventually<ReadonlySet<string>> =>
    whenKnown(
      served.get(`${applicationId} ${places}`, async () => {
        const ids = await firstVehicles(store.db, applicationId, modes, places);
        return { value: new Set(ids), madeFrom: [applicationId, ...ids] };
      }),
      (ids) => ids ?? new Set(),
    );

  return {
    has: ({ applicationId, vehicle }, places) =>
      whenKnown(load(applicationId, places), (ids) => {
        if (ids.has(vehicle.id) || ids.size >= places) return ids.has(vehicle.id);
        // There was room when it was looked at; since then this car came, and perhaps others before it.
        served.forget([applicationId]);
        return whenKnown(load(applicationId, places), (anew) => anew.has(vehicle.id));
      }),
  };
};
