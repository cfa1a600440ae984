import type { UnitSystem } from '@carport/catalog';
import type { VehicleAccess } from '../../access/access.js';

/** Webhooks of version 2.0, by what makes them send; `eventName` on the wire. */
export const LEGACY_TYPES = ['scheduled', 'eventBased', 'dynamic'] as const;
export type LegacyType = (typeof LEGACY_TYPES)[number];

export const FREQUENCIES = ['hourly', 'daily', 'weekly', 'monthly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export const CHARGING_EVENTS = [
  'CHARGING_STARTED',
  'CHARGING_STOPPED',
  'CHARGING_COMPLETED',
] as const;
export type ChargingEvent = (typeof CHARGING_EVENTS)[number];

/** What a webhook of version 2.0 is told; which fields there are depends on its type. */
export interface LegacySettings {
  /** Of `scheduled`: a report every so many hours, days, weeks or months. */
  readonly frequency?: Frequency;
  readonly interval?: number;
  /** Of `scheduled` and `dynamic`: v2.0 paths under the vehicle. */
  readonly endpoints?: readonly string[];
  readonly units?: UnitSystem;
  /** Of `eventBased`. */
  readonly events?: readonly ChargingEvent[];
}

/** What one path of a car answers, as in a batch of v2.0. */
export interface PathAnswer {
  readonly path: string;
  readonly code: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export interface EndpointRequest {
  readonly paths: readonly string[];
  readonly units: UnitSystem;
}

/** Reads v2.0 endpoints of a car; the surface that serves them implements it. */
export interface EndpointReader {
  /** Never fails: each path has its own answer or error. */
  read(
    access: VehicleAccess,
    request: EndpointRequest & { readonly requestId: string },
  ): Promise<readonly PathAnswer[]>;
  /** What a car could answer, without one. */
  sample(request: EndpointRequest): readonly PathAnswer[];
}
