import type { VehicleAccess } from '../access/access.js';
import type { Clock } from '../platform/clock.js';
import { whenKnown } from '../platform/eventually.js';
import { fault } from '../platform/fault.js';
import type { Allowance } from './allowance.js';
import type { Buckets } from './buckets/contract.js';
import { type Check, createBucketCheck, monthOutcome } from './checks.js';
import type { VehicleUse } from './contract.js';
import type { MonthlyRequests } from './monthly-requests.js';
import { vehicleBucket } from './vehicle-bucket.js';
import type { VehiclePlaces } from './vehicle-places.js';

export interface VehicleChecksDeps {
  readonly buckets: Buckets;
  readonly months: MonthlyRequests;
  readonly places: VehiclePlaces;
  readonly clock: Clock;
}

/** The limits of one car that apply to a request, the month's last: only what is served is counted there. */
export const createVehicleChecks = (deps: VehicleChecksDeps) => {
  const { months, places, clock } = deps;
  const bucketCheck = createBucketCheck(deps);

  const hasPlace =
    (access: VehicleAccess, vehicles: number): Check =>
    () =>
      whenKnown(places.has(access, vehicles), (has) =>
        has ? {} : { refusal: fault('BILLING', 'VEHICLE_LIMIT') },
      );

  const fitsMonth =
    (access: VehicleAccess, requests: number, limit: number): Check =>
    () =>
      whenKnown(months.count(access, requests, limit), (counted) =>
        monthOutcome(counted, limit, clock.now()),
      );

  return (access: VehicleAccess, use: VehicleUse, allowance: Allowance): Check[] => {
    const { vehicles, monthlyRequests } = allowance;
    const checks: Check[] = [];
    if (vehicles !== null) checks.push(hasPlace(access, vehicles));
    if (use.asksCar) checks.push(bucketCheck('VEHICLE', vehicleBucket(access.vehicle)));
    if (monthlyRequests !== null) checks.push(fitsMonth(access, use.requests, monthlyRequests));
    return checks;
  };
};
