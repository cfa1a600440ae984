import type { Static } from 'typebox';
import { CLIMATE_SIGNALS, HVAC_SIGNALS, TRANSMISSION_SIGNALS } from './signals/cabin.js';
import { CHARGE_SIGNALS } from './signals/charge.js';
import { CLOSURE_SIGNALS } from './signals/closure.js';
import { DIAGNOSTICS_SIGNALS } from './signals/diagnostics.js';
import {
  COMBUSTION_ENGINE_SIGNALS,
  LOW_VOLTAGE_BATTERY_SIGNALS,
  TRACTION_BATTERY_SIGNALS,
} from './signals/energy.js';
import {
  CONNECTIVITY_SIGNALS,
  SERVICE_SIGNALS,
  SURVEILLANCE_SIGNALS,
  VEHICLE_IDENTIFICATION_SIGNALS,
  VEHICLE_USER_ACCOUNT_SIGNALS,
} from './signals/identity.js';
import { INTERNAL_SIGNALS } from './signals/internal.js';
import type { SignalRow } from './signals/row.js';
import { LOCATION_SIGNALS, MOTION_SIGNALS, ODOMETER_SIGNALS } from './signals/travel.js';
import { WHEEL_SIGNALS } from './signals/wheel.js';

export { INTERNAL_SIGNALS } from './signals/internal.js';
export type { BodyUnit, SignalRow } from './signals/row.js';

/** Every signal that v3 lists and webhooks send, group by group. */
export const SIGNALS = [
  ...CHARGE_SIGNALS,
  ...CLIMATE_SIGNALS,
  ...CLOSURE_SIGNALS,
  ...CONNECTIVITY_SIGNALS,
  ...DIAGNOSTICS_SIGNALS,
  ...HVAC_SIGNALS,
  ...COMBUSTION_ENGINE_SIGNALS,
  ...LOCATION_SIGNALS,
  ...LOW_VOLTAGE_BATTERY_SIGNALS,
  ...MOTION_SIGNALS,
  ...ODOMETER_SIGNALS,
  ...SERVICE_SIGNALS,
  ...SURVEILLANCE_SIGNALS,
  ...TRACTION_BATTERY_SIGNALS,
  ...TRANSMISSION_SIGNALS,
  ...VEHICLE_IDENTIFICATION_SIGNALS,
  ...VEHICLE_USER_ACCOUNT_SIGNALS,
  ...WHEEL_SIGNALS,
] as const satisfies readonly SignalRow[];

/** Everything that a car can report. */
export const REPORTED_SIGNALS: readonly SignalRow[] = [...SIGNALS, ...INTERNAL_SIGNALS];

type KnownSignal = (typeof SIGNALS)[number] | (typeof INTERNAL_SIGNALS)[number];
type SignalsByCode = { readonly [Row in KnownSignal as Row['code']]: Row };

export type SignalCode = keyof SignalsByCode;
/** The metric body of one signal, typed from its row. */
export type SignalBody<C extends SignalCode> = Static<SignalsByCode[C]['body']>;

const published = new Map<string, SignalRow>(SIGNALS.map((row) => [row.code, row]));
const reported = new Map<string, SignalRow>(REPORTED_SIGNALS.map((row) => [row.code, row]));

/** Whether it is the code of a published signal. */
export const isSignalCode = (code: string): code is SignalCode => published.has(code);

/** Whether it is the code of any signal, be it internal. */
export const isReportedCode = (code: string): code is SignalCode => reported.has(code);

export const signalRow = (code: SignalCode): SignalRow => reported.get(code) as SignalRow;

/** The row of a published signal by a code that came from outside, or undefined. */
export const findSignalRow = (code: string): SignalRow | undefined => published.get(code);
