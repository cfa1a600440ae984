import { findQuirk } from '@carport/catalog';
import type { Settings } from '../checkpoint.js';
import { driverDoorOpen } from '../observe.js';
import { withSettings } from '../settings.js';
import { SECOND } from '../time.js';
import { type Handler, type Handlers, isDriving, refused, WRONG_PARAMETER } from './scene.js';

const lock: Handler = ({ car, at }) => {
  if (isDriving(car)) return refused('IN_MOTION');
  if (driverDoorOpen(car, at) || car.staged?.doorsOpen.length) return refused('DOOR_OPEN');
  if (car.settings.trunkOpen) return refused('TRUNK_OPEN');
  if (car.settings.frontTrunkOpen) return refused('HOOD_OPEN');
  return { checkpoint: withSettings(car, { locked: true, unlocksAt: null }) };
};

const whileParked =
  (settings: Partial<Settings>): Handler =>
  ({ car }) =>
    isDriving(car) ? refused('IN_MOTION') : { checkpoint: withSettings(car, settings) };

/** Where the make asks for it, the owner has to open the trunk before the car is unlocked. */
const unlock: Handler = (scene) => {
  const { car, at } = scene;
  const quirk = findQuirk(car.car.make, 'unlock-needs-trunk');
  if (!quirk || !car.settings.locked) return whileParked({ locked: false })(scene);
  return whileParked({ unlocksAt: at + quirk.afterSeconds * SECOND })(scene);
};

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
    'security-unlock': unlock,
    'trunk-open': whileParked({ trunkOpen: true }),
    'trunk-close': whileParked({ trunkOpen: false }),
    'front-trunk-open': whileParked({ frontTrunkOpen: true }),
    'front-trunk-close': whileParked({ frontTrunkOpen: false }),
    'navigation-set-destination': setDestination,
    'pin-set': setPin,
    'pin-clear': clearPin,
  };
