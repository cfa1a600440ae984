import type { Problem } from '../smartcar/problem.js';

/** One thing the page shows. What could not be read keeps its last value, with the problem beside it. */
export interface Reading<T> {
  readonly value: T | null;
  /** When the car recorded it. */
  readonly recordedAt: Date | null;
  readonly problem: Problem | null;
}

export interface Energy {
  /** 0 to 100. */
  readonly percent: number | null;
  readonly rangeKm: number | null;
}

export interface Fuel extends Energy {
  readonly litres: number | null;
}

export interface Charge {
  readonly pluggedIn: boolean;
  readonly state: 'CHARGING' | 'FULLY_CHARGED' | 'NOT_CHARGING';
}

export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

export interface Opening {
  readonly where: 'doors' | 'windows' | 'sunroof' | 'storage' | 'chargingPort';
  readonly type: string;
  readonly open: boolean;
}

export interface Security {
  readonly locked: boolean;
  readonly openings: readonly Opening[];
}

/** Kilopascals. */
export interface TirePressures {
  readonly frontLeft: number | null;
  readonly frontRight: number | null;
  readonly backLeft: number | null;
  readonly backRight: number | null;
}

export interface Attributes {
  readonly make: string;
  readonly model: string;
  readonly year: number | null;
}

/** What each path of the API gives; a key per card of the page. */
export interface Values {
  readonly attributes: Attributes;
  readonly vin: string;
  readonly battery: Energy;
  readonly batteryCapacity: number;
  readonly charge: Charge;
  readonly fuel: Fuel;
  readonly odometer: number;
  readonly location: Position;
  readonly lockStatus: Security;
  readonly tirePressure: TirePressures;
}

export type Part = keyof Values;

export type Readings = { readonly [P in Part]: Reading<Values[P]> };

export interface CarState extends Readings {
  /** When the last read ended; null before the first. */
  readonly readAt: Date | null;
  /** The whole read failed: nothing of this is newer than `readAt`. */
  readonly outage: Problem | null;
}

const unread = { value: null, recordedAt: null, problem: null };

export const UNREAD: CarState = {
  attributes: unread,
  vin: unread,
  battery: unread,
  batteryCapacity: unread,
  charge: unread,
  fuel: unread,
  odometer: unread,
  location: unread,
  lockStatus: unread,
  tirePressure: unread,
  readAt: null,
  outage: null,
};

/** The car has no such part, so that nothing is shown for it (fuel of an electric car). */
export const notCapable = (reading: Reading<unknown>): boolean =>
  reading.problem?.type === 'COMPATIBILITY';

/** The owner kept this to themselves in Connect. */
export const notShared = (reading: Reading<unknown>): boolean =>
  reading.problem?.type === 'PERMISSION';

/** Type of a problem that the page tells once, in front of everything. */
export const SAID_ELSEWHERE = 'SAID_ELSEWHERE';
