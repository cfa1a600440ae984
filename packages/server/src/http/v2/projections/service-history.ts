import { fault } from '../../../platform/fault.js';
import { figure, type Projector, type SignalView } from '../signal-view.js';

/** A list at the top level: the only v2.0 body that is no object. */
export const serviceHistory: Projector = {
  followsUnits: true,
  project: (view) => {
    const { from, until } = periodOf(view);
    return (view.body('service-records')?.values ?? [])
      .filter(({ time }) => within(time, from, until))
      .map(({ id, time, odometer, tasks, details, cost }) => ({
        serviceId: id,
        serviceDate: time,
        odometerDistance: figure(odometer, 'distance', view.wish),
        serviceTasks: tasks.map((task) => ({ taskId: task.id, taskDescription: task.description })),
        serviceDetails: details.map((detail) => ({ type: detail.id, value: detail.description })),
        serviceCost: { totalCost: cost?.amount ?? null, currency: cost?.currency ?? null },
      }));
  },
};

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365 * DAY;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** Of the last year unless dates are given; an end date without a time means the whole day. */
const periodOf = ({ wish, clock }: SignalView): { from: number; until: number } => {
  const [start, end] = [dateIn(wish.query, 'start_date'), dateIn(wish.query, 'end_date')];
  const until = end === undefined ? clock.now() : end.time + (end.wholeDay ? DAY - 1 : 0);
  return { from: start?.time ?? until - YEAR, until };
};

const dateIn = (
  query: Readonly<Record<string, unknown>>,
  field: string,
): { time: number; wholeDay: boolean } | undefined => {
  const text = query[field];
  // An official SDK sends the word "undefined" for a date that it was not given.
  if (text === undefined || text === '' || text === 'undefined') return undefined;
  const time = Date.parse(String(text));
  if (Number.isNaN(time)) {
    throw fault('VALIDATION', null, {
      detail: [{ field, message: 'must be a date: YYYY-MM-DD or ISO 8601' }],
    });
  }
  return { time, wholeDay: DATE_ONLY.test(String(text)) };
};

const within = (text: string | null, from: number, until: number): boolean => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || (time >= from && time <= until);
};
