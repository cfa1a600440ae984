import type { BuiltPlanFeature, Mode } from '@carport/catalog';
import type { VehicleAccess } from '../access/access.js';
import type { Eventually } from '../platform/eventually.js';
import type { Fault } from '../platform/fault.js';

/** `live`: only requests about real cars count; `all`: simulated ones too; `off`: nothing is counted. */
export const COUNTED = ['live', 'all', 'off'] as const;
export type Counted = (typeof COUNTED)[number];

export interface LimitSettings {
  readonly counted: Counted;
  /** For applications without figures of their own. */
  readonly burst: number;
  readonly perMinute: number;
}

/** What an application may do, and how much of it. */
export interface Limits {
  /** Suspension, and the application's bucket. A null mode is a request about no car in particular; it counts as live. */
  request(applicationId: string, mode: Mode | null): Eventually<Verdict>;
  /** The plan's vehicles, the car's bucket, and its requests of the month. */
  vehicleRequest(access: VehicleAccess, use: VehicleUse): Eventually<Verdict>;
  /** Suspension only, for what no limit counts. */
  standing(applicationId: string): Eventually<Verdict>;
  /** Whether the application's plan includes a feature. */
  feature(applicationId: string, feature: BuiltPlanFeature): Eventually<Verdict>;
  /** Deletes what no limit asks for any more. */
  prune(): Promise<number>;
}

export interface VehicleUse {
  /** False for what is answered without the car, such as its make. */
  readonly asksCar: boolean;
  /** How many requests of the month it is: the paths of a batch, otherwise 1. */
  readonly requests: number;
}

export interface Verdict {
  /** Why the request is refused; RATE_LIMIT ones say when to try again. */
  readonly refusal?: Fault;
  /** Every limit that counted the request. */
  readonly quotas: readonly Quota[];
}

/** Where a client stands with one limit, after this request. */
export interface Quota {
  readonly policy: 'application' | 'vehicle' | 'vehicle-month';
  /** At most `limit` in `windowSeconds`. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until there is more; 0: there is all of it. */
  readonly secondsToMore: number;
}
