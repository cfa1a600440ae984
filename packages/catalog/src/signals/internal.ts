import Type from 'typebox';
import { EVERY_CAR, WITH_PLUG } from '../vocabulary.js';
import { fixedUnit, flag, list, number, percent, percentage, single, text } from './bodies.js';
import { signalGroup } from './row.js';

const alerts = signalGroup('Alerts', 'read_alerts', EVERY_CAR);
const charge = signalGroup('Charge', 'read_charge', WITH_PLUG);
const battery = signalGroup('TractionBattery', 'read_battery', WITH_PLUG);
const identification = signalGroup(
  'VehicleIdentification',
  'read_extended_vehicle_info',
  EVERY_CAR,
);
const account = signalGroup('VehicleUserAccount', 'read_user_profile', EVERY_CAR);

const internal = { kind: 'internal', makes: ['TESLA'] } as const;

/** What only make-specific endpoints of v2.0 tell. */
export const INTERNAL_SIGNALS = [
  alerts('Recent', {
    ...internal,
    description: 'Alerts that the car raised lately, the newest first.',
    body: list(Type.Object({ name: text, time: text, audience: Type.Array(Type.String()), text })),
    example: {
      values: [
        {
          name: 'UI_a001_DoorOpen',
          time: '2025-10-15T04:40:00Z',
          audience: ['customer'],
          text: 'A door was left open',
        },
      ],
    },
  }),
  charge('AmperageMaxCharger', {
    ...internal,
    description: 'The most current that the charger offers.',
    body: fixedUnit('ampere'),
    example: { unit: 'ampere', value: 48 },
  }),
  charge('FastChargerBrand', {
    ...internal,
    description: 'Who made the connected direct-current charger.',
    body: single(text),
    example: { value: 'Tesla' },
  }),
  charge('LimitBounds', {
    ...internal,
    description:
      'Between which figures the charge limit can be set, and what the carmaker advises.',
    body: Type.Object({
      minimum: percent,
      maximum: percent,
      standard: percent,
      unit: Type.Literal('percent'),
    }),
    example: { minimum: 50, maximum: 100, standard: 80, unit: 'percent' },
  }),
  charge('RangeAdded', {
    ...internal,
    description: 'Range gained in the present or the last charging session, by two estimates.',
    body: Type.Object({ rated: number, ideal: number, unit: Type.Literal('km') }),
    unit: { quantity: 'distance', paths: ['rated', 'ideal'] },
    example: { rated: 112.4, ideal: 121.9, unit: 'km' },
  }),
  battery('IsTooWeakToHeat', {
    ...internal,
    description: 'Whether the power is not enough to warm the battery.',
    body: flag,
    example: { value: false },
  }),
  battery('UsableStateOfCharge', {
    ...internal,
    description: 'Charge that can be driven on; cold locks a part of it away.',
    body: percentage,
    example: { unit: 'percent', value: 76 },
  }),
  identification('Build', {
    ...internal,
    description: 'How the car was built; the wheels in millimeters.',
    body: Type.Object({
      driverAssist: text,
      efficiencyPackage: text,
      performancePackage: text,
      exteriorTrim: text,
      interiorTrim: text,
      wheelDiameter: number,
      frontDriveUnit: text,
      rearDriveUnit: text,
    }),
    unit: { quantity: 'length', paths: ['wheelDiameter'] },
    example: {
      driverAssist: 'AP3',
      efficiencyPackage: 'Default',
      performancePackage: 'Base',
      exteriorTrim: 'Black',
      interiorTrim: 'White',
      wheelDiameter: 482.6,
      frontDriveUnit: null,
      rearDriveUnit: 'PM-216',
    },
  }),
  account('Email', {
    ...internal,
    description: 'Address of the connected account.',
    body: single(text),
    example: { value: 'owner@example.com' },
  }),
] as const;
