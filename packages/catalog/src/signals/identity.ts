import Type from 'typebox';
import { EVERY_CAR } from '../vocabulary.js';
import { flag, list, number, single, text } from './bodies.js';
import { signalGroup } from './row.js';

const software = signalGroup('ConnectivitySoftware', 'read_extended_vehicle_info', EVERY_CAR);
const status = signalGroup('ConnectivityStatus', 'read_extended_vehicle_info', EVERY_CAR);
const identification = signalGroup(
  'VehicleIdentification',
  'read_extended_vehicle_info',
  EVERY_CAR,
);
const account = signalGroup('VehicleUserAccount', 'read_user_profile', EVERY_CAR);
const surveillance = signalGroup('Surveillance', 'read_extended_vehicle_info', EVERY_CAR);
const service = signalGroup('Service', 'read_service_history', EVERY_CAR);

export const CONNECTIVITY_SIGNALS = [
  software('CurrentFirmwareVersion', {
    description: "Version of the software in the car's communication unit.",
    body: single(text),
    example: { value: '2024.4.5' },
  }),
  status('IsAsleep', {
    description: 'Whether the car saves power and does not answer.',
    body: flag,
    example: { value: false },
  }),
  status('IsDigitalKeyPaired', {
    description: 'Whether a digital key has been added to the car.',
    permission: 'read_vehicle_info',
    body: flag,
    example: { value: true },
  }),
  status('IsOnline', {
    description: 'Whether the car has a connection.',
    body: flag,
    example: { value: true },
  }),
] as const;

export const VEHICLE_IDENTIFICATION_SIGNALS = [
  identification('ExteriorColor', {
    description: "Color of the car in its maker's words.",
    kind: 'attribute',
    body: single(text),
    example: { value: 'Midnight Blue' },
  }),
  identification('Nickname', {
    description: 'The name that the owner gave the car.',
    body: single(text),
    example: { value: 'Gertrude' },
  }),
  identification('Packages', {
    description: 'Option packages that the car was ordered with.',
    kind: 'attribute',
    body: list(Type.String()),
    example: { values: ['Winter package'] },
  }),
  identification('Trim', {
    description: 'Trim level of the model.',
    kind: 'attribute',
    body: single(text),
    example: { value: 'Long Range' },
  }),
  identification('VIN', {
    description: 'The 17 characters that identify this car in the whole world.',
    permission: 'read_vin',
    kind: 'attribute',
    body: single(text),
    example: { value: '5YJSA1CN5DFP00101' },
  }),
] as const;

export const VEHICLE_USER_ACCOUNT_SIGNALS = [
  account('Permissions', {
    description: 'What the connected account may do with the car, in the words of its maker.',
    body: list(Type.String()),
    example: { values: ['vehicle_device_data', 'vehicle_cmds'] },
  }),
  account('Role', {
    description: 'What the connected account is to the car, for example owner or driver.',
    body: single(text),
    example: { value: 'Driver' },
  }),
] as const;

export const SURVEILLANCE_SIGNALS = [
  surveillance('Brand', {
    description: "The carmaker's name for its guard mode.",
    kind: 'attribute',
    body: single(text),
    example: { value: 'Sentry Mode' },
  }),
  surveillance('IsEnabled', {
    description: 'Whether the car watches its surroundings while parked.',
    body: flag,
    example: { value: false },
  }),
] as const;

const labelled = Type.Object({ id: text, description: text });

export const SERVICE_SIGNALS = [
  service('IsInService', {
    description: 'Whether the car is at a workshop.',
    permission: 'read_extended_vehicle_info',
    body: flag,
    example: { value: false },
  }),
  service('Records', {
    description: 'Services and repairs; odometer readings in km.',
    body: list(
      Type.Object({
        id: text,
        cost: Type.Union([Type.Object({ amount: number, currency: text }), Type.Null()]),
        time: text,
        tasks: Type.Array(labelled),
        details: Type.Array(labelled),
        odometer: number,
      }),
    ),
    unit: { quantity: 'distance', paths: ['values.*.odometer'] },
    example: {
      values: [
        {
          id: '58731',
          cost: { amount: 189.5, currency: 'USD' },
          time: '2025-03-02T00:00:00Z',
          tasks: [{ id: '12', description: 'Tires rotated' }],
          details: [],
          odometer: 46047.3,
        },
      ],
    },
  }),
] as const;
