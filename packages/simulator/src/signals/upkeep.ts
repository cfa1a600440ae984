import type { SignalBody } from '@carport/catalog';
import { between } from '../chance.js';
import { DAY } from '../time.js';
import { WHEEL } from './body.js';
import { currencyOf } from './charge.js';
import { oilLife } from './energy.js';
import { type Producers, rounded, type View } from './view.js';

const LOW_OIL_LIFE = 0.05;
const LOW_PRESSURE_KPA = 195;
const SERVICE_EVERY_KM = 15_000;
const KM_A_DAY = 40;
const WORK = [
  { id: '10', description: 'Inspection' },
  { id: '12', description: 'Tires rotated' },
  { id: '21', description: 'Cabin air filter replaced' },
] as const;

type Health = SignalBody<'diagnostics-abs'>;
const OK: Health = { status: 'OK', description: null };
const fine = (): Health => OK;
const watched = (alarming: boolean, description: string): Health =>
  alarming ? { status: 'ALERT', description } : OK;

const softTire = (view: View): boolean =>
  WHEEL['wheel-tires'](view).values.some(
    ({ tirePressure }) => Number(tirePressure) < LOW_PRESSURE_KPA,
  );

export const DIAGNOSTICS: Producers<'diagnostics'> = {
  'diagnostics-abs': fine,
  'diagnostics-activesafety': fine,
  'diagnostics-airbag': fine,
  'diagnostics-brakefluid': fine,
  'diagnostics-driverassistance': fine,
  'diagnostics-emissions': fine,
  'diagnostics-evbatteryconditioning': fine,
  'diagnostics-evcharging': fine,
  'diagnostics-evdriveunit': fine,
  'diagnostics-evhvbattery': fine,
  'diagnostics-lighting': fine,
  'diagnostics-mil': fine,
  'diagnostics-oillife': (view) => watched(oilLife(view) < LOW_OIL_LIFE, 'Change engine oil soon'),
  'diagnostics-oilpressure': fine,
  'diagnostics-oiltemperature': fine,
  'diagnostics-telematics': fine,
  'diagnostics-tirepressure': (view) => watched(softTire(view), 'Check tire pressure'),
  'diagnostics-tirepressuremonitoring': fine,
  'diagnostics-transmission': fine,
  'diagnostics-washerfluid': ({ state, profile }) =>
    watched((state.odometerKm / 3000 + profile.chance('washer')) % 1 > 0.94, 'Refill washer fluid'),
  'diagnostics-waterinfuel': fine,
  'diagnostics-dtccount': () => ({ unit: 'count', value: 0 }),
  'diagnostics-dtclist': () => ({ values: [] }),
};

/** The last two regular services before the car's story began. */
const services = (view: View): SignalBody<'service-records'>['values'] => {
  const { profile, startedKm, startedAt } = view;
  const done = Math.floor(startedKm / SERVICE_EVERY_KM);
  return [done - 1, done]
    .filter((count) => count > 0)
    .map((count) => {
      const early = between(20, 600, profile.chance('service', count));
      const odometer = count * SERVICE_EVERY_KM - rounded(early);
      const daysAgo = Math.ceil((startedKm - odometer) / KM_A_DAY);
      return {
        id: `service-${count}`,
        cost: {
          amount: rounded(between(90, 380, profile.chance('bill', count)), 0.01),
          currency: currencyOf(profile.town.country),
        },
        time: `${view.timestamp(startedAt - daysAgo * DAY).slice(0, 10)}T00:00:00.000Z`,
        tasks: WORK.slice(0, 1 + (count % WORK.length)).map((task) => ({ ...task })),
        details: [],
        odometer,
      };
    });
};

export const SERVICE: Producers<'service'> = {
  'service-isinservice': () => ({ value: false }),
  'service-records': (view) => ({ values: services(view) }),
};
