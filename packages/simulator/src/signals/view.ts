import type { SignalBody, SignalCode } from '@carport/catalog';
import type { CarIdentity, Checkpoint } from '../checkpoint.js';
import type { CarState } from '../observe.js';
import type { Profile } from '../profile.js';

/** Everything that a signal can be made from. */
export interface View {
  readonly car: CarIdentity;
  readonly profile: Profile;
  readonly state: CarState;
  readonly records: Checkpoint['records'];
  /** The odometer when the car's story began, and when that was, on the car's scale. */
  readonly startedKm: number;
  readonly startedAt: number;
  /** A moment on the car's scale as an ISO-8601 timestamp of the real world. */
  timestamp(at: number): string;
}

/** How one signal's body is made. */
export type Producer<C extends SignalCode> = (view: View) => SignalBody<C>;

/** Rows of the table of signals whose codes begin with a group's name. */
export type Producers<Group extends string> = {
  readonly [C in Extract<SignalCode, `${Group}-${string}`>]: Producer<C>;
};

/** Cars report in steps; a figure that has not changed by a whole step is the same figure. */
export const rounded = (value: number, step = 1): number => {
  const perUnit = Math.round(1 / step);
  return step < 1 ? Math.round(value * perUnit) / perUnit : Math.round(value / step) * step;
};

export const percent = (value: number, step = 1): number =>
  Math.min(100, Math.max(0, rounded(value, step)));

const CORNERS = [
  { row: 0, column: 0 },
  { row: 0, column: 1 },
  { row: 1, column: 0 },
  { row: 1, column: 1 },
] as const;

/** Something for each corner of the car, front left first. */
export const onCorners = <T extends object>(make: (corner: number) => T) => ({
  values: CORNERS.map((place, corner) => ({ ...place, ...make(corner) })),
  rowCount: 2,
  columnCount: 2,
});
