import type { SignalBody } from '@carport/catalog';
import { fault } from '../../../../platform/fault.js';
import { fractionOf, type Projection, type SignalView } from '../../signal-view.js';
import { periodOf, within } from '../period.js';

type Session = SignalBody<'charge-chargerecords'>['values'][number];

const LAST_MONTH = { start: 'startDate', end: 'endDate', days: 30 };
const DAY = 24 * 60 * 60 * 1000;
const SECOND = 1000;
const PAGE = 10;
/** Inlets that only fast chargers have. */
const FAST = ['CCS', 'CHADEMO', 'NACS', 'SUPERCHARGER'];

/** Sessions that began in the asked time, the newest first. */
const sessionsOf = (view: SignalView): Session[] => {
  const period = periodOf(view, LAST_MONTH);
  const all = view.body('charge-chargerecords')?.values ?? [];
  return all
    .filter(({ startTime }) => within(period, startTime))
    .sort((one, other) => timeOf(other) - timeOf(one));
};

const timeOf = ({ startTime }: Session): number => Date.parse(startTime ?? '') || 0;

const placeOf = ({ location }: Session): string | null =>
  location?.name ?? location?.address ?? null;

export const chargeRecords: Projection = (view) => ({
  records: sessionsOf(view).map((session) => ({
    chargeStart: session.startTime,
    chargeEnd: session.endTime,
    location: placeOf(session),
    energy: session.energyAdded,
    isPublic: session.isPublicCharger,
    startPercentRemaining: fractionOf(session.startStateOfCharge),
    endPercentRemaining: fractionOf(session.endStateOfCharge),
    chargingType: session.connectorType,
  })),
});

const kindOf = ({ isPublicCharger, connectorType }: Session): 'home' | 'other' | 'superCharger' => {
  if (isPublicCharger === false) return 'home';
  return FAST.includes(connectorType?.toUpperCase() ?? '') ? 'superCharger' : 'other';
};

/** Energy by the day, UTC. */
export const chargedDays: Projection = (view) => {
  const days = new Map<number, { home: number; other: number; superCharger: number }>();
  for (const session of sessionsOf(view)) {
    const date = (Math.floor(timeOf(session) / DAY) * DAY) / SECOND;
    const sums = days.get(date) ?? { home: 0, other: 0, superCharger: 0 };
    sums[kindOf(session)] += session.energyAdded ?? 0;
    days.set(date, sums);
  }
  return {
    records: [...days].map(([date, { home, other, superCharger }]) => ({
      date,
      home: cents(home),
      other: cents(other),
      superCharger: cents(superCharger),
      total: cents(home + other + superCharger),
    })),
  };
};

const cents = (value: number): number => Math.round(value * 100) / 100;

/** What carmakers send bills for: charging at public chargers. */
export const billingRecords: Projection = (view) => {
  const billed = sessionsOf(view).filter(({ isPublicCharger }) => isPublicCharger);
  const end = pageOf(view) * PAGE;
  return {
    records: billed.slice(end - PAGE, end).map((session) => ({
      chargeStart: session.startTime,
      chargeEnd: session.endTime,
      energyConsumed: session.energyAdded,
      cost: {
        currency: session.cost?.currency ?? null,
        energy: amount(session.cost?.energyAmount),
        other: amount(session.cost?.otherAmount),
      },
      location: placeOf(session),
      recordId: session.id,
    })),
    hasMoreData: billed.length > end,
  };
};

/** Money is sent as text. */
const amount = (value: number | null | undefined): string | null => value?.toFixed(2) ?? null;

/** In a batch the parameter comes as it was written. */
const pageOf = ({ wish }: SignalView): number => {
  const page = Number(wish.query.page ?? 1);
  if (Number.isSafeInteger(page) && page >= 1) return page;
  throw fault('VALIDATION', null, {
    detail: [{ field: 'page', message: 'must be a whole number from 1' }],
  });
};
