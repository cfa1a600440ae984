import { readFileSync } from 'node:fs';
import {
  PLAN_FEATURE_ROWS,
  PLAN_FEATURES,
  PLANS,
  type PlanFeatureRow,
  type PlanRow,
} from '@carport/catalog';
import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../../src/config.js';
import { variableOf } from '../../src/platform/settings/reader.js';

const page = readFileSync(new URL('../../../../docs/limits.md', import.meta.url), 'utf8');
const rowOf = (first: string): string[] | undefined =>
  page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find((cells) => cells[1] === first)
    ?.slice(2, -1);

const ceiling = (value: number | null): string => (value === null ? 'no ceiling' : String(value));

describe('the page about limits', () => {
  test.each<PlanRow>(PLANS)('has the figures of $id', (plan) => {
    const everything = plan.features.length === PLAN_FEATURES.length;
    expect(rowOf(`\`${plan.id}\``)).toEqual([
      ceiling(plan.vehicles),
      ceiling(plan.monthlyRequestsPerVehicle),
      everything ? 'all' : plan.features.join(', '),
    ]);
  });

  test.each<PlanFeatureRow>(PLAN_FEATURE_ROWS)(
    'says what is behind the feature $id',
    ({ id, refusedWithout }) => {
      expect(rowOf(`\`${id}\``)).toEqual([refusedWithout ?? 'Nothing: Carport has no such thing']);
    },
  );

  test('has the default rate', () => {
    const { rateLimitBurst, rateLimitPerMinute } = SETTINGS;
    expect(rowOf('Rate of an application')?.[1]).toBe(
      `${rateLimitBurst.fallback} at once, ${rateLimitPerMinute.fallback} come back every minute`,
    );
  });

  test('names only settings that there are', () => {
    const named = new Set(page.match(/CARPORT_(?!API)[A-Z_]+/g));
    const known = Object.keys(SETTINGS).map(variableOf);
    expect([...named].filter((name) => !known.includes(name))).toEqual([]);
    expect(named.size).toBeGreaterThan(3);
  });
});
