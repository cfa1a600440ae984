import type { Mode } from '@carport/catalog';
import type { Applications } from '../applications/contract.js';
import type { Clock } from '../platform/clock.js';
import { whenKnown } from '../platform/eventually.js';
import { fault } from '../platform/fault.js';
import type { Store } from '../store/store.js';
import { createAllowances } from './allowance.js';
import { microsecondsOf } from './buckets/arithmetic.js';
import { pruneBuckets } from './buckets/buckets.store.js';
import type { Buckets } from './buckets/contract.js';
import { createBucketCheck, inTurn, NOTHING_COUNTED } from './checks.js';
import type { LimitSettings, Limits, Verdict } from './contract.js';
import { createMonthlyRequests } from './monthly-requests.js';
import { createVehicleChecks } from './vehicle-checks.js';
import { createVehiclePlaces } from './vehicle-places.js';

export interface LimitsDeps {
  readonly store: Pick<Store, 'db' | 'listen'>;
  readonly clock: Clock;
  readonly applications: Pick<Applications, 'terms'>;
  readonly buckets: Buckets;
  readonly settings: LimitSettings;
}

const MODES: readonly Mode[] = ['live', 'simulated', 'test'];

const SUSPENDED: Verdict = { refusal: fault('BILLING', 'ACCOUNT_SUSPENDED'), quotas: [] };
const NOT_IN_PLAN: Verdict = { refusal: fault('BILLING', 'INVALID_PLAN'), quotas: [] };

export const createLimits = (deps: LimitsDeps): Limits => {
  const { store, clock, buckets, settings } = deps;
  const counts = countedModes(settings);
  const allowanceOf = createAllowances(deps);
  const months = createMonthlyRequests({ store, clock });
  const modes = MODES.filter((mode) => counts.has(mode));
  const checksOf = createVehicleChecks({
    ...{ buckets, clock, months },
    places: createVehiclePlaces({ store, clock, modes }),
  });
  const bucketCheck = createBucketCheck({ buckets, clock });

  return {
    request: (applicationId, mode) =>
      whenKnown(allowanceOf(applicationId), ({ suspended, bucket }) => {
        if (suspended) return SUSPENDED;
        return counts.has(mode) ? inTurn([bucketCheck('SMARTCAR_API', bucket)]) : NOTHING_COUNTED;
      }),

    vehicleRequest: (access, use) =>
      counts.has(access.vehicle.mode)
        ? whenKnown(allowanceOf(access.applicationId), (allowance) =>
            inTurn(checksOf(access, use, allowance)),
          )
        : NOTHING_COUNTED,

    standing: (applicationId) =>
      whenKnown(allowanceOf(applicationId), ({ suspended }) =>
        suspended ? SUSPENDED : NOTHING_COUNTED,
      ),

    feature: (applicationId, feature) =>
      whenKnown(allowanceOf(applicationId), ({ features }) =>
        features.has(feature) ? NOTHING_COUNTED : NOT_IN_PLAN,
      ),

    prune: async () =>
      (await pruneBuckets(store.db, microsecondsOf(clock))) + (await months.prune()),
  };
};

/** The modes whose requests count; null is a request about no car in particular. */
const countedModes = ({ counted }: LimitSettings): ReadonlySet<Mode | null> => {
  if (counted === 'off') return new Set();
  return new Set<Mode | null>([null, ...(counted === 'all' ? MODES : (['live'] as const))]);
};
