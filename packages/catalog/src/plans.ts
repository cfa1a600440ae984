export interface PlanFeatureRow {
  readonly id: string;
  /** In Markdown. Null: a fact about the published plans, with nothing behind it in Carport. */
  readonly refusedWithout: string | null;
}

/** What only some plans include. */
export const PLAN_FEATURE_ROWS = [
  {
    id: 'compatibility-api',
    refusedWithout:
      "`GET /v2.0/compatibility` and `/v2.0/compatibility/matrix`; the list of v3 is everybody's",
  },
  { id: 'dynamic-webhooks', refusedWithout: 'Making a webhook of the type `dynamic`' },
  { id: 'event-webhooks', refusedWithout: 'Making a webhook of the type `eventBased`' },
  { id: 'single-sign-on', refusedWithout: null },
  { id: 'connect-insights-funnel', refusedWithout: null },
  { id: 'tesla-tenant', refusedWithout: null },
  { id: 'team-roles', refusedWithout: null },
] as const satisfies readonly PlanFeatureRow[];

export type PlanFeature = (typeof PLAN_FEATURE_ROWS)[number]['id'];
export const PLAN_FEATURES: readonly PlanFeature[] = PLAN_FEATURE_ROWS.map(({ id }) => id);

/** A feature that there is something behind: the only ones that code can ask a plan for. */
export type BuiltPlanFeature = Exclude<
  (typeof PLAN_FEATURE_ROWS)[number],
  { readonly refusedWithout: null }
>['id'];

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
