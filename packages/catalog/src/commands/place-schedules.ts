import Type from 'typebox';
import { WITH_PLUG } from '../vocabulary.js';
import type { CommandRow } from './row.js';

const timeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const days = Type.Array(
  Type.Enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']),
  { minItems: 1, uniqueItems: true },
);

/** The charging schedules of v3: each has an id and holds at one place. */
export const PLACE_SCHEDULE_COMMANDS = [
  {
    id: 'charge-schedule-create',
    description: 'Adds a schedule by which the car charges at a place; local time, HH:MM.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    parameters: Type.Object({
      scheduleId: Type.String({ minLength: 1 }),
      scheduleType: Type.Enum(['daily', 'weekly', 'workweek']),
      latitude: Type.Number({ minimum: -90, maximum: 90 }),
      longitude: Type.Number({ minimum: -180, maximum: 180 }),
      windows: Type.Array(Type.Object({ start: timeOfDay, end: timeOfDay, days }), {
        minItems: 1,
        maxItems: 7,
      }),
    }),
  },
  {
    id: 'charge-schedule-delete',
    description: 'Removes one of these schedules.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    parameters: Type.Object({ scheduleId: Type.String({ minLength: 1 }) }),
  },
] as const satisfies readonly CommandRow[];
