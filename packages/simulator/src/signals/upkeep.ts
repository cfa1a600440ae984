import type { SignalBody, SignalCode } from '@carport/catalog';
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

type System = Extract<
  Exclude<SignalCode, 'diagnostics-dtccount' | 'diagnostics-dtclist'>,
  `diagnostics-${string}`
>;

/** Healthy unless it was made to ask for attention. */
const system = ({ state }: View, code: System): Health => {
  const description = state.staged.alerts[code];
  return description === undefined ? OK : { status: 'ALERT', description };
};

/** A system that the car has reasons of its own to complain about. */
const watched = (view: View, code: System, alarming: boolean, description: string): Health =>
  alarming ? { status: 'ALERT', description } : system(view, code);

const softTire = (view: View): boolean =>
  WHEEL['wheel-tires'](view).values.some(
    ({ tirePressure }) => Number(tirePressure) < LOW_PRESSURE_KPA,
  );

const washerEmpty = ({ state, profile }: View): boolean =>
  (state.odometerKm / 3000 + profile.chance('washer')) % 1 > 0.94;

export const DIAGNOSTICS: Producers<'diagnostics'> = {
  'diagnostics-abs': (view) => system(view, 'diagnostics-abs'),
  'diagnostics-activesafety': (view) => system(view, 'diagnostics-activesafety'),
  'diagnostics-airbag': (view) => system(view, 'diagnostics-airbag'),
  'diagnostics-brakefluid': (view) => system(view, 'diagnostics-brakefluid'),
  'diagnostics-driverassistance': (view) => system(view, 'diagnostics-driverassistance'),
  'diagnostics-emissions': (view) => system(view, 'diagnostics-emissions'),
  'diagnostics-evbatteryconditioning': (view) => system(view, 'diagnostics-evbatteryconditioning'),
  'diagnostics-evcharging': (view) => system(view, 'diagnostics-evcharging'),
  'diagnostics-evdriveunit': (view) => system(view, 'diagnostics-evdriveunit'),
  'diagnostics-evhvbattery': (view) => system(view, 'diagnostics-evhvbattery'),
  'diagnostics-lighting': (view) => system(view, 'diagnostics-lighting'),
  'diagnostics-mil': (view) => system(view, 'diagnostics-mil'),
  'diagnostics-oillife': (view) =>
    watched(view, 'diagnostics-oillife', oilLife(view) < LOW_OIL_LIFE, 'Change engine oil soon'),
  'diagnostics-oilpressure': (view) => system(view, 'diagnostics-oilpressure'),
  'diagnostics-oiltemperature': (view) => system(view, 'diagnostics-oiltemperature'),
  'diagnostics-telematics': (view) => system(view, 'diagnostics-telematics'),
  'diagnostics-tirepressure': (view) =>
    watched(view, 'diagnostics-tirepressure', softTire(view), 'Check tire pressure'),
  'diagnostics-tirepressuremonitoring': (view) =>
    system(view, 'diagnostics-tirepressuremonitoring'),
  'diagnostics-transmission': (view) => system(view, 'diagnostics-transmission'),
  'diagnostics-washerfluid': (view) =>
    watched(view, 'diagnostics-washerfluid', washerEmpty(view), 'Refill washer fluid'),
  'diagnostics-waterinfuel': (view) => system(view, 'diagnostics-waterinfuel'),
  'diagnostics-dtccount': ({ state }) => ({
    unit: 'count',
    value: state.staged.troubleCodes.length,
  }),
  'diagnostics-dtclist': ({ state, timestamp }) => ({
    values: state.staged.troubleCodes.map(({ code, at }) => ({ code, timestamp: timestamp(at) })),
  }),
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
