import Type, { type TSchema } from 'typebox';
import { findQuirk } from './make-facts.js';

export const DAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;
export type Day = (typeof DAYS)[number];

/** From one local time of day to another, HH:MM; past midnight when it ends earlier than it starts. */
export interface ScheduleWindow {
  readonly start: string;
  readonly end: string;
  readonly days: readonly Day[];
}

/** A kind of charging schedule that v3 can make: `POST /v3/vehicles/{id}/charge-schedules/{type}`. */
export interface ChargeScheduleRow {
  readonly type: 'daily' | 'weekly' | 'workweek';
  readonly description: string;
  /** `data.attributes` of the request. */
  readonly attributes: TSchema;
  readonly example: object;
  /** The hours in attributes that fit. */
  windowsOf(attributes: object): readonly ScheduleWindow[];
  /** The other way: attributes, without their place, that come to these hours. */
  attributesOf(windows: readonly ScheduleWindow[]): object;
}

const timeOfDay = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'Local time, HH:MM.',
});
const hours = { startTime: timeOfDay, stopTime: timeOfDay };
const Hours = Type.Object(hours);
type Hours = Type.Static<typeof Hours>;

const location = Type.Object({
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
});
const example = { location: { latitude: 37.4292, longitude: -122.1381 } };
const night = { startTime: '23:00', stopTime: '06:00' };
const noon = { startTime: '10:00', stopTime: '16:00' };

const byDay = Object.fromEntries(
  DAYS.map((day) => [day.toLowerCase(), Type.Optional(Hours)]),
) as Record<Lowercase<Day>, Type.TOptional<typeof Hours>>;

const on = (days: readonly Day[], { startTime, stopTime }: Hours): ScheduleWindow => ({
  start: startTime,
  end: stopTime,
  days,
});

/** The hours of a day; undefined where it has none. */
const hoursOn = (windows: readonly ScheduleWindow[], day: Day): Hours | undefined => {
  const window = windows.find(({ days }) => days.includes(day));
  return window && { startTime: window.start, stopTime: window.end };
};

export const CHARGE_SCHEDULES: readonly ChargeScheduleRow[] = [
  {
    type: 'daily',
    description: 'The same hours every day.',
    attributes: Type.Object({ location, ...hours }),
    example: { ...example, ...night },
    windowsOf: (attributes) => [on(DAYS, attributes as Hours)],
    attributesOf: (windows) => ({ ...hoursOn(windows, 'MONDAY') }),
  },
  {
    type: 'weekly',
    description:
      'Hours of their own for each day of the week; days that are left out have none. The days may also stand beside `location`.',
    attributes: Type.Object(
      {
        location,
        days: Type.Optional(Type.Object(byDay, { minProperties: 1, additionalProperties: false })),
        ...byDay,
      },
      { minProperties: 2 },
    ),
    example: { ...example, days: { monday: night, saturday: noon } },
    windowsOf: (attributes) => {
      const { days = {}, ...beside } = attributes as { days?: Record<string, Hours> };
      const all = { ...beside, ...days } as Readonly<Record<string, Hours | undefined>>;
      return DAYS.flatMap((day) => {
        const its = all[day.toLowerCase()];
        return its ? [on([day], its)] : [];
      });
    },
    attributesOf: (windows) => {
      const days = DAYS.flatMap((day) => {
        const its = hoursOn(windows, day);
        return its ? [[day.toLowerCase(), its] as const] : [];
      });
      return { days: Object.fromEntries(days) };
    },
  },
  {
    type: 'workweek',
    description: 'Hours from Monday to Friday, and others for Saturday and Sunday.',
    attributes: Type.Object(
      { location, weekdays: Type.Optional(Hours), weekends: Type.Optional(Hours) },
      { minProperties: 2 },
    ),
    example: { ...example, weekdays: night, weekends: noon },
    windowsOf: (attributes) => {
      const { weekdays, weekends } = attributes as { weekdays?: Hours; weekends?: Hours };
      return [
        ...(weekdays ? [on(DAYS.slice(0, 5), weekdays)] : []),
        ...(weekends ? [on(DAYS.slice(5), weekends)] : []),
      ];
    },
    attributesOf: (windows) => {
      const [weekdays, weekends] = [hoursOn(windows, 'MONDAY'), hoursOn(windows, 'SATURDAY')];
      return { ...(weekdays && { weekdays }), ...(weekends && { weekends }) };
    },
  },
];

/** The kinds of schedules that cars of a make keep. */
export const scheduleTypesOf = (make: string): readonly ChargeScheduleRow['type'][] =>
  findQuirk(make, 'charge-schedules')?.types ?? [];
