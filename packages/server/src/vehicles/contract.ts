import type { SignalCode } from '@carport/catalog';
import type { Vehicle, VehicleAccess } from '../access/access.js';
import type { CommandCall, SimulationCall } from '../oem/contract.js';
import type { Battery, BatteryCandidate } from '../signals/nominal-capacity.js';
import type { VehicleSnapshot } from '../signals/report.js';

/** Reading and commanding cars: permission, capability, freshness, adapter, store. */
export interface Vehicles {
  /**
   * The car's state, fresh enough for its adapter; at once when it is known. Permissions are the caller's
   * business per signal; this throws a Fault when the car cannot be reached at all.
   */
  snapshot(access: VehicleAccess): VehicleSnapshot | Promise<VehicleSnapshot>;
  /** Asks the car, however fresh its known state; callers at the same time share one reading. */
  refresh(vehicle: Vehicle): Promise<VehicleSnapshot>;
  /** Throws a Fault: PERMISSION, COMPATIBILITY, VALIDATION or what the carmaker answered. */
  command(access: VehicleAccess, call: CommandCall): Promise<VehicleSnapshot>;
  /** Which battery the car has; the last known where it cannot be asked, undefined where it has none. */
  battery(vehicle: Vehicle): Promise<Battery | undefined>;
  /** The same as far as it has been told already: the car is not asked. */
  knownBattery(vehicle: Vehicle): Promise<Battery | undefined>;
  /** Takes down which battery the owner says it has; false where that is not for them to say, or no candidate. */
  chooseBattery(vehicle: Vehicle, capacity: number): Promise<boolean>;
  /** The same of a car that the carmaker has named these batteries for; it is not asked, and need not be in reach. */
  chooseOfferedBattery(
    vehicle: Vehicle,
    capacity: number,
    offered: readonly BatteryCandidate[],
  ): Promise<boolean>;
  /** Moves a simulated car's time; throws COMPATIBILITY for a real one. */
  advance(access: VehicleAccess, milliseconds: number): Promise<VehicleSnapshot>;
  /**
   * Makes an event happen to a simulated car, step by step with a pause between, and reads the car after each.
   * Throws COMPATIBILITY for a real car, VALIDATION, or what the car refuses; that it cannot be read after a step
   * is part of the answer.
   */
  simulate(
    vehicle: Vehicle,
    call: SimulationCall,
    pauseMs: number,
  ): Promise<readonly SimulatedStep[]>;
  /** Permission and powertrain of one signal for this access; throws the fault that says what is missing. */
  demandSignal(access: VehicleAccess, code: SignalCode): void;
}

/** What one step of a simulation event did. */
export interface SimulatedStep {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The signals that tell something else than before the step. */
  readonly changed: readonly SignalCode[];
  /** What reading the car failed with. */
  readonly error: { readonly type: string; readonly code: string | null } | null;
}
