import type { SignalCode } from '@carport/catalog';
import type { VehicleAccess } from '../access/access.js';
import type { CommandCall } from '../oem/contract.js';
import type { VehicleSnapshot } from '../signals/report.js';

/** Reading and commanding cars: limits, permission, capability, freshness, adapter, store. */
export interface Vehicles {
  /**
   * The car's state, fresh enough for its adapter. Permissions are the caller's business per signal; this
   * throws a Fault when the car cannot be reached at all.
   */
  snapshot(access: VehicleAccess): VehicleSnapshot | Promise<VehicleSnapshot>;
  /** Throws a Fault: PERMISSION, COMPATIBILITY or what the carmaker answered. */
  command(access: VehicleAccess, call: CommandCall): Promise<VehicleSnapshot>;
  /** Moves a simulated car's time; throws COMPATIBILITY for a real one. */
  advance(access: VehicleAccess, milliseconds: number): Promise<VehicleSnapshot>;
  /** Permission and powertrain of one signal for this access; throws the fault that says what is missing. */
  demandSignal(access: VehicleAccess, code: SignalCode): void;
}
