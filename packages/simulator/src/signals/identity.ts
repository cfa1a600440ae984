import { findQuirk } from '@carport/catalog';
import { pick } from '../chance.js';
import type { CarIdentity } from '../checkpoint.js';
import type { Producers, View } from './view.js';

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

const isUnder = ({ circumstances }: CarIdentity, tag: string | undefined): boolean =>
  tag !== undefined && (circumstances?.includes(tag) ?? false);

export const CONNECTIVITY: Producers<'connectivitystatus'> = {
  'connectivitystatus-isasleep': ({ state }) => ({ value: state.asleep }),
  'connectivitystatus-isdigitalkeypaired': ({ car }) => {
    const tag = findQuirk(car.make, 'virtual-key')?.effect?.tag;
    return { value: !isUnder(car, tag) };
  },
  'connectivitystatus-isonline': () => ({ value: true }),
};

const isLongRange = ({ car }: View): boolean => car.powertrain === 'BEV' && car.batteryKwh > 70;

const BUILD = {
  driverAssist: 'AP3',
  efficiencyPackage: 'Default',
  performancePackage: 'Base',
  exteriorTrim: 'Black',
  interiorTrim: 'White',
  wheelDiameter: 482.6,
};

/** The long-range cars are driven on both axles. */
const driveUnits = (view: View) => ({
  rearDriveUnit: 'PM-216',
  frontDriveUnit: isLongRange(view) ? 'IM-160' : null,
});

export const IDENTIFICATION: Producers<'vehicleidentification'> = {
  'vehicleidentification-build': (view) => ({ ...BUILD, ...driveUnits(view) }),
  'vehicleidentification-exteriorcolor': ({ profile }) => ({
    value: pick(COLORS, profile.chance('color')),
  }),
  'vehicleidentification-nickname': ({ profile }) => ({
    value: pick(NAMES, profile.chance('name')),
  }),
  'vehicleidentification-packages': ({ profile }) => ({
    values: profile.chance('package') < 0.5 ? ['Winter package'] : [],
  }),
  'vehicleidentification-trim': (view) => ({ value: isLongRange(view) ? 'Long Range' : 'Base' }),
  'vehicleidentification-vin': ({ car }) => ({ value: car.vin }),
};

/** What carmakers call what an account may do. */
const RIGHTS: Readonly<Record<string, string[]>> = {
  TESLA: ['vehicle_device_data', 'vehicle_location', 'vehicle_cmds', 'vehicle_charging_cmds'],
};

export const ACCOUNT: Producers<'vehicleuseraccount'> = {
  'vehicleuseraccount-email': ({ profile }) => {
    const name = pick(NAMES, profile.chance('owner')).toLowerCase();
    return { value: `${name}.${Math.floor(profile.chance('owner number') * 1e4)}@example.com` };
  },
  'vehicleuseraccount-permissions': ({ car }) => ({
    values: RIGHTS[car.make] ?? ['vehicle_data', 'vehicle_commands'],
  }),
  'vehicleuseraccount-role': ({ car }) => {
    const tag = findQuirk(car.make, 'account-owner-for')?.effect?.tag;
    return { value: isUnder(car, tag) ? 'Driver' : 'Owner' };
  },
};

export const SURVEILLANCE: Producers<'surveillance'> = {
  'surveillance-brand': ({ car }) => ({ value: GUARD_MODES[car.make] ?? null }),
  'surveillance-isenabled': ({ car, state }) => ({
    value: car.make in GUARD_MODES && state.activity === 'parked' && !state.isAtHome,
  }),
};
