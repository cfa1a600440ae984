import Type from 'typebox';
import { number, text, yesNo } from '../signals/bodies.js';
import { WITH_PLUG } from '../vocabulary.js';
import { accepted, fraction } from './bodies.js';
import type { EndpointRow } from './row.js';

const TESLA = ['tesla'] as const;
const NISSAN = ['nissan'] as const;
const FORD = ['ford', 'lincoln'] as const;

const timer = Type.Object({ enabled: yesNo, time: text });
const timers = {
  response: Type.Object({ departureTime: timer, startTime: timer }),
  example: {
    departureTime: { enabled: false, time: null },
    startTime: { enabled: true, time: '23:00' },
  },
};

const timeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const fullHour = Type.String({ pattern: '^([01][0-9]|2[0-3]):00$' });
const timerChange = {
  type: Type.Enum(['START_TIME', 'DEPARTURE_TIME']),
  time: Type.Optional(timeOfDay),
};

const days = Type.Array(
  Type.Enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']),
);
const window = Type.Object({ start: text, end: text });
const hours = Type.Array(Type.Object({ start: fullHour, end: fullHour }), { maxItems: 24 });

/** When cars are told to charge; each make has its own way. */
export const MAKE_SCHEDULE_ENDPOINTS: readonly EndpointRow[] = [
  {
    id: 'charge-timers',
    kind: 'read',
    method: 'GET',
    path: '/charge/schedule',
    makes: TESLA,
    description: 'When charging begins, and by when it has to be done; local time.',
    permission: 'read_charge',
    powertrains: WITH_PLUG,
    ...timers,
    required: ['charge-chargetimers'],
    project: 'charge-timers',
  },
  {
    id: 'control-charge-timers',
    kind: 'command',
    method: 'POST',
    path: '/charge/schedule',
    makes: TESLA,
    description:
      'Switches one of the two times on or off. Some clients send `enabled` in place of `enable`.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    request: Type.Union([
      Type.Object({ ...timerChange, enable: Type.Boolean() }),
      Type.Object({ ...timerChange, enabled: Type.Boolean() }),
    ]),
    exampleRequest: { type: 'START_TIME', enable: true, time: '23:00' },
    ...timers,
    actions: {},
    command: 'charge-set-timer',
    parameters: {
      type: { field: 'type' },
      enabled: { field: 'enable', or: 'enabled' },
      time: { field: 'time' },
    },
    reply: { like: 'charge-timers' },
  },
  {
    id: 'charge-schedules',
    kind: 'read',
    method: 'GET',
    path: '/charge/schedule',
    makes: NISSAN,
    description: 'The times of the week in which the car charges; UTC.',
    permission: 'read_charge',
    powertrains: WITH_PLUG,
    response: Type.Object({
      chargeSchedules: Type.Array(Type.Object({ start: text, end: text, days })),
    }),
    example: {
      chargeSchedules: [{ start: '23:00', end: '05:30', days: ['MONDAY', 'WEDNESDAY'] }],
    },
    required: ['charge-chargetimers'],
    project: 'charge-schedules',
  },
  {
    id: 'control-charge-schedules',
    kind: 'command',
    method: 'PUT',
    path: '/charge/schedule',
    makes: NISSAN,
    description: 'Replaces the times of the week in which the car charges, at most three; UTC.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    request: Type.Object({
      chargeSchedules: Type.Array(
        Type.Object({
          start: timeOfDay,
          end: timeOfDay,
          days: Type.Array(days.items, { minItems: 1, uniqueItems: true }),
        }),
        { maxItems: 3 },
      ),
    }),
    exampleRequest: {
      chargeSchedules: [{ start: '23:00', end: '05:30', days: ['MONDAY', 'WEDNESDAY'] }],
    },
    ...accepted,
    actions: {},
    command: 'charge-set-schedules',
    parameters: { schedules: { field: 'chargeSchedules' } },
  },
  {
    id: 'charging-locations',
    kind: 'read',
    method: 'GET',
    path: '/charge/schedule_by_location',
    makes: FORD,
    description: 'Places where the car has charged, with the limit and the hours set for each.',
    permission: 'read_charge_locations',
    powertrains: WITH_PLUG,
    response: Type.Object({
      chargingLocations: Type.Array(
        Type.Object({
          chargeLimit: fraction,
          location: Type.Object({ latitude: number, longitude: number }),
          chargingSchedules: Type.Object({
            weekday: Type.Array(window),
            weekend: Type.Array(window),
          }),
        }),
      ),
    }),
    example: {
      chargingLocations: [
        {
          chargeLimit: 0.8,
          location: { latitude: 37.4292, longitude: -122.1381 },
          chargingSchedules: { weekday: [{ start: '21:00', end: '06:00' }], weekend: [] },
        },
      ],
    },
    required: ['charge-chargelimits', 'charge-chargetimers'],
    project: 'charging-locations',
  },
  {
    id: 'control-charging-location',
    kind: 'command',
    method: 'PUT',
    path: '/charge/schedule_by_location',
    makes: FORD,
    description:
      'Sets the limit and the full hours of charging for a place where the car has charged before.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    query: Type.Object({
      latitude: Type.Number({ minimum: -90, maximum: 90 }),
      longitude: Type.Number({ minimum: -180, maximum: 180 }),
    }),
    request: Type.Object({
      chargingLocation: Type.Object({
        chargeLimit: Type.Number(),
        chargingWindows: Type.Object({ weekday: hours, weekend: hours }),
      }),
    }),
    exampleRequest: {
      chargingLocation: {
        chargeLimit: 0.9,
        chargingWindows: { weekday: [{ start: '21:00', end: '06:00' }], weekend: [] },
      },
    },
    ...accepted,
    actions: {},
    command: 'charge-set-location-schedule',
    parameters: {
      latitude: { field: 'latitude', in: 'query' },
      longitude: { field: 'longitude', in: 'query' },
      percent: { field: 'chargingLocation.chargeLimit', fraction: true },
      weekday: { field: 'chargingLocation.chargingWindows.weekday' },
      weekend: { field: 'chargingLocation.chargingWindows.weekend' },
    },
  },
];
