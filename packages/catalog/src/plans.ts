/** What only some plans include. */
export const PLAN_FEATURES = [
  'compatibility-api',
  'dynamic-webhooks',
  'event-webhooks',
  'single-sign-on',
  'connect-insights-funnel',
  'tesla-tenant',
  'team-roles',
] as const;
export type PlanFeature = (typeof PLAN_FEATURES)[number];

export interface PlanRow {
  /** As stored with an application. */
  readonly id: string;
  readonly name: string;
  /** Vehicles connected at one time; null is without a ceiling. */
  readonly vehicles: number | null;
  /** Requests to one vehicle in a calendar month (UTC); null is without a ceiling. */
  readonly monthlyRequestsPerVehicle: number | null;
  readonly features: readonly PlanFeature[];
}

/**
 * From the smallest to the largest. The ceilings are the published ones; the large plans are negotiated one by
 * one, so theirs are set on the application.
 */
export const PLANS = [
  { id: 'FREE', name: 'Free', vehicles: 5, monthlyRequestsPerVehicle: 500, features: [] },
  { id: 'BUILD', name: 'Build', vehicles: 20, monthlyRequestsPerVehicle: 500, features: [] },
  { id: 'SCALE', name: 'Scale', vehicles: null, monthlyRequestsPerVehicle: null, features: [] },
  {
    id: 'ENTERPRISE',
    name: 'Enterprise',
    vehicles: null,
    monthlyRequestsPerVehicle: null,
    features: PLAN_FEATURES,
  },
] as const satisfies readonly PlanRow[];

export type PlanId = (typeof PLANS)[number]['id'];

const byId = new Map<string, PlanRow>(PLANS.map((plan) => [plan.id, plan]));

/** The plan of an id, or undefined. */
export const findPlan = (id: string): PlanRow | undefined => byId.get(id);
