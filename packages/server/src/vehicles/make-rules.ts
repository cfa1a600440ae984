import { chargeNeededFor, commandRow, findQuirk } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import { regionOf } from '../access/capability.js';
import { AdapterFailure, type CommandCall } from '../oem/contract.js';
import { fault } from '../platform/fault.js';
import type { SignalReport, VehicleSnapshot } from '../signals/report.js';
import { toFault } from './adapter-faults.js';

/** What holds for every car of a make, whichever adapter reaches it; the catalogue's rows say so. */

const DAY = 24 * 60 * 60 * 1_000;

/** Throws where the make takes the command only from a fuller battery. A car whose charge is not known may try. */
export const demandCharge = async (
  vehicle: Vehicle,
  call: CommandCall,
  snapshot: () => VehicleSnapshot | Promise<VehicleSnapshot>,
): Promise<void> => {
  const needed = chargeNeededFor(vehicle.make, regionOf(vehicle), commandRow(call.id));
  if (!needed) return;
  const { signals } = await snapshot();
  const charge = signals['tractionbattery-stateofcharge'];
  const percent = charge?.error ? undefined : (charge?.body as { value: number } | undefined);
  if (percent === undefined || percent.value >= needed.percent) return;
  throw toFault(new AdapterFailure(needed.error.type, needed.error.code));
};

/** Throws where a report so old means that the owner's subscription has run out. */
export const demandNews = (vehicle: Vehicle, { entries }: SignalReport, now: number): void => {
  const rule = findQuirk(vehicle.make, 'subscription-error-when-older-than', regionOf(vehicle));
  const told = entries.flatMap((entry) => ('oemUpdatedAt' in entry ? [entry.oemUpdatedAt] : []));
  if (!rule || told.length === 0) return;
  if (now - Math.max(...told) > rule.days * DAY) {
    throw fault('CONNECTED_SERVICES_ACCOUNT', 'SUBSCRIPTION');
  }
};
