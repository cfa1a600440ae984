import { fractionOf, type Projection, type SignalView } from '../../signal-view.js';
import { limitOf } from '../charge-limit.js';

/** What stands for a text that the car does not know. */
const INVALID = '<invalid>';
const MINUTE = 60_000;
const WATTS_PER_KILOWATT = 1000;

const kilowatts = (view: SignalView): number | null => {
  const watts = view.body('charge-wattage')?.value;
  return typeof watts === 'number' ? watts / WATTS_PER_KILOWATT : null;
};

/** When the limit is reached: counted from when the car said how long it will take. */
const completionTime = (view: SignalView): string | null => {
  const minutes = view.body('charge-timetocomplete')?.value;
  const said = view.recordedAt('charge-timetocomplete');
  if (typeof minutes !== 'number' || said === undefined) return null;
  return new Date(said + minutes * MINUTE).toISOString();
};

const known = (body: { readonly value: string | null } | undefined): string | null =>
  body ? (body.value ?? INVALID) : null;

export const wattmeter: Projection = (view) => ({ wattage: kilowatts(view) });

export const chargeCompletion: Projection = (view) => ({ time: completionTime(view) });

export const chargeDetails: Projection = (view) => {
  const bounds = view.body('charge-limitbounds');
  const added = view.body('charge-rangeadded');
  const latched = view.body('charge-ischargingcablelatched')?.value;
  return {
    amperage: view.body('charge-amperage')?.value ?? null,
    completionTime: completionTime(view),
    wattage: kilowatts(view),
    voltage: view.body('charge-voltage')?.value ?? null,
    isPluggedIn: view.body('charge-ischargingcableconnected')?.value ?? null,
    state: view.body('charge-detailedchargingstatus')?.value ?? null,
    socLimit: limitOf(view),
    socLimitMax: fractionOf(bounds?.maximum),
    socLimitMin: fractionOf(bounds?.minimum),
    socLimitDefault: fractionOf(bounds?.standard),
    amperageMaxVehicle: view.body('charge-amperagemax')?.value ?? null,
    amperageRequested: view.body('charge-amperagerequested')?.value ?? null,
    amperageMaxCharger: view.body('charge-amperagemaxcharger')?.value ?? null,
    energyAdded: view.body('charge-energyadded')?.value ?? null,
    rangeAddedRated: added?.rated ?? null,
    rangeAddedIdeal: added?.ideal ?? null,
    chargeRate: view.body('charge-chargerate')?.value ?? null,
    connector: known(view.body('charge-chargingconnectortype')),
    fastChargerPresent: view.body('charge-isfastchargerpresent')?.value ?? null,
    fastChargerType: known(view.body('charge-fastchargertype')),
    fastChargerBrand: known(view.body('charge-fastchargerbrand')),
    chargePortColor: known(view.body('charge-chargeportstatuscolor')),
    chargePortOpen: view.body('charge-ischargingportflapopen')?.value ?? null,
    chargePortLatch: word(latched, 'Engaged', 'Disengaged'),
    chargerPhases: view.body('charge-chargerphases')?.value ?? null,
  };
};

export const audiCharge: Projection = (view) => {
  const isPluggedIn = view.body('charge-ischargingcableconnected')?.value ?? null;
  const volts = view.body('charge-voltage')?.value ?? 0;
  const timers = view.body('charge-chargetimers')?.values;
  return {
    chargingStatus: view.body('charge-detailedchargingstatus')?.value ?? null,
    isPluggedIn,
    wattage: kilowatts(view),
    chargeRate: view.body('charge-chargerate')?.value ?? null,
    chargeType: isPluggedIn
      ? word(view.body('charge-isfastchargerpresent')?.value, 'dc', 'ac')
      : null,
    chargePortColor: view.body('charge-chargeportstatuscolor')?.value?.toLowerCase() ?? null,
    chargePortLatch: word(view.body('charge-ischargingcablelatched')?.value, 'locked', 'unlocked'),
    completionTime: completionTime(view),
    chargeMode: word(timers && timers.length > 0, 'timer', 'manual'),
    socLimit: limitOf(view),
    externalPowerStatus: word(isPluggedIn === null ? null : volts > 0, 'ready', 'unavailable'),
  };
};

const word = <W extends string>(flag: boolean | null | undefined, yes: W, no: W): W | null => {
  if (flag === null || flag === undefined) return null;
  return flag ? yes : no;
};
