import type { Settings } from '../checkpoint.js';
import { driverDoorOpen } from '../observe.js';
import { withSettings } from '../settings.js';
import { type Handler, type Handlers, isDriving, refused, WRONG_PARAMETER } from './scene.js';

const lock: Handler = ({ car, at }) => {
  if (isDriving(car)) return refused('IN_MOTION');
  if (driverDoorOpen(car, at)) return refused('DOOR_OPEN');
  if (car.settings.trunkOpen) return refused('TRUNK_OPEN');
  if (car.settings.frontTrunkOpen) return refused('HOOD_OPEN');
  return { checkpoint: withSettings(car, { locked: true }) };
};

const whileParked =
  (settings: Partial<Settings>): Handler =>
  ({ car }) =>
    isDriving(car) ? refused('IN_MOTION') : { checkpoint: withSettings(car, settings) };

const setDestination: Handler = ({ car, parameters: { latitude, longitude } }) =>
  typeof latitude === 'number' && typeof longitude === 'number'
    ? { checkpoint: withSettings(car, { destination: { latitude, longitude } }) }
    : WRONG_PARAMETER;

const setPin: Handler = ({ car, parameters: { pin } }) =>
  typeof pin === 'string' && /^\d{4}$/.test(pin)
    ? { checkpoint: withSettings(car, { pinToDrive: true }) }
    : WRONG_PARAMETER;

const clearPin: Handler = ({ car }) => ({ checkpoint: withSettings(car, { pinToDrive: false }) });

export const BODY_COMMANDS: Handlers<'security' | 'trunk' | 'front-trunk' | 'navigation' | 'pin'> =
  {
    'security-lock': lock,
    'security-unlock': whileParked({ locked: false }),
    'trunk-open': whileParked({ trunkOpen: true }),
    'trunk-close': whileParked({ trunkOpen: false }),
    'front-trunk-open': whileParked({ frontTrunkOpen: true }),
    'front-trunk-close': whileParked({ frontTrunkOpen: false }),
    'navigation-set-destination': setDestination,
    'pin-set': setPin,
    'pin-clear': clearPin,
  };
