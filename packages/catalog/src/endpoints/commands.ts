import Type from 'typebox';
import { EVERY_CAR, WITH_PLUG } from '../vocabulary.js';
import { accepted, action } from './bodies.js';
import type { CommandEndpointRow } from './row.js';

/** The standard POST endpoints of one vehicle. */
export const STANDARD_COMMAND_ENDPOINTS: readonly CommandEndpointRow[] = [
  {
    id: 'control-charge',
    kind: 'command',
    method: 'POST',
    path: '/charge',
    description: 'Starts or stops charging.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    request: action('START', 'STOP'),
    exampleRequest: { action: 'STOP' },
    ...accepted,
    actions: { START: 'charge-start', STOP: 'charge-stop' },
  },
  {
    id: 'control-charge-limit',
    kind: 'command',
    method: 'POST',
    path: '/charge/limit',
    description:
      'Sets the state of charge at which charging stops, 0.5 to 1. Some clients send the number as text.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    request: Type.Object({
      limit: Type.Union([
        Type.Number(),
        Type.String({ pattern: '^[0-9]*\\.?[0-9]+$', maxLength: 24 }),
      ]),
    }),
    exampleRequest: { limit: 0.8 },
    ...accepted,
    actions: {},
    command: 'charge-set-limit',
    parameters: { percent: { field: 'limit', fraction: true } },
  },
  {
    id: 'control-security',
    kind: 'command',
    method: 'POST',
    path: '/security',
    description: 'Locks or unlocks the vehicle.',
    permission: 'control_security',
    powertrains: EVERY_CAR,
    request: action('LOCK', 'UNLOCK'),
    exampleRequest: { action: 'LOCK' },
    ...accepted,
    actions: { LOCK: 'security-lock', UNLOCK: 'security-unlock' },
  },
  {
    id: 'control-navigation',
    kind: 'command',
    method: 'POST',
    path: '/navigation/destination',
    description: "Sends a destination to the vehicle's navigation; degrees, WGS 84.",
    permission: 'control_navigation',
    powertrains: EVERY_CAR,
    request: Type.Object({ latitude: Type.Number(), longitude: Type.Number() }),
    exampleRequest: { latitude: 37.4292, longitude: -122.1381 },
    ...accepted,
    actions: {},
    command: 'navigation-set-destination',
    parameters: { latitude: { field: 'latitude' }, longitude: { field: 'longitude' } },
  },
];
