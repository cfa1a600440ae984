import type { SignalCode } from '@carport/catalog';
import type { Vehicle, VehicleAccess } from '../access/access.js';
import type { CommandCall } from '../oem/contract.js';
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
  /** Moves a simulated car's time; throws COMPATIBILITY for a real one. */
  advance(access: VehicleAccess, milliseconds: number): Promise<VehicleSnapshot>;
  /** Permission and powertrain of one signal for this access; throws the fault that says what is missing. */
  demandSignal(access: VehicleAccess, code: SignalCode): void;
}
