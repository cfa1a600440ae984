import type { Vehicle } from '../access/access.js';
import type { Clock } from '../platform/clock.js';
import { fault } from '../platform/fault.js';
import type { Logger } from '../platform/logger.js';
import type { Store } from '../store/store.js';
import { type Applied, applyReport } from './apply-report.js';
import type { Signals, WebhookOutbox } from './contract.js';
import { hasErrors, isLasting, withFailure } from './failures.js';
import { type Intake, takeIn } from './intake.js';
import type { SignalReport, VehicleSnapshot } from './report.js';
import { deleteHistory, lockState, readState, saveChange, saveFailure } from './signals.store.js';
import { createSnapshotCache } from './snapshot-cache.js';

export interface SignalsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly outbox: WebhookOutbox;
  readonly log: Logger;
  /** Snapshots kept in memory; about 5 kB each. */
  readonly cachedVehicles?: number;
}

const CACHED_VEHICLES = 20_000;

/** Takes signals in and keeps the newest of every car at hand. */
export const createSignals = (deps: SignalsDeps): Signals => {
  const { store, clock, outbox, log } = deps;
  const cache = createSnapshotCache(deps.cachedVehicles ?? CACHED_VEHICLES);

  const hear = (payload: string | null): void => {
    const [vehicleId, revision] = payload?.split(':') ?? [];
    if (vehicleId) cache.forget(vehicleId, revision === undefined ? undefined : Number(revision));
    else cache.clear();
  };
  store
    .listen('signals', hear)
    // Changes of other processes before this moment went unheard.
    .then(() => cache.clear())
    .catch((error: unknown) => log.error({ err: error }, 'cannot listen for changed signals'));

  /** Undefined when there is a change to write. Most reports of parked cars end here, with one query. */
  const withoutChange = async (vehicle: Vehicle, apply: Apply): Promise<Applied | undefined> => {
    const before = await readState(store.db, vehicle);
    const applied = before && apply(before);
    return applied && isIdle(applied) ? applied : undefined;
  };

  const writeChange = (vehicle: Vehicle, apply: Apply, now: number) =>
    store.transaction(async (tx) => {
      const before = await lockState(tx, vehicle);
      if (!before) throw fault('AUTHENTICATION', null, { cause: 'the car was disconnected' });
      const applied = apply(before);
      if (isIdle(applied)) return { applied, toSend: false };
      const { changed, snapshot, recovered } = applied;
      const told = [];
      if (changed.length > 0) {
        await saveChange(tx, vehicle, applied, now);
        told.push(await outbox.recordChanges(tx, vehicle, changed, snapshot, before));
      }
      if (recovered) await saveFailure(tx, vehicle, null);
      if (hasErrors(before) || hasErrors(snapshot)) {
        told.push(await outbox.recordErrors(tx, vehicle, snapshot));
      }
      return { applied, toSend: told.includes(true) };
    });

  const ingest = async (vehicle: Vehicle, report: SignalReport): Promise<VehicleSnapshot> => {
    const now = clock.now();
    const intake = takeIn(report);
    warnOfRejected(vehicle, intake);
    const apply: Apply = (before) => applyReport(before, intake.entries, now, !!report.partial);
    const idle = await withoutChange(vehicle, apply);
    const { applied, toSend } = idle
      ? { applied: idle, toSend: false }
      : await writeChange(vehicle, apply, now);
    cache.put(vehicle.applicationId, applied.snapshot);
    if (toSend) outbox.wake();
    if (applied.changed.length > 0) {
      await store.notify('signals', `${vehicle.id}:${applied.snapshot.revision}`);
    }
    return applied.snapshot;
  };

  const warnOfRejected = (vehicle: Vehicle, { rejected }: Intake): void => {
    if (rejected.length === 0) return;
    const { id: vehicleId, adapter } = vehicle;
    log.warn({ vehicleId, adapter, rejected }, 'left out signals that do not fit the catalogue');
  };

  const noteFailure: Signals['noteFailure'] = async (vehicle, failure) => {
    if (!isLasting(failure)) return;
    const toSend = await store.transaction(async (tx) => {
      const before = await lockState(tx, vehicle);
      if (!before) return false;
      const after = withFailure(before, failure, clock.now());
      if (after !== before) await saveFailure(tx, vehicle, after.failure ?? null);
      return outbox.recordErrors(tx, vehicle, after);
    });
    if (toSend) outbox.wake();
  };

  return {
    ingest,
    noteFailure,
    latest: (vehicle) =>
      cache.get(vehicle) ?? cache.load(vehicle, () => readState(store.db, vehicle)),
    pruneHistory: (before) => deleteHistory(store, before),
  };
};

type Apply = (before: VehicleSnapshot) => Applied;

const isIdle = ({ changed, recovered }: Applied): boolean => changed.length === 0 && !recovered;
