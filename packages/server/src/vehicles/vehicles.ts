import { setTimeout as pauseFor } from 'node:timers/promises';
import type { Vehicle } from '../access/access.js';
import type { OemAdapter, OemCar } from '../oem/contract.js';
import type { Clock } from '../platform/clock.js';
import { Fault, fault } from '../platform/fault.js';
import type { Keyring } from '../platform/keyring.js';
import type { Logger } from '../platform/logger.js';
import type { Signals } from '../signals/contract.js';
import type { SignalReport, VehicleSnapshot } from '../signals/report.js';
import type { Store } from '../store/store.js';
import { asking } from './adapter-faults.js';
import { createBatteryChoice } from './battery-choice.js';
import type { Vehicles } from './contract.js';
import { demandCommand, demandSignal } from './demands.js';
import { demandCharge, demandNews } from './make-rules.js';
import { openCar } from './oem-car.js';
import { createSimulation } from './simulation.js';

export interface VehiclesDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly signals: Signals;
  readonly registry: { get(adapterId: string): OemAdapter };
  readonly log: Logger;
  /** Waits; for the pauses between the steps of a simulated event. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** Reads and commands connected cars through their adapters. */
export const createVehicles = (deps: VehiclesDeps): Vehicles => {
  const { clock, signals, registry, log } = deps;
  const readings = new Map<string, Promise<VehicleSnapshot>>();

  const adapterOf = (vehicle: Vehicle): OemAdapter => registry.get(vehicle.adapter);
  const carOf = (vehicle: Vehicle): OemCar => openCar(deps, vehicle);

  const isFresh = (
    vehicle: Vehicle,
    snapshot: VehicleSnapshot | null,
  ): snapshot is VehicleSnapshot =>
    snapshot !== null && clock.now() - snapshot.fetchedAt < adapterOf(vehicle).freshForMilliseconds;

  const read = async (vehicle: Vehicle): Promise<VehicleSnapshot> => {
    const report = await reportOf(vehicle);
    return signals.ingest(vehicle, report);
  };

  const reportOf = async (vehicle: Vehicle): Promise<SignalReport> => {
    try {
      const report = await asking(log, () => adapterOf(vehicle).read(carOf(vehicle)));
      demandNews(vehicle, report, clock.now());
      return report;
    } catch (error) {
      if (error instanceof Fault) await note(vehicle, error);
      throw error;
    }
  };

  /** Whoever asked gets the carmaker's error, also where noting it fails. */
  const note = (vehicle: Vehicle, { row }: Fault): Promise<void> =>
    signals.noteFailure(vehicle, row).catch((error: unknown) => {
      log.error({ err: error, vehicleId: vehicle.id }, 'cannot note what is wrong with a car');
    });

  const refresh = (vehicle: Vehicle): Promise<VehicleSnapshot> => {
    const running = readings.get(vehicle.id);
    if (running) return running;
    const reading = read(vehicle).finally(() => readings.delete(vehicle.id));
    readings.set(vehicle.id, reading);
    return reading;
  };

  const snapshot = (vehicle: Vehicle): VehicleSnapshot | Promise<VehicleSnapshot> => {
    const known = signals.latest(vehicle);
    if (known instanceof Promise) {
      return known.then((loaded) => (isFresh(vehicle, loaded) ? loaded : refresh(vehicle)));
    }
    return isFresh(vehicle, known) ? known : refresh(vehicle);
  };

  return {
    refresh,
    demandSignal,
    snapshot: ({ vehicle }) => snapshot(vehicle),
    ...createBatteryChoice({ clock, signals, snapshot }),

    command: async (access, call) => {
      const { vehicle } = access;
      demandCommand(access, call);
      await demandCharge(vehicle, call, () => snapshot(vehicle));
      const report = await asking(log, () => adapterOf(vehicle).command(carOf(vehicle), call));
      return signals.ingest(vehicle, { ...report, partial: true });
    },

    advance: async ({ vehicle }, milliseconds) => {
      const { timeTravel } = adapterOf(vehicle);
      if (!timeTravel) throw fault('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE');
      const report = await asking(log, () => timeTravel.advance(carOf(vehicle), milliseconds));
      return signals.ingest(vehicle, report);
    },

    simulate: createSimulation({
      ...{ clock, log, signals, adapterOf, carOf, read },
      pause: deps.pause ?? pauseFor,
    }),
  };
};
