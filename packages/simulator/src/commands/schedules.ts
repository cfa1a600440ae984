import type { Checkpoint, Day, Timers, WeeklyWindow, Window } from '../checkpoint.js';
import { distanceKm } from '../geography.js';
import { withSettings } from '../settings.js';
import { chargingWith, isLimit } from './charge.js';
import { type Handler, type Handlers, WRONG_PARAMETER } from './scene.js';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_SCHEDULES = 3;
/** Whoever names a place this near to home means home. */
const NEAR_KM = 0.2;
const DAYS: readonly unknown[] = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] satisfies Day[];

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && TIME_OF_DAY.test(value);

const isWindow = (value: unknown): value is Window =>
  typeof value === 'object' &&
  value !== null &&
  'start' in value &&
  'end' in value &&
  isTime(value.start) &&
  isTime(value.end);

const areWindows = (value: unknown): value is readonly Window[] =>
  Array.isArray(value) && value.every(isWindow);

export const isWeekly = (value: unknown): value is WeeklyWindow =>
  isWindow(value) &&
  'days' in value &&
  Array.isArray(value.days) &&
  value.days.every((day) => DAYS.includes(day));

/** A time that is switched on without being named is the one that was set before. */
const setTimer: Handler = ({ car, parameters: { type, enabled, time } }) => {
  const { timers } = car.settings;
  const which = type === 'START_TIME' ? 'start' : 'departure';
  const wanted = time ?? timers[which];
  if (enabled !== true) return { checkpoint: withTimers(car, { ...timers, [which]: null }) };
  if (!isTime(wanted)) return WRONG_PARAMETER;
  return { checkpoint: withTimers(car, { ...timers, [which]: wanted }) };
};

const withTimers = (car: Checkpoint, timers: Timers): Checkpoint => withSettings(car, { timers });

const setSchedules: Handler = ({ car, parameters: { schedules } }) => {
  if (!Array.isArray(schedules) || schedules.length > MOST_SCHEDULES) return WRONG_PARAMETER;
  if (!schedules.every(isWeekly)) return WRONG_PARAMETER;
  const weekly = schedules.map(({ start, end, days }) => ({ start, end, days: [...days] }));
  return { checkpoint: withTimers(car, { ...car.settings.timers, weekly }) };
};

/** The only place where the owner charges again and again is home. */
const setLocationSchedule: Handler = (scene) => {
  const { latitude, longitude, percent, weekday, weekend } = scene.parameters;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return WRONG_PARAMETER;
  if (!isLimit(percent) || !areWindows(weekday) || !areWindows(weekend)) return WRONG_PARAMETER;
  const { home } = scene.world.profile;
  if (distanceKm(home, { latitude, longitude }) > NEAR_KM) return WRONG_PARAMETER;
  const homeSchedule = {
    limitPercent: percent,
    weekday: copied(weekday),
    weekend: copied(weekend),
  };
  return { checkpoint: chargingWith(scene, { homeSchedule, scheduleSetAside: false }) };
};

const copied = (windows: readonly Window[]): Window[] =>
  windows.map(({ start, end }) => ({ start, end }));

export const SCHEDULE_COMMANDS: Pick<
  Handlers<'charge'>,
  'charge-set-timer' | 'charge-set-schedules' | 'charge-set-location-schedule'
> = {
  'charge-set-timer': setTimer,
  'charge-set-schedules': setSchedules,
  'charge-set-location-schedule': setLocationSchedule,
};
