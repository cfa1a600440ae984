import type { Projection } from '../signal-view.js';
import { periodOf, within } from './period.js';

const LAST_YEAR = { start: 'start_date', end: 'end_date', days: 365 };

/** A list at the top level: the only v2.0 body that is no object. */
export const serviceHistory: Projection = (view) => {
  const period = periodOf(view, LAST_YEAR);
  return (view.body('service-records')?.values ?? [])
    .filter(({ time }) => within(period, time))
    .map(({ id, time, odometer, tasks, details, cost }) => ({
      serviceId: id,
      serviceDate: time,
      odometerDistance: odometer,
      serviceTasks: tasks.map((task) => ({ taskId: task.id, taskDescription: task.description })),
      serviceDetails: details.map((detail) => ({ type: detail.id, value: detail.description })),
      serviceCost: { totalCost: cost?.amount ?? null, currency: cost?.currency ?? null },
    }));
};
