import type { Vehicle } from '../access/access.js';
import type { Clock } from '../platform/clock.js';
import { Fault } from '../platform/fault.js';
import type { Signals } from '../signals/contract.js';
import { latestBattery, ownersBattery } from '../signals/nominal-capacity.js';
import type { SignalValue, VehicleSnapshot } from '../signals/report.js';
import type { Vehicles } from './contract.js';

interface BatteryChoiceDeps {
  readonly clock: Clock;
  readonly signals: Pick<Signals, 'ingest' | 'latest'>;
  readonly snapshot: (vehicle: Vehicle) => VehicleSnapshot | Promise<VehicleSnapshot>;
}

/** What a car's owner is asked about its battery, and what they answer. */
export const createBatteryChoice = ({
  clock,
  signals,
  snapshot,
}: BatteryChoiceDeps): Pick<
  Vehicles,
  'battery' | 'knownBattery' | 'chooseBattery' | 'chooseOfferedBattery'
> => {
  /** Batteries do not change: what a car once told does while it cannot be asked. */
  const stateOf = async (vehicle: Vehicle): Promise<VehicleSnapshot> => {
    try {
      return await snapshot(vehicle);
    } catch (error) {
      const known = error instanceof Fault ? await signals.latest(vehicle) : null;
      if (latestBattery(known) === undefined || known === null) throw error;
      return known;
    }
  };
  const take = async (vehicle: Vehicle, said: SignalValue | undefined): Promise<boolean> => {
    if (!said) return false;
    await signals.ingest(vehicle, { entries: [said], partial: true });
    return true;
  };
  return {
    battery: async (vehicle) => latestBattery(await stateOf(vehicle)),
    knownBattery: async (vehicle) => latestBattery(await signals.latest(vehicle)),
    chooseBattery: async (vehicle, capacity) =>
      take(vehicle, ownersBattery(await stateOf(vehicle), capacity, clock.now())),
    chooseOfferedBattery: async (vehicle, capacity, offered) => {
      const known = await signals.latest(vehicle);
      return take(vehicle, ownersBattery(known, capacity, clock.now(), offered));
    },
  };
};
