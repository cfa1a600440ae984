import { LRUCache } from 'lru-cache';
import type { Vehicle } from '../access/access.js';
import type { VehicleSnapshot } from './report.js';

type VehicleKey = Pick<Vehicle, 'id' | 'applicationId'>;

interface Load {
  readonly result: Promise<VehicleSnapshot | null>;
  /** Something newer became known meanwhile; what is loaded may be told but not kept. */
  overtaken: boolean;
}

/** The newest snapshots in memory. An older one never takes the place of a newer one. */
export interface SnapshotCache {
  get(vehicle: VehicleKey): VehicleSnapshot | undefined;
  put(applicationId: string, snapshot: VehicleSnapshot): void;
  /** Reads through; callers at the same time share one reading. */
  load(
    vehicle: VehicleKey,
    read: () => Promise<VehicleSnapshot | undefined>,
  ): Promise<VehicleSnapshot | null>;
  /** Forgets what is older than the revision; without one, whatever there is. */
  forget(vehicleId: string, revision?: number): void;
  clear(): void;
}

export const createSnapshotCache = (maximum: number): SnapshotCache => {
  const known = new LRUCache<string, { applicationId: string; snapshot: VehicleSnapshot }>({
    max: maximum,
  });
  const loads = new Map<string, Load>();

  const overtake = (load: Load | undefined): void => {
    if (load) load.overtaken = true;
  };

  const put = (applicationId: string, snapshot: VehicleSnapshot): void => {
    const held = known.peek(snapshot.vehicleId)?.snapshot;
    if (held && isNewer(held, snapshot)) return;
    known.set(snapshot.vehicleId, { applicationId, snapshot });
  };

  const begin = (
    vehicle: VehicleKey,
    read: () => Promise<VehicleSnapshot | undefined>,
  ): Promise<VehicleSnapshot | null> => {
    const load: Load = {
      overtaken: false,
      result: read()
        .then((snapshot) => {
          if (snapshot && !load.overtaken) put(vehicle.applicationId, snapshot);
          return snapshot ?? null;
        })
        .finally(() => {
          if (loads.get(keyOf(vehicle)) === load) loads.delete(keyOf(vehicle));
        }),
    };
    loads.set(keyOf(vehicle), load);
    return load.result;
  };

  return {
    get: (vehicle) => {
      const entry = known.get(vehicle.id);
      return entry?.applicationId === vehicle.applicationId ? entry.snapshot : undefined;
    },
    put: (applicationId, snapshot) => {
      overtake(loads.get(keyOf({ id: snapshot.vehicleId, applicationId })));
      put(applicationId, snapshot);
    },
    load: (vehicle, read) => {
      const running = loads.get(keyOf(vehicle));
      return running && !running.overtaken ? running.result : begin(vehicle, read);
    },
    forget: (vehicleId, revision = Number.POSITIVE_INFINITY) => {
      for (const [key, load] of loads) if (key.startsWith(vehicleId)) overtake(load);
      const held = known.peek(vehicleId);
      if (held && held.snapshot.revision < revision) known.delete(vehicleId);
    },
    clear: () => {
      for (const load of loads.values()) overtake(load);
      known.clear();
    },
  };
};

const keyOf = (vehicle: VehicleKey): string => `${vehicle.id}/${vehicle.applicationId}`;

const isNewer = (left: VehicleSnapshot, right: VehicleSnapshot): boolean =>
  left.revision !== right.revision
    ? left.revision > right.revision
    : left.fetchedAt > right.fetchedAt;
