import { findPlan, type PlanFeature } from '@carport/catalog';
import type { Applications, ApplicationTerms } from '../applications/contract.js';
import { type Eventually, whenKnown } from '../platform/eventually.js';
import { fault } from '../platform/fault.js';
import { intervalOf } from './buckets/arithmetic.js';
import type { Bucket } from './buckets/contract.js';
import type { LimitSettings } from './contract.js';

/** What an application's terms and the server's settings come to; made once, asked at every request. */
export interface Allowance {
  readonly suspended: boolean;
  readonly bucket: Bucket;
  /** Null: as many as there are. */
  readonly vehicles: number | null;
  /** To one vehicle in a month; null: as many as one likes. */
  readonly monthlyRequests: number | null;
  readonly features: ReadonlySet<PlanFeature>;
}

const allowanceOf = (
  applicationId: string,
  terms: ApplicationTerms,
  settings: LimitSettings,
): Allowance => {
  const plan = findPlan(terms.plan);
  if (!plan) throw new Error(`application ${applicationId} has a plan that there is not`);
  return {
    suspended: terms.suspendedAt !== null,
    bucket: {
      key: `application:${applicationId}`,
      burst: terms.rateLimitBurst ?? settings.burst,
      interval: intervalOf(terms.rateLimitPerMinute ?? settings.perMinute),
    },
    vehicles: terms.vehicleLimit ?? plan.vehicles,
    monthlyRequests: terms.vehicleRequestLimit ?? plan.monthlyRequestsPerVehicle,
    features: new Set(plan.features),
  };
};

/** Of any application by its id; throws AUTHENTICATION where it was deleted while its token was still known. */
export const createAllowances = ({
  applications,
  settings,
}: {
  readonly applications: Pick<Applications, 'terms'>;
  readonly settings: LimitSettings;
}): ((applicationId: string) => Eventually<Allowance>) => {
  const made = new WeakMap<ApplicationTerms, Allowance>();
  return (applicationId) =>
    whenKnown(applications.terms(applicationId), (terms) => {
      if (!terms) throw fault('AUTHENTICATION', null);
      const known = made.get(terms);
      if (known) return known;
      const allowance = allowanceOf(applicationId, terms, settings);
      made.set(terms, allowance);
      return allowance;
    });
};
