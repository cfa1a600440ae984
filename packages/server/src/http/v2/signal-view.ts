import {
  figureIn,
  findErrorRow,
  type Quantity,
  type SignalBody,
  type SignalCode,
  type UnitSystem,
} from '@carport/catalog';
import type { Vehicle, VehicleAccess } from '../../access/access.js';
import type { Clock } from '../../platform/clock.js';
import { Fault, fault } from '../../platform/fault.js';
import type { StoredSignal, VehicleSnapshot } from '../../signals/report.js';

/** What a client asked for beside the endpoint itself. */
export interface Wish {
  readonly units: UnitSystem;
  readonly query: Readonly<Record<string, unknown>>;
}

/** What the car reported last; null when the endpoint does not need it. */
export type CarState = VehicleSnapshot | null;

/** One reading of one car, as a projection sees it. */
export interface SignalView {
  readonly vehicle: Vehicle;
  readonly wish: Wish;
  readonly clock: Clock;
  /** The metric body of a signal; undefined when the car did not give it. */
  body<C extends SignalCode>(code: C): SignalBody<C> | undefined;
  /** When the car recorded it, epoch milliseconds. */
  recordedAt(code: SignalCode): number | undefined;
  /** The page on which the car's owner says which battery it has. */
  batteryLink(): string;
}

/** What answers are made with, beside the car. */
export interface Surroundings {
  readonly clock: Clock;
  readonly batteryLink: (access: VehicleAccess) => string;
}

/** Makes a body in metric units. */
export type Projection = (view: SignalView) => unknown;

/** Makes the body of one endpoint, in the reader's units. */
export interface Projector {
  readonly project: Projection;
  /** Whether figures in the body follow the unit system. */
  readonly followsUnits: boolean;
}

export const viewOf = (
  access: VehicleAccess,
  state: CarState,
  wish: Wish,
  { clock, batteryLink }: Surroundings,
): SignalView => ({
  vehicle: access.vehicle,
  wish,
  clock,
  body: <C extends SignalCode>(code: C) => goodBody(state?.signals[code]) as SignalBody<C>,
  recordedAt: (code) => state?.signals[code]?.oemUpdatedAt,
  batteryLink: () => batteryLink(access),
});

/** Body of a signal whose last report was good. */
const goodBody = (stored: StoredSignal | undefined): unknown =>
  stored === undefined || stored.error ? undefined : stored.body;

/** What keeps a signal from being answered: its own error, or that the car does not have it. */
export const obstacle = (stored: StoredSignal | undefined): Fault | undefined => {
  if (stored === undefined) return fault('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE');
  if (!stored.error) return undefined;
  const row = findErrorRow(stored.error.type, stored.error.code);
  return row ? new Fault(row) : fault('UPSTREAM', 'UNKNOWN_ISSUE');
};

const DECIMALS = 1e6;

/** Signals hold percentages, v2.0 sends fractions of one; six decimals are more than any car measures. */
export const fractionOf = (percent: number | null | undefined): number | null =>
  percent === null || percent === undefined
    ? null
    : Math.round((percent * DECIMALS) / 100) / DECIMALS;

/** A metric figure in the reader's units; null stays null. */
export const figure = (
  value: number | null | undefined,
  quantity: Quantity,
  { units }: Wish,
): number | null =>
  value === null || value === undefined ? null : figureIn(value, quantity, units);
