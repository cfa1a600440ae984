import { ACCOUNT_QUIRKS } from './make-facts/account-quirks.js';
import { AMERICAN_SUBSCRIPTIONS } from './make-facts/american-subscriptions.js';
import { CAR_QUIRKS, TELEMETRY_QUIRKS } from './make-facts/car-quirks.js';
import { CHARGING_QUIRKS } from './make-facts/charging-quirks.js';
import { EUROPEAN_SUBSCRIPTIONS } from './make-facts/european-subscriptions.js';
import type { ModelScope, Quirk, QuirkKind, QuirkOfKind } from './make-facts/quirk.js';
import type { SubscriptionRow } from './make-facts/subscription.js';
import { WORLDWIDE_SUBSCRIPTIONS } from './make-facts/worldwide-subscriptions.js';
import type { Region } from './vocabulary.js';

export type { ErrorName, QuirkEffect, RefusedPart, RefusedRequests } from './make-facts/effect.js';
export type { ModelScope, Quirk, QuirkKind, QuirkOfKind } from './make-facts/quirk.js';
export type { SubscriptionRow } from './make-facts/subscription.js';
export {
  UPDATE_FREQUENCIES,
  type UpdateFrequencyRow,
  updateFrequencyOf,
} from './make-facts/update-frequencies.js';
export {
  VEHICLE_RATE_LIMITS,
  type VehicleRateLimit,
  vehicleRateLimitOf,
} from './make-facts/vehicle-rate-limits.js';

/** Every way in which a make is unlike the others. */
export const QUIRKS: readonly Quirk[] = [
  ...CHARGING_QUIRKS,
  ...ACCOUNT_QUIRKS,
  ...TELEMETRY_QUIRKS,
  ...CAR_QUIRKS,
];

/** Every subscription that an owner may need. */
export const SUBSCRIPTIONS: readonly SubscriptionRow[] = [
  ...AMERICAN_SUBSCRIPTIONS,
  ...EUROPEAN_SUBSCRIPTIONS,
  ...WORLDWIDE_SUBSCRIPTIONS,
];

const holdsIn = (quirk: Quirk, region: Region | null): boolean =>
  !quirk.region || region === null || quirk.region === region;

/** The quirks of a make in a region; in a null region those of all regions. */
export const quirksOf = (make: string, region: Region | null = null): readonly Quirk[] =>
  QUIRKS.filter((quirk) => quirk.makes.includes(make) && holdsIn(quirk, region));

/** The make's quirk of one kind, if it has it. */
export const findQuirk = <K extends QuirkKind>(
  make: string,
  kind: K,
  region: Region | null = null,
): QuirkOfKind<K> | undefined =>
  quirksOf(make, region).find((quirk): quirk is QuirkOfKind<K> => quirk.kind === kind);

/** The subscriptions that owners of a make may need in a region; in a null region all of them. */
export const subscriptionsOf = (
  make: string,
  region: Region | null = null,
): readonly SubscriptionRow[] =>
  SUBSCRIPTIONS.filter(
    (row) => row.makes.includes(make) && (region === null || row.regions.includes(region)),
  );

/** Whether a scope is about a car. Model names are compared by their beginnings; `except` goes first. */
export const inScope = (scope: ModelScope, car: { model: string; year: number }): boolean => {
  const { models, except, fromYear = -Infinity, toYear = Infinity } = scope;
  const begins = (names: readonly string[]) => names.some((name) => car.model.startsWith(name));
  if (car.year < fromYear || car.year > toYear) return false;
  if (except && begins(except)) return false;
  return models === undefined || begins(models);
};
