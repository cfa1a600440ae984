import type { SignalBody } from '@carport/catalog';
import type { Day, PlaceSchedule, Window } from '../checkpoint.js';
import { rounded, type View } from './view.js';

type Timer = SignalBody<'charge-chargetimers'>['values'][number];
type Limit = SignalBody<'charge-chargelimits'>['values'][number];

const WEEKDAYS: Day[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const WEEKEND: Day[] = ['SATURDAY', 'SUNDAY'];
const EVERY_DAY = [...WEEKDAYS, ...WEEKEND];

/** Makes that keep limits and hours by the place. */
const BY_PLACE = ['FORD', 'LINCOLN'];

const home = ({ profile }: View) => ({
  name: profile.home.name,
  address: null,
  latitude: rounded(profile.home.latitude, 0.00001),
  longitude: rounded(profile.home.longitude, 0.00001),
});

/** The general limit, and the one at home where the make has such. */
export const limits = (view: View): Limit[] => {
  const { limitPercent, homeSchedule } = view.state.settings;
  const general: Limit = { type: 'GLOBAL', limit: limitPercent, condition: null };
  if (!BY_PLACE.includes(view.car.make)) return [general];
  const limit = homeSchedule?.limitPercent ?? limitPercent;
  return [general, { type: 'LOCATION', limit, condition: home(view) }];
};

/** What has been set and is switched on. */
export const timers = (view: View): Timer[] => {
  const { timers: set, homeSchedule, placeSchedules } = view.state.settings;
  const schedules = [
    ...(set.start === null ? [] : [{ start: seconds(set.start), end: null, days: EVERY_DAY }]),
    ...set.weekly.map(({ days, ...window }) => ({ ...spelled(window), days: [...days] })),
  ];
  const departureTimers =
    set.departure === null ? [] : [{ time: seconds(set.departure), days: EVERY_DAY }];
  const anywhere: Timer = {
    type: 'GLOBAL',
    condition: null,
    schedules,
    departureTimers,
    isOEMOptimizationEnabled: false,
  };
  return [
    ...(schedules.length + departureTimers.length > 0 ? [anywhere] : []),
    ...(homeSchedule ? [atHome(view, homeSchedule.weekday, homeSchedule.weekend)] : []),
    ...placeSchedules.map(atPlace),
  ];
};

const atHome = (view: View, weekday: readonly Window[], weekend: readonly Window[]): Timer => ({
  type: 'LOCATION',
  condition: home(view),
  schedules: [
    ...weekday.map((window) => ({ ...spelled(window), days: WEEKDAYS })),
    ...weekend.map((window) => ({ ...spelled(window), days: WEEKEND })),
  ],
  departureTimers: [],
  isOEMOptimizationEnabled: false,
});

const atPlace = ({ id, type, latitude, longitude, windows }: PlaceSchedule): Timer => ({
  type: 'LOCATION',
  condition: { name: null, address: null, latitude, longitude },
  schedules: windows.map(({ days, ...window }) => ({ ...spelled(window), days: [...days] })),
  departureTimers: [],
  isOEMOptimizationEnabled: false,
  scheduleType: type,
  scheduleId: id,
});

/** Signals spell times of day with seconds. */
const seconds = (time: string): string => `${time}:00`;

const spelled = ({ start, end }: Window) => ({ start: seconds(start), end: seconds(end) });
