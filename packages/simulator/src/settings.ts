import type { Checkpoint, Settings } from './checkpoint.js';

/** What people like a cabin to be, in degrees Celsius. */
export const COMFORTABLE = 21;

/** A locked car as its owner has set it up. */
export const firstSettings = (plugged: boolean, limitPercent: number): Settings => ({
  locked: true,
  portOpen: plugged,
  limitPercent,
  chargingHeld: false,
  destination: null,
  amps: null,
  timers: { start: null, departure: null, weekly: [] },
  homeSchedule: null,
  placeSchedules: [],
  trunkOpen: false,
  frontTrunkOpen: false,
  defroster: null,
  steeringHeater: null,
  cabinCelsius: COMFORTABLE,
  cabin: null,
  pinToDrive: false,
});

export const withSettings = (car: Checkpoint, settings: Partial<Settings>): Checkpoint => ({
  ...car,
  settings: { ...car.settings, ...settings },
});

/** Nothing in the cabin is switched from afar any more. */
export const CABIN_TO_DRIVER: Partial<Settings> = {
  defroster: null,
  steeringHeater: null,
  cabin: null,
};

/** What a driver does on getting in: everything shut, the cable out, and the knobs are theirs. */
export const DEPARTURE: Partial<Settings> = {
  ...CABIN_TO_DRIVER,
  locked: false,
  chargingHeld: false,
  portOpen: false,
  trunkOpen: false,
  frontTrunkOpen: false,
  scheduleSetAside: false,
  chargeCommands: 0,
  unlocksAt: null,
};
