import Type from 'typebox';
import { EVERY_CAR } from '../vocabulary.js';
import { flag, latitude, longitude, measured, nullable, word } from './bodies.js';
import { signalGroup } from './row.js';

const location = signalGroup('Location', 'read_location', EVERY_CAR);
const motion = signalGroup('Motion', 'read_speedometer', EVERY_CAR);
const odometer = signalGroup('Odometer', 'read_odometer', EVERY_CAR);

export const LOCATION_SIGNALS = [
  location('IsAtHome', {
    description: 'Whether the car stands at the place that its owner calls home.',
    body: flag,
    example: { value: true },
  }),
  location('PreciseLocation', {
    description: 'Where the car is, or where it was last parked. Heading in degrees from north.',
    body: Type.Object({
      latitude,
      longitude,
      heading: Type.Optional(nullable(Type.Number({ minimum: 0, maximum: 360 }))),
      direction: Type.Optional(word('N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW')),
      locationType: Type.Optional(word('LAST_PARKED', 'CURRENT')),
    }),
    example: {
      latitude: 52.0907,
      longitude: 5.1214,
      heading: 185,
      direction: 'S',
      locationType: 'LAST_PARKED',
    },
  }),
] as const;

export const MOTION_SIGNALS = [
  motion('CurrentSpeed', {
    description: 'Speed over ground.',
    ...measured('speed'),
    example: { unit: 'km/h', value: 84.3 },
  }),
] as const;

export const ODOMETER_SIGNALS = [
  odometer('TraveledDistance', {
    description: 'Distance on the odometer.',
    ...measured('distance'),
    example: { unit: 'km', value: 10432.5 },
  }),
] as const;
