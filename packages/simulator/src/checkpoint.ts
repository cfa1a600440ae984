import type { Powertrain, SignalCode } from '@carport/catalog';

/** Which car it is. Nothing in here changes during its life. */
export interface CarIdentity {
  readonly vin: string;
  /** The make's id in the catalogue: `CHEVROLET`. */
  readonly make: string;
  readonly model: string;
  readonly year: number;
  readonly powertrain: Powertrain;
  /** Usable battery in kWh; 0 without a plug. */
  readonly batteryKwh: number;
  /** The batteries that its model is sold with; absent where there is but one. */
  readonly batteries?: readonly { readonly kwh: number; readonly trim: string }[];
  /** 0 without an engine. */
  readonly tankLiters: number;
  /** ISO-3166 alpha-2; decides where the car lives. */
  readonly country: string;
  /** What is peculiar to the account that it was connected with; absent where nothing is. */
  readonly circumstances?: readonly string[];
}

/**
 * All that has to be kept of a car: plain JSON. It describes the moment `since`; every later moment up
 * to the end of the activity follows from it by formula, so looking at the car changes nothing.
 */
export interface Checkpoint {
  readonly format: 2;
  readonly seed: string;
  readonly car: CarIdentity;
  /** Epoch milliseconds of the car's first moment. */
  readonly startedAt: number;
  /** The odometer at that moment. */
  readonly startedKm: number;
  /** Epoch milliseconds of this moment, on the same scale. */
  readonly since: number;
  readonly activity: Activity;
  readonly quantities: Quantities;
  readonly settings: Settings;
  /** The next outing to leave for, or the one that the car is on. */
  readonly outing: { readonly day: number; readonly index: number };
  readonly plug: Plug;
  /** The charging session under way. */
  readonly session: OpenSession | null;
  /** Finished sessions, oldest first; only the newest few are kept. */
  readonly records: readonly ChargeSession[];
  /** When somebody last used the car or spoke to it; a car that nobody uses falls asleep. */
  readonly usedAt: number;
  /** What was made to happen to it from outside and still lasts; absent where nothing ever was. */
  readonly staged?: Staged;
}

export type Plug = 'none' | 'home' | 'fast';

export type Activity =
  | { readonly kind: 'parked'; readonly at: Stop; readonly arrivedAt: number }
  | { readonly kind: 'charging'; readonly at: Stop; readonly arrivedAt: number }
  | { readonly kind: 'leaving'; readonly at: Stop }
  | { readonly kind: 'arriving'; readonly at: Stop }
  | { readonly kind: 'driving'; readonly way: Way; readonly stretch: Stretch }
  | { readonly kind: 'refuelling'; readonly way: Way };

/** At home, or where the present outing leads. */
export type Stop = 'home' | 'away';
export type Way = 'out' | 'back';
/** A drive with a stop for fuel has two stretches. */
export type Stretch = 'whole' | 'first' | 'second';

/** What the car has and what it has used; running totals only ever grow. */
export interface Quantities {
  readonly odometerKm: number;
  readonly batteryKwh: number;
  readonly fuelLiters: number;
  /** Taken from charging stations, losses included. */
  readonly gridKwh: number;
  /** Arrived in the battery from charging. */
  readonly chargedKwh: number;
  /** Taken out of the battery for driving. */
  readonly usedKwh: number;
  readonly refuelledLiters: number;
  readonly burntLiters: number;
}

/** What commands change. */
export interface Settings {
  readonly locked: boolean;
  readonly portOpen: boolean;
  /** Percent of the battery where charging ends. */
  readonly limitPercent: number;
  /** Somebody stopped the charging: it stays off until it is started again or the cable comes out. */
  readonly chargingHeld: boolean;
  readonly destination: { readonly latitude: number; readonly longitude: number } | null;
  /** The current that it may draw, per phase; null for as much as there is. */
  readonly amps: number | null;
  readonly timers: Timers;
  /** What holds at home in place of the general settings; null while nobody has set it. */
  readonly homeSchedule: HomeSchedule | null;
  /** Schedules that each hold at one place, oldest first. */
  readonly placeSchedules: readonly PlaceSchedule[];
  readonly trunkOpen: boolean;
  readonly frontTrunkOpen: boolean;
  /** Somebody switched it from afar, until the next departure; null leaves it to the driver. */
  readonly defroster: boolean | null;
  readonly steeringHeater: boolean | null;
  /** Degrees Celsius that the climate control is set to. */
  readonly cabinCelsius: number;
  readonly cabin: CabinSwitch | null;
  /** Whether it asks for a PIN before it drives. The PIN itself is nobody's business. */
  readonly pinToDrive: boolean;
  /** Charging was started in spite of the schedule at this place; until the car leaves. */
  readonly scheduleSetAside?: boolean;
  /** Charge commands since the car was last driven. */
  readonly chargeCommands?: number;
  /** When the owner opens the trunk to complete an unlock; null when none is under way. */
  readonly unlocksAt?: number | null;
  /** When charging was stopped from afar, the newest last; where somebody counts. */
  readonly stops?: readonly number[];
}

/** Local times of day, HH:MM. */
export interface Timers {
  readonly start: string | null;
  readonly departure: string | null;
  readonly weekly: readonly WeeklyWindow[];
}

export interface Window {
  readonly start: string;
  readonly end: string;
}

export type Day =
  | 'MONDAY'
  | 'TUESDAY'
  | 'WEDNESDAY'
  | 'THURSDAY'
  | 'FRIDAY'
  | 'SATURDAY'
  | 'SUNDAY';

export interface WeeklyWindow extends Window {
  readonly days: readonly Day[];
}

export interface PlaceSchedule {
  readonly id: string;
  readonly type: 'daily' | 'weekly' | 'workweek';
  readonly latitude: number;
  readonly longitude: number;
  readonly windows: readonly WeeklyWindow[];
}

export interface HomeSchedule {
  readonly limitPercent: number;
  readonly weekday: readonly Window[];
  readonly weekend: readonly Window[];
}

/** The climate control as somebody left it. */
export interface CabinSwitch {
  readonly on: boolean;
  readonly at: number;
  /** How warm the cabin was then. */
  readonly fromCelsius: number;
}

/** What was made to happen to a car from outside and has no place in its own life. */
export interface Staged {
  /** By corner of the car: front left, front right, rear left, rear right. */
  readonly doorsOpen: readonly number[];
  readonly windowsOpen: readonly number[];
  readonly smallBatteryPercent: number | null;
  readonly tiresKpa: Readonly<Record<number, number>>;
  /** What a system complains of, by its signal's code. */
  readonly alerts: Readonly<Record<string, string>>;
  /** With the moment of each on the car's scale. */
  readonly troubleCodes: readonly { readonly code: string; readonly at: number }[];
  /** Bodies that are told in place of the car's own. */
  readonly overrides: Readonly<Partial<Record<SignalCode, unknown>>>;
}

export interface OpenSession {
  readonly startedAt: number;
  readonly startPercent: number;
  /** The running total of charged energy when it began. */
  readonly chargedBefore: number;
}

export interface ChargeSession {
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly startPercent: number;
  readonly endPercent: number;
  /** What the battery gained. */
  readonly addedKwh: number;
  readonly plug: Plug;
  readonly place: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Whether a value that was kept somewhere is a checkpoint of this format. */
export const isCheckpoint = (value: unknown): value is Checkpoint =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 2;
