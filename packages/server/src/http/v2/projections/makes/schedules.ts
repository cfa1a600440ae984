import type { SignalBody } from '@carport/catalog';
import { fractionOf, type Projection, type SignalView } from '../../signal-view.js';

type Timer = SignalBody<'charge-chargetimers'>['values'][number];
type Schedule = Timer['schedules'][number];

const timersOf = (view: SignalView, type: 'GLOBAL' | 'LOCATION'): readonly Timer[] =>
  (view.body('charge-chargetimers')?.values ?? []).filter(
    (timer) => timer.type?.toUpperCase() === type,
  );

/** `HH:MM` of `HH:MM:SS`. */
const minutes = (time: string | null | undefined): string | null => time?.slice(0, 5) ?? null;

/** The time of day when charging begins and the one by which it is done. */
export const chargeTimers: Projection = (view) => {
  const timers = timersOf(view, 'GLOBAL');
  const begins = timers.flatMap(({ schedules }) => schedules).at(0)?.start;
  const leaves = timers.flatMap(({ departureTimers }) => departureTimers).at(0)?.time;
  return { departureTime: switched(leaves), startTime: switched(begins) };
};

const switched = (time: string | null | undefined) => ({
  enabled: typeof time === 'string',
  time: minutes(time),
});

/** The times of the week in which the car charges. */
export const chargeSchedules: Projection = (view) => ({
  chargeSchedules: timersOf(view, 'GLOBAL')
    .flatMap(({ schedules }) => schedules)
    .map((schedule) => ({ ...window(schedule), days: schedule.days })),
});

const window = ({ start, end }: Schedule) => ({ start: minutes(start), end: minutes(end) });

/** The places that have a limit of their own, with the hours of charging that are set for them. */
export const chargingLocations: Projection = (view) => ({
  chargingLocations: (view.body('charge-chargelimits')?.values ?? [])
    .filter(({ type }) => type?.toUpperCase() === 'LOCATION')
    .map(({ limit, condition }) => {
      const latitude = condition?.latitude ?? null;
      const longitude = condition?.longitude ?? null;
      const schedules = timersOf(view, 'LOCATION')
        .filter((timer) => timer.condition?.latitude === latitude)
        .filter((timer) => timer.condition?.longitude === longitude)
        .flatMap((timer) => timer.schedules);
      const on = (day: Schedule['days'][number]) =>
        schedules.filter(({ days }) => days.includes(day)).map(window);
      return {
        chargeLimit: fractionOf(limit),
        location: { latitude, longitude },
        chargingSchedules: { weekday: on('MONDAY'), weekend: on('SATURDAY') },
      };
    }),
});
