import type { ErrorRow } from './row.js';

export const COMPATIBILITY_ERRORS = [
  {
    type: 'COMPATIBILITY',
    code: 'MAKE_NOT_COMPATIBLE',
    status: 501,
    description: 'This make is not supported in the country that the request names.',
    resolution: null,
    userMessage: '{app} cannot connect to cars of this brand yet.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'Carport has no integration with this carmaker for the country. Another country in the request, or another car, may work.',
    v3: { title: 'Make not supported' },
  },
  {
    type: 'COMPATIBILITY',
    code: 'PLATFORM_NOT_CAPABLE',
    status: 501,
    description:
      'The vehicle is connected through an older integration of its carmaker that cannot do this.',
    resolution: 'REAUTHENTICATE',
    link: 'reauthentication',
    userMessage:
      'Please connect your car to {app} again: its carmaker has moved to a newer service.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'Some carmakers have moved to a newer service, and this car is still connected to the one before. Send the owner through Connect again; the new connection can do what the old one could not.',
    v3: { title: 'Older integration' },
  },
  {
    type: 'COMPATIBILITY',
    code: 'SMARTCAR_NOT_CAPABLE',
    status: 501,
    description: 'This feature is not available for vehicles of this make yet.',
    resolution: null,
    userMessage: '{app} cannot do this with your car yet.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The car may well be able to do this, but Carport’s integration with its make is not. Check the make and the powertrain against the compatibility matrix.',
    v3: { title: 'Not supported for this make' },
  },
  {
    type: 'COMPATIBILITY',
    code: 'VEHICLE_NOT_CAPABLE',
    status: 501,
    description: 'The vehicle has no equipment that could do or tell this.',
    resolution: null,
    userMessage: 'Your car is not able to do this.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The car itself cannot: an electric car has no fuel level, and a gasoline car no charge port. Asking again will never help; leave the request out for this vehicle.',
    v3: { title: 'Vehicle not capable' },
  },
] as const satisfies readonly ErrorRow[];
