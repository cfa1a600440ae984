import { UNTOLD_BATTERY } from '@carport/catalog';
import { between } from '../chance.js';
import type { CarIdentity } from '../checkpoint.js';
import type { CarState } from '../observe.js';
import { type Producers, percent, rounded, type View } from './view.js';

const OIL_CHANGE_EVERY_KM = 12_000;
const FREEZING_BATTERY = 3;
const TOO_WEAK_PERCENT = 8;
const LOCKED_BY_COLD_PERCENT = 2;

/** Kilometres that an amount of battery energy lasts for in mild weather. */
const batteryRange = ({ state, profile }: View): number =>
  Math.max(0, state.batteryKwh - profile.reserveKwh) / profile.kwhPerKm;

/** How much of the range is left when the owner drives as they always do. */
const heavyFoot = ({ profile }: View): number => between(0.88, 1.02, profile.chance('foot'));

/** Percent that a cold battery keeps for itself. */
const locked = ({ outsideCelsius, charging, activity }: CarState): number =>
  outsideCelsius < FREEZING_BATTERY && !charging && activity !== 'driving'
    ? LOCKED_BY_COLD_PERCENT
    : 0;

const fuelRange = ({ state, profile }: View): number =>
  state.fuelLiters / (profile.kwhPerKm * profile.litersPerKwh);

/** The small battery: full while something charges it, then down by a little an hour. */
const smallBattery = ({ state }: View): number =>
  state.staged.smallBatteryPercent ??
  (state.charging || state.activity === 'driving' ? 96 : Math.max(74, 94 - state.idleHours * 0.25));

/** Share of the oil's life that is left; a new life begins with each oil change. */
export const oilLife = ({ state, profile }: View): number => {
  const driven = state.odometerKm + profile.chance('oil') * OIL_CHANGE_EVERY_KM;
  return 1 - (driven % OIL_CHANGE_EVERY_KM) / OIL_CHANGE_EVERY_KM;
};

/** The batteries of the model, each under its trim: `BEV:Long Range`. */
const candidatesOf = ({ batteries = [], powertrain }: CarIdentity) =>
  batteries.map(({ kwh, trim }) => ({
    capacity: rounded(kwh, 0.1),
    description: `${powertrain}:${trim}`,
  }));

/** The batteries that the car may have, where its carmaker does not tell which; empty where it does. */
export const untoldBatteries = (car: CarIdentity) => {
  const candidates = candidatesOf(car);
  const isUntold = candidates.length > 1 && (car.circumstances ?? []).includes(UNTOLD_BATTERY);
  return isUntold ? candidates : [];
};

export const TRACTION_BATTERY: Producers<'tractionbattery'> = {
  'tractionbattery-isheateractive': ({ state }) => ({
    value:
      state.outsideCelsius < FREEZING_BATTERY &&
      (state.charging !== null || state.activity === 'driving'),
  }),
  'tractionbattery-istooweaktoheat': ({ state }) => ({
    value: state.outsideCelsius < FREEZING_BATTERY && state.chargePercent < TOO_WEAK_PERCENT,
  }),
  'tractionbattery-maxrangechargecounter': ({ profile }) => ({
    value: Math.floor(between(2, 30, profile.chance('full charges'))),
  }),
  'tractionbattery-nominalcapacity': ({ car }) => {
    const own = rounded(car.batteryKwh, 0.1);
    const untold = untoldBatteries(car);
    const isUntold = untold.length > 0;
    return {
      source: 'SMARTCAR',
      capacity: isUntold ? null : own,
      availableCapacities: isUntold
        ? untold
        : [
            candidatesOf(car).find(({ capacity }) => capacity === own) ?? {
              capacity: own,
              description: null,
            },
          ],
      unit: 'kWh',
    };
  },
  'tractionbattery-range': (view) => ({
    unit: 'km',
    value: rounded(batteryRange(view)),
    type: 'DEFAULT',
    additionalValues: [
      { type: 'ESTIMATED', value: rounded(batteryRange(view) * heavyFoot(view)) },
      { type: 'RATED', value: rounded(batteryRange(view) * 1.06) },
      { type: 'IDEAL_CONDITIONS', value: rounded(batteryRange(view) * 1.15) },
    ],
  }),
  'tractionbattery-stateofcharge': ({ state }) => ({
    unit: 'percent',
    value: percent(state.chargePercent, 0.5),
  }),
  'tractionbattery-usablestateofcharge': ({ state }) => ({
    unit: 'percent',
    value: percent(state.chargePercent - locked(state), 0.5),
  }),
};

export const SMALL_BATTERY: Producers<'lowvoltagebattery'> = {
  'lowvoltagebattery-stateofcharge': (view) => ({
    unit: 'percent',
    value: percent(smallBattery(view)),
  }),
  'lowvoltagebattery-status': () => ({ value: 'GOOD' }),
};

export const COMBUSTION_ENGINE: Producers<'internalcombustionengine'> = {
  'internalcombustionengine-amountremaining': ({ state }) => ({
    unit: 'liters',
    value: rounded(state.fuelLiters, 0.1),
  }),
  'internalcombustionengine-fuellevel': ({ state }) => ({
    unit: 'percent',
    value: percent(state.fuelPercent),
  }),
  'internalcombustionengine-oillife': (view) => ({
    unit: 'percent',
    value: percent(oilLife(view) * 100),
  }),
  'internalcombustionengine-range': (view) => ({ unit: 'km', value: rounded(fuelRange(view)) }),
};
