import type { Mode } from '@carport/catalog';
import type { VehicleAccess } from '../access/access.js';
import { createAuthorizationCache } from '../access/authorization-cache.js';
import type { Applications } from '../applications/contract.js';
import type { Clock } from '../platform/clock.js';
import { type Eventually, whenKnown } from '../platform/eventually.js';
import { fault } from '../platform/fault.js';
import type { Store } from '../store/store.js';
import { type Allowance, allowanceOf } from './allowance.js';
import { microsecondsOf } from './buckets/arithmetic.js';
import { pruneBuckets } from './buckets/buckets.store.js';
import type { Buckets } from './buckets/contract.js';
import { bucketOutcome, type Check, inTurn, monthOutcome, NOTHING_COUNTED } from './checks.js';
import type { LimitSettings, Limits, Verdict } from './contract.js';
import { createMonthlyRequests } from './monthly-requests.js';
import { vehicleBucket } from './vehicle-bucket.js';
import { createVehiclePlaces } from './vehicle-places.js';

export interface LimitsDeps {
  readonly store: Pick<Store, 'db' | 'listen'>;
  readonly clock: Clock;
  readonly applications: Pick<Applications, 'terms'>;
  readonly buckets: Buckets;
  readonly settings: LimitSettings;
}

const CACHED_APPLICATIONS = 10_000;
const MODES: readonly Mode[] = ['live', 'simulated', 'test'];

const SUSPENDED: Verdict = { refusal: fault('BILLING', 'ACCOUNT_SUSPENDED'), quotas: [] };
const NOT_IN_PLAN: Verdict = { refusal: fault('BILLING', 'INVALID_PLAN'), quotas: [] };

export const createLimits = (deps: LimitsDeps): Limits => {
  const { store, clock, applications, buckets, settings } = deps;
  const counts = countedModes(settings);
  const allowances = createAuthorizationCache<Allowance>({
    ...{ store, clock },
    size: CACHED_APPLICATIONS,
  });
  const months = createMonthlyRequests({ store, clock });
  const places = createVehiclePlaces({
    ...{ store, clock },
    modes: MODES.filter((mode) => counts.has(mode)),
  });

  const allowance = (applicationId: string): Eventually<Allowance> =>
    whenKnown(
      allowances.get(applicationId, async () => {
        const terms = await applications.terms(applicationId);
        if (!terms) return undefined;
        const value = allowanceOf(applicationId, terms, settings);
        return { value, madeFrom: [applicationId] };
      }),
      (known) => {
        // Deleted while its token was still known.
        if (!known) throw fault('AUTHENTICATION', null);
        return known;
      },
    );

  const hasPlace =
    (access: VehicleAccess, { vehicles }: Allowance): Check =>
    () =>
      vehicles === null
        ? {}
        : whenKnown(places.has(access, vehicles), (has) =>
            has ? {} : { refusal: fault('BILLING', 'VEHICLE_LIMIT') },
          );

  const asksCar =
    ({ vehicle }: VehicleAccess, asks: boolean): Check =>
    () => {
      if (!asks) return {};
      const bucket = vehicleBucket(vehicle);
      return whenKnown(buckets.take(bucket), (taken) =>
        bucketOutcome('VEHICLE', bucket, taken, microsecondsOf(clock)),
      );
    };

  const inMonth =
    (access: VehicleAccess, { monthlyRequests: limit }: Allowance, requests: number): Check =>
    () =>
      limit === null
        ? {}
        : whenKnown(months.count(access, requests, limit), (counted) =>
            monthOutcome(counted, limit, clock.now()),
          );

  return {
    request: (applicationId, mode) =>
      whenKnown(allowance(applicationId), ({ suspended, bucket }) => {
        if (suspended) return SUSPENDED;
        if (!counts.has(mode)) return NOTHING_COUNTED;
        return inTurn([
          () =>
            whenKnown(buckets.take(bucket), (taken) =>
              bucketOutcome('SMARTCAR_API', bucket, taken, microsecondsOf(clock)),
            ),
        ]);
      }),

    vehicleRequest: (access, use) => {
      if (!counts.has(access.vehicle.mode)) return NOTHING_COUNTED;
      return whenKnown(allowance(access.applicationId), (allowed) =>
        inTurn([
          hasPlace(access, allowed),
          asksCar(access, use.asksCar),
          inMonth(access, allowed, use.requests),
        ]),
      );
    },

    standing: (applicationId) =>
      whenKnown(allowance(applicationId), ({ suspended }) =>
        suspended ? SUSPENDED : NOTHING_COUNTED,
      ),

    feature: (applicationId, feature) =>
      whenKnown(allowance(applicationId), ({ features }) =>
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
