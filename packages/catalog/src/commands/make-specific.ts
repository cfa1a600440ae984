import Type from 'typebox';
import { EVERY_CAR, WITH_PLUG } from '../vocabulary.js';
import type { CommandRow } from './row.js';

const timeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const fullHour = Type.String({ pattern: '^([01][0-9]|2[0-3]):00$' });
const hours = Type.Array(Type.Object({ start: fullHour, end: fullHour }), { maxItems: 24 });
const days = Type.Array(
  Type.Enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']),
  { minItems: 1, uniqueItems: true },
);

/** Degrees Celsius that the climate control can be set to. */
const temperature = Type.Number({ minimum: 15, maximum: 28 });
const maybeTemperature = Type.Object({ temperature: Type.Optional(temperature) });

/** Commands of make-specific endpoints of v2.0. */
export const MAKE_COMMANDS = [
  {
    id: 'charge-set-amperage',
    description:
      'Sets the current that the car may draw; more than the charger has means all that it has.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    parameters: Type.Object({ amperage: Type.Number({ minimum: 1, maximum: 1000 }) }),
  },
  {
    id: 'charge-set-timer',
    description:
      'Switches the time of day on or off when charging begins, or by which it has to be done. `time` is local, HH:MM.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    parameters: Type.Object({
      type: Type.Enum(['START_TIME', 'DEPARTURE_TIME']),
      enabled: Type.Boolean(),
      time: Type.Optional(timeOfDay),
    }),
  },
  {
    id: 'charge-set-schedules',
    description: 'Replaces the times of the week in which the car charges, at most three.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    parameters: Type.Object({
      schedules: Type.Array(Type.Object({ start: timeOfDay, end: timeOfDay, days }), {
        maxItems: 3,
      }),
    }),
  },
  {
    id: 'charge-set-location-schedule',
    description:
      'Sets the limit and the full hours of charging for a place where the car has charged before.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    parameters: Type.Object({
      latitude: Type.Number({ minimum: -90, maximum: 90 }),
      longitude: Type.Number({ minimum: -180, maximum: 180 }),
      percent: Type.Integer({ minimum: 50, maximum: 100 }),
      weekday: hours,
      weekend: hours,
    }),
  },
  {
    id: 'climate-start',
    description: 'Heats or cools the cabin, to the given temperature or to the one set before.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
    parameters: maybeTemperature,
  },
  {
    id: 'climate-stop',
    description: 'Switches climate control off; a given temperature is kept for the next time.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
    parameters: maybeTemperature,
  },
  {
    id: 'climate-set',
    description: 'Sets the temperature of the climate control and switches nothing.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
    parameters: Type.Object({ temperature }),
  },
  {
    id: 'defroster-start',
    description: 'Clears the windshield and the rear window.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
  },
  {
    id: 'defroster-stop',
    description: 'Switches the defrosters off.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
  },
  {
    id: 'steering-heater-start',
    description: 'Heats the steering wheel.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
  },
  {
    id: 'steering-heater-stop',
    description: 'Switches the heater of the steering wheel off.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
  },
  {
    id: 'front-trunk-open',
    description: 'Opens the luggage space under the hood.',
    permission: 'control_trunk',
    powertrains: ['BEV'],
  },
  {
    id: 'front-trunk-close',
    description: 'Closes the luggage space under the hood.',
    permission: 'control_trunk',
    powertrains: ['BEV'],
  },
  {
    id: 'trunk-open',
    description: 'Opens the trunk.',
    permission: 'control_trunk',
    powertrains: EVERY_CAR,
  },
  {
    id: 'trunk-close',
    description: 'Closes the trunk.',
    permission: 'control_trunk',
    powertrains: EVERY_CAR,
  },
  {
    id: 'pin-set',
    description: 'Makes the car ask for a PIN of four digits before it drives.',
    permission: 'control_pin',
    powertrains: EVERY_CAR,
    parameters: Type.Object({ pin: Type.String({ pattern: '^[0-9]{4}$' }) }),
  },
  {
    id: 'pin-clear',
    description: 'Forgets the PIN; the car drives without one.',
    permission: 'control_pin',
    powertrains: EVERY_CAR,
  },
] as const satisfies readonly CommandRow[];
