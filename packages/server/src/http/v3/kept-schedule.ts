import {
  CHARGE_SCHEDULES,
  type ChargeScheduleRow,
  type ScheduleWindow,
  type SignalBody,
} from '@carport/catalog';
import type { VehicleSnapshot } from '../../signals/report.js';

/** A charging schedule that a car keeps at a place. */
export interface KeptSchedule {
  readonly id: string;
  readonly type: ChargeScheduleRow['type'];
  /** As they would be sent to make it. */
  readonly attributes: object;
}

/** A schedule that the car has told of; undefined when it has none of this id. */
export const keptSchedule = (
  { signals }: VehicleSnapshot,
  id: string,
): KeptSchedule | undefined => {
  const body = signals['charge-chargetimers']?.body as Timers | undefined;
  const found = body?.values.find(({ scheduleId }) => scheduleId === id);
  const row = CHARGE_SCHEDULES.find(({ type }) => type === found?.scheduleType);
  if (!found || !row) return undefined;
  const { latitude = null, longitude = null } = found.condition ?? {};
  const windows = found.schedules.map(windowOf);
  const attributes = { location: { latitude, longitude }, ...row.attributesOf(windows) };
  return { id, type: row.type, attributes };
};

type Timers = SignalBody<'charge-chargetimers'>;
type Timer = Timers['values'][number];

/** The car tells seconds as well. */
const windowOf = ({ start, end, days }: Timer['schedules'][number]): ScheduleWindow => ({
  start: start?.slice(0, HOURS_AND_MINUTES) ?? '',
  end: end?.slice(0, HOURS_AND_MINUTES) ?? '',
  days: days as ScheduleWindow['days'],
});

const HOURS_AND_MINUTES = 'HH:MM'.length;
