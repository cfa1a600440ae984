import type { CarState } from '../observe.js';
import { type Producers, rounded } from './view.js';

const POINTS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;

const isDriving = (state: CarState): boolean => state.activity === 'driving';

export const LOCATION: Producers<'location'> = {
  'location-isathome': ({ state }) => ({ value: state.isAtHome }),
  'location-preciselocation': ({ state }) => ({
    latitude: rounded(state.latitude, 0.00001),
    longitude: rounded(state.longitude, 0.00001),
    heading: rounded(state.heading) % 360,
    direction: POINTS[Math.round(state.heading / 45) % 8] ?? 'N',
    locationType: isDriving(state) ? 'CURRENT' : 'LAST_PARKED',
  }),
};

export const MOTION: Producers<'motion'> = {
  'motion-currentspeed': ({ state }) => ({ unit: 'km/h', value: rounded(state.speedKph) }),
};

export const ODOMETER: Producers<'odometer'> = {
  'odometer-traveleddistance': ({ state }) => ({
    unit: 'km',
    // An odometer shows what has been driven, never a little more.
    value: Math.floor(state.odometerKm * 10) / 10,
  }),
};

export const TRANSMISSION: Producers<'transmission'> = {
  'transmission-drivemode': () => ({ canonical: 'NORMAL', oemDisplayName: 'Comfort' }),
  'transmission-gearstate': ({ state }) => ({ value: isDriving(state) ? 'DRIVE' : 'PARK' }),
};
