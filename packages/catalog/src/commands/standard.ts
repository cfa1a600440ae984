import Type from 'typebox';
import { EVERY_CAR, WITH_PLUG } from '../vocabulary.js';
import type { V3CommandRow } from './row.js';

/** Commands that v3 has; v2.0 sends them as well. */
export const STANDARD_COMMANDS = [
  {
    id: 'charge-start',
    description: 'Starts charging; the cable must be plugged in.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge/start',
  },
  {
    id: 'charge-stop',
    description: 'Stops charging.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge/stop',
  },
  {
    id: 'charge-set-limit',
    description: 'Sets the state of charge at which charging stops, 50 to 100 percent.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge/set-limit',
    parameters: Type.Object({ percent: Type.Integer({ minimum: 50, maximum: 100 }) }),
  },
  {
    id: 'charge-port-open',
    description: "Opens the charge port's door, or unlatches the cable.",
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge-port/open',
  },
  {
    id: 'charge-port-close',
    description: "Closes the charge port's door.",
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge-port/close',
  },
  {
    id: 'security-lock',
    description: 'Locks the car.',
    permission: 'control_security',
    powertrains: EVERY_CAR,
    v3Path: 'security/lock',
  },
  {
    id: 'security-unlock',
    description: 'Unlocks the car.',
    permission: 'control_security',
    powertrains: EVERY_CAR,
    v3Path: 'security/unlock',
  },
  {
    id: 'navigation-set-destination',
    description: "Sends a destination to the car's navigation; degrees, WGS 84.",
    permission: 'control_navigation',
    powertrains: EVERY_CAR,
    v3Path: 'navigation/set-destination',
    parameters: Type.Object({
      latitude: Type.Number({ minimum: -90, maximum: 90 }),
      longitude: Type.Number({ minimum: -180, maximum: 180 }),
    }),
  },
] as const satisfies readonly V3CommandRow[];
