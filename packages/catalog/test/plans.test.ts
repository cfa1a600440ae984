import { expect, test } from 'vitest';
import { findPlan, PLAN_FEATURES, PLANS, type PlanRow } from '../src/plans.js';

test('a larger plan never has less than a smaller one', () => {
  const ceiling = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;
  const plans: readonly PlanRow[] = PLANS;
  for (const [index, plan] of plans.entries()) {
    const smaller = plans[index - 1];
    if (!smaller) continue;
    expect(ceiling(plan.vehicles)).toBeGreaterThanOrEqual(ceiling(smaller.vehicles));
    expect(ceiling(plan.monthlyRequestsPerVehicle)).toBeGreaterThanOrEqual(
      ceiling(smaller.monthlyRequestsPerVehicle),
    );
    expect(plan.features).toEqual(expect.arrayContaining([...smaller.features]));
  }
});

test('the largest plan has everything', () => {
  expect(findPlan('ENTERPRISE')).toMatchObject({
    vehicles: null,
    monthlyRequestsPerVehicle: null,
    features: [...PLAN_FEATURES],
  });
});

test('the free plan has the published monthly requests', () => {
  expect(findPlan('FREE')?.monthlyRequestsPerVehicle).toBe(500);
});

test('a plan that there is not is not found', () => {
  expect(findPlan('free')).toBeUndefined();
});
