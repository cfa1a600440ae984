import { pick } from '../chance.js';
import type { Producers } from './view.js';

const COLORS = ['Glacier White', 'Graphite Grey', 'Deep Blue', 'Garnet Red', 'Pine Green'] as const;
const NAMES = ['Juniper', 'Pebble', 'Marlow', 'Biscuit', 'Comet', 'Hazel', 'Otis'] as const;

/** What carmakers call the mode in which a parked car watches its surroundings. */
const GUARD_MODES: Readonly<Record<string, string>> = {
  TESLA: 'Sentry Mode',
  RIVIAN: 'Gear Guard',
};

export const SOFTWARE: Producers<'connectivitysoftware'> = {
  'connectivitysoftware-currentfirmwareversion': ({ car, profile }) => ({
    value: `${car.year + 1}.${1 + Math.floor(profile.chance('firmware') * 40)}.2`,
  }),
};

export const CONNECTIVITY: Producers<'connectivitystatus'> = {
  'connectivitystatus-isasleep': ({ state }) => ({ value: state.asleep }),
  'connectivitystatus-isdigitalkeypaired': () => ({ value: true }),
  'connectivitystatus-isonline': () => ({ value: true }),
};

export const IDENTIFICATION: Producers<'vehicleidentification'> = {
  'vehicleidentification-exteriorcolor': ({ profile }) => ({
    value: pick(COLORS, profile.chance('color')),
  }),
  'vehicleidentification-nickname': ({ profile }) => ({
    value: pick(NAMES, profile.chance('name')),
  }),
  'vehicleidentification-packages': ({ profile }) => ({
    values: profile.chance('package') < 0.5 ? ['Winter package'] : [],
  }),
  'vehicleidentification-trim': ({ car }) => ({
    value: car.powertrain === 'BEV' && car.batteryKwh > 70 ? 'Long Range' : 'Base',
  }),
  'vehicleidentification-vin': ({ car }) => ({ value: car.vin }),
};

export const ACCOUNT: Producers<'vehicleuseraccount'> = {
  'vehicleuseraccount-permissions': () => ({ values: ['vehicle_data', 'vehicle_commands'] }),
  'vehicleuseraccount-role': () => ({ value: 'Owner' }),
};

export const SURVEILLANCE: Producers<'surveillance'> = {
  'surveillance-brand': ({ car }) => ({ value: GUARD_MODES[car.make] ?? null }),
  'surveillance-isenabled': ({ car, state }) => ({
    value: car.make in GUARD_MODES && state.activity === 'parked' && !state.isAtHome,
  }),
};
