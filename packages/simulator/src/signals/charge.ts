import type { SignalBody } from '@carport/catalog';
import type { ChargeSession } from '../checkpoint.js';
import { isNorthAmerican } from '../towns.js';
import { limits, timers } from './schedules.js';
import { type Producers, percent, rounded, type View } from './view.js';

const PRICE_PER_KWH = { home: 0.14, fast: 0.46, none: 0 } as const;
const CURRENCIES: Readonly<Record<string, string>> = {
  US: 'USD',
  CA: 'CAD',
  GB: 'GBP',
  CH: 'CHF',
  DK: 'DKK',
  NO: 'NOK',
  PL: 'PLN',
  SE: 'SEK',
};

export const currencyOf = (country: string): string => CURRENCIES[country] ?? 'EUR';

const watts = ({ state }: View): number => rounded((state.charging?.powerKw ?? 0) * 1000, 10);

const amps = (view: View): number => {
  const { charging } = view.state;
  if (!charging) return 0;
  const { volts, phases } = charging.supply;
  return rounded(watts(view) / volts / (view.state.plug === 'fast' ? 1 : phases));
};

/** The station that the car is plugged in at, or the one at home. */
const supply = ({ state, profile }: View) =>
  state.plug === 'fast' ? profile.fastSupply : profile.homeSupply;

/** A fast charger is asked for all that it has. */
const requestedAmps = (view: View): number => {
  const { maxAmps } = supply(view);
  const { plug, settings } = view.state;
  return plug === 'fast' ? maxAmps : Math.min(settings.amps ?? maxAmps, maxAmps);
};

const inlet = ({ car, profile }: View, fast: boolean): string => {
  if (fast) return 'CCS';
  if (!isNorthAmerican(profile.town)) return 'TYPE2';
  return car.make === 'TESLA' ? 'NACS' : 'J1772';
};

const status = ({ state }: View): SignalBody<'charge-detailedchargingstatus'>['value'] => {
  if (state.charging) return 'CHARGING';
  const limit = state.activeLimitPercent;
  // A hair's breadth under the limit is where arithmetic leaves a battery that has reached it.
  return limit !== null && state.chargePercent >= limit - 1e-6 ? 'FULLY_CHARGED' : 'NOT_CHARGING';
};

const color = (view: View): SignalBody<'charge-chargeportstatuscolor'>['value'] => {
  if (view.state.plug === 'none') return 'ETC';
  return status(view) === 'NOT_CHARGING' ? 'BLUE' : 'GREEN';
};

const record = (view: View, session: ChargeSession) => ({
  id: session.id,
  cost: {
    currency: currencyOf(view.profile.town.country),
    energyAmount: rounded(session.addedKwh * PRICE_PER_KWH[session.plug], 0.01),
    otherAmount: 0,
  },
  startTime: view.timestamp(session.startedAt),
  endTime: view.timestamp(session.endedAt),
  location: {
    name: session.place,
    address: null,
    latitude: rounded(session.latitude, 0.00001),
    longitude: rounded(session.longitude, 0.00001),
  },
  energyAdded: rounded(session.addedKwh, 0.01),
  connectorType: inlet(view, session.plug === 'fast'),
  isPublicCharger: session.plug === 'fast',
  startStateOfCharge: percent(session.startPercent),
  endStateOfCharge: percent(session.endPercent),
});

export const CHARGE: Producers<'charge'> = {
  'charge-amperage': (view) => ({ unit: 'ampere', value: amps(view) }),
  'charge-amperagemax': (view) => ({ unit: 'ampere', value: supply(view).maxAmps }),
  'charge-amperagemaxcharger': (view) => ({
    unit: 'ampere',
    value: view.state.plug === 'none' ? 0 : supply(view).maxAmps,
  }),
  'charge-amperagerequested': (view) => ({ unit: 'ampere', value: requestedAmps(view) }),
  'charge-chargelimits': (view) => ({
    values: limits(view),
    activeLimit:
      view.state.activeLimitPercent === null ? null : rounded(view.state.activeLimitPercent),
    unit: 'percent',
  }),
  'charge-chargeportstatuscolor': (view) => ({ value: color(view) }),
  'charge-chargerate': ({ state: { charging }, profile }) => ({
    unit: 'km/h',
    value: charging
      ? rounded((charging.powerKw * charging.supply.efficiency) / profile.kwhPerKm)
      : 0,
  }),
  'charge-chargerecords': (view) => ({
    values: view.records.map((session) => record(view, session)),
  }),
  'charge-chargetimers': (view) => ({ values: timers(view) }),
  'charge-chargerphases': (view) => ({ value: supply(view).phases }),
  'charge-chargingconnectortype': (view) => ({ value: inlet(view, view.state.plug === 'fast') }),
  'charge-detailedchargingstatus': (view) => ({ value: status(view) }),
  'charge-energyadded': ({ state }) => ({ unit: 'kWh', value: rounded(state.sessionKwh, 0.1) }),
  'charge-fastchargerbrand': ({ state }) => ({ value: state.plug === 'fast' ? 'Tesla' : null }),
  'charge-fastchargertype': ({ state }) => ({ value: state.plug === 'fast' ? 'CCS' : null }),
  'charge-ischarging': ({ state }) => ({ value: state.charging !== null }),
  'charge-ischargingcableconnected': ({ state }) => ({ value: state.plug !== 'none' }),
  'charge-ischargingcablelatched': ({ state }) => ({ value: state.plug !== 'none' }),
  'charge-ischargingportflapopen': ({ state }) => ({ value: state.settings.portOpen }),
  'charge-isfastchargerpresent': ({ state }) => ({ value: state.plug === 'fast' }),
  'charge-limitbounds': () => ({ minimum: 50, maximum: 100, standard: 80, unit: 'percent' }),
  'charge-rangeadded': ({ state, profile }) => ({
    rated: rounded((state.sessionKwh / profile.kwhPerKm) * 1.06, 0.1),
    ideal: rounded((state.sessionKwh / profile.kwhPerKm) * 1.15, 0.1),
    unit: 'km',
  }),
  'charge-timetocomplete': ({ state }) => ({
    value: state.charging ? Math.ceil(state.charging.minutesLeft) : null,
  }),
  'charge-voltage': (view) => ({
    unit: 'volts',
    value: view.state.plug === 'none' ? 0 : supply(view).volts,
  }),
  'charge-wattage': (view) => ({ unit: 'watts', value: watts(view) }),
};
