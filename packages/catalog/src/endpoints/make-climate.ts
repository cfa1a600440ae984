import Type from 'typebox';
import { number, word } from '../signals/bodies.js';
import { EVERY_CAR } from '../vocabulary.js';
import { action } from './bodies.js';
import type { EndpointRow } from './row.js';

const TESLA = ['tesla'] as const;
const onOff = word('ON', 'OFF');

const cabin = {
  response: Type.Object({ status: onOff, temperature: number }),
  example: { status: 'ON', temperature: 20 },
};

/** The action, sent back. */
const echoed = {
  response: Type.Object({ status: Type.Enum(['START', 'STOP']) }),
  example: { status: 'START' },
};

/** Heating, cooling and clear windows. */
export const MAKE_CLIMATE_ENDPOINTS: readonly EndpointRow[] = [
  {
    id: 'climate-cabin',
    kind: 'read',
    method: 'GET',
    path: '/climate/cabin',
    makes: TESLA,
    description: 'Whether the cabin is heated or cooled, and to which temperature.',
    permission: 'read_climate',
    powertrains: EVERY_CAR,
    ...cabin,
    required: ['hvac-iscabinhvacactive'],
    optional: ['hvac-cabintargettemperature'],
    project: 'climate-cabin',
    units: [{ quantity: 'temperature', paths: ['temperature'] }],
  },
  {
    id: 'control-climate-cabin',
    kind: 'command',
    method: 'POST',
    path: '/climate/cabin',
    makes: TESLA,
    description:
      'Starts or stops climate control, or sets its temperature alone. `temperature` follows the unit system.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
    request: Type.Object({
      action: Type.Enum(['START', 'STOP', 'SET']),
      temperature: Type.Optional(Type.Number()),
    }),
    exampleRequest: { action: 'START', temperature: 24 },
    ...cabin,
    actions: { START: 'climate-start', STOP: 'climate-stop', SET: 'climate-set' },
    parameters: { temperature: { field: 'temperature', quantity: 'temperature' } },
    reply: { like: 'climate-cabin' },
  },
  {
    id: 'climate-defroster',
    kind: 'read',
    method: 'GET',
    path: '/climate/defroster',
    makes: TESLA,
    description: 'Whether windshield and rear window are being cleared.',
    permission: 'read_climate',
    powertrains: EVERY_CAR,
    response: Type.Object({ frontStatus: onOff, rearStatus: onOff }),
    example: { frontStatus: 'ON', rearStatus: 'OFF' },
    required: ['hvac-isfrontdefrosteractive', 'hvac-isreardefrosteractive'],
    project: 'defroster',
  },
  {
    id: 'control-climate-defroster',
    kind: 'command',
    method: 'POST',
    path: '/climate/defroster',
    makes: TESLA,
    description: 'Switches the defrosters on or off.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
    request: action('START', 'STOP'),
    exampleRequest: { action: 'START' },
    ...echoed,
    actions: { START: 'defroster-start', STOP: 'defroster-stop' },
    reply: 'action',
  },
  {
    id: 'climate-steering-wheel',
    kind: 'read',
    method: 'GET',
    path: '/climate/steering_wheel',
    makes: TESLA,
    description: 'Whether the steering wheel is being heated; UNAVAILABLE in a car that cannot.',
    permission: 'read_climate',
    powertrains: EVERY_CAR,
    response: Type.Object({ status: Type.Enum(['ON', 'OFF', 'UNAVAILABLE']) }),
    example: { status: 'ON' },
    required: ['hvac-issteeringheateractive'],
    project: 'steering-wheel',
  },
  {
    id: 'control-climate-steering-wheel',
    kind: 'command',
    method: 'POST',
    path: '/climate/steering_wheel',
    makes: TESLA,
    description: 'Switches the heater of the steering wheel on or off.',
    permission: 'control_climate',
    powertrains: EVERY_CAR,
    request: action('START', 'STOP'),
    exampleRequest: { action: 'START' },
    ...echoed,
    actions: { START: 'steering-heater-start', STOP: 'steering-heater-stop' },
    reply: 'action',
  },
];
