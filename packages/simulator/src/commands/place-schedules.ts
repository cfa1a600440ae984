import type { PlaceSchedule } from '../checkpoint.js';
import { withSettings } from '../settings.js';
import { type Handler, type Handlers, WRONG_PARAMETER } from './scene.js';
import { isWeekly } from './schedules.js';

const TYPES: readonly unknown[] = ['daily', 'weekly', 'workweek'] satisfies PlaceSchedule['type'][];
const MOST_KEPT = 20;

const isType = (value: unknown): value is PlaceSchedule['type'] => TYPES.includes(value);

/** One more beside those that there are; the same id again takes its own place. */
const create: Handler = ({ car, parameters }) => {
  const { scheduleId: id, scheduleType: type, latitude, longitude, windows } = parameters;
  if (typeof id !== 'string' || !isType(type)) return WRONG_PARAMETER;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return WRONG_PARAMETER;
  if (!Array.isArray(windows) || !windows.every(isWeekly)) return WRONG_PARAMETER;
  const others = car.settings.placeSchedules.filter((kept) => kept.id !== id);
  if (others.length >= MOST_KEPT) return WRONG_PARAMETER;
  const made: PlaceSchedule = {
    ...{ id, type, latitude, longitude },
    windows: windows.map(({ start, end, days }) => ({ start, end, days: [...days] })),
  };
  return { checkpoint: withSettings(car, { placeSchedules: [...others, made] }) };
};

const remove: Handler = ({ car, parameters: { scheduleId } }) => {
  const { placeSchedules } = car.settings;
  const left = placeSchedules.filter(({ id }) => id !== scheduleId);
  return left.length === placeSchedules.length
    ? WRONG_PARAMETER
    : { checkpoint: withSettings(car, { placeSchedules: left }) };
};

export const PLACE_SCHEDULE_COMMANDS: Pick<
  Handlers<'charge'>,
  'charge-schedule-create' | 'charge-schedule-delete'
> = {
  'charge-schedule-create': create,
  'charge-schedule-delete': remove,
};
