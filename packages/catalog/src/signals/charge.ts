import Type from 'typebox';
import { WITH_PLUG } from '../vocabulary.js';
import {
  fixedUnit,
  flag,
  integer,
  list,
  measured,
  nullable,
  number,
  percent,
  place,
  single,
  text,
  word,
  yesNo,
} from './bodies.js';
import { signalGroup } from './row.js';

const charge = signalGroup('Charge', 'read_charge', WITH_PLUG);

/** Carmakers' words come in both cases. */
const context = word('GLOBAL', 'LOCATION', 'CONNECTOR', 'global', 'location', 'connector');
const condition = nullable(Type.Object({ ...place, connectorType: Type.Optional(text) }));
const days = Type.Array(
  Type.Enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']),
);

export const CHARGE_SIGNALS = [
  charge('Amperage', {
    description: 'Current that flows into the car while it charges.',
    body: fixedUnit('ampere'),
    example: { unit: 'ampere', value: 32 },
  }),
  charge('AmperageMax', {
    description: 'The most current that the car and the charger can agree on.',
    body: fixedUnit('ampere'),
    example: { unit: 'ampere', value: 48 },
  }),
  charge('AmperageRequested', {
    description: 'Current that the car asks the charger for.',
    body: fixedUnit('ampere'),
    example: { unit: 'ampere', value: 32 },
  }),
  charge('ChargeLimits', {
    description:
      'State of charge at which charging stops: the general limit, and limits that hold for a place or a connector. `activeLimit` is the one in force, null when none is.',
    body: Type.Object({
      values: Type.Array(Type.Object({ type: context, limit: percent, condition })),
      activeLimit: percent,
      unit: Type.Literal('percent'),
    }),
    example: {
      values: [
        { type: 'global', limit: 80, condition: null },
        {
          type: 'location',
          limit: 90,
          condition: { name: 'Home', address: '4 Mill Lane', latitude: 51.754, longitude: -1.254 },
        },
      ],
      activeLimit: 80,
      unit: 'percent',
    },
  }),
  charge('ChargePortStatusColor', {
    description: 'Color of the light at the charge port.',
    body: single(word('GREEN', 'BLUE', 'ORANGE', 'ETC')),
    example: { value: 'GREEN' },
  }),
  charge('ChargeRate', {
    description: 'Range gained per hour of charging.',
    ...measured('speed'),
    example: { unit: 'km/h', value: 25 },
  }),
  charge('ChargeRecords', {
    description: 'Past charging sessions as the car or its maker recorded them; energy in kWh.',
    permission: 'read_charge_records',
    body: list(
      Type.Object({
        id: text,
        cost: nullable(Type.Object({ currency: text, energyAmount: number, otherAmount: number })),
        startTime: text,
        endTime: text,
        location: nullable(Type.Object(place)),
        energyAdded: number,
        connectorType: text,
        isPublicCharger: yesNo,
        startStateOfCharge: percent,
        endStateOfCharge: percent,
      }),
    ),
    example: {
      values: [
        {
          id: 'session-1047',
          cost: { currency: 'EUR', energyAmount: 11.4, otherAmount: 0 },
          startTime: '2025-10-14T21:10:00Z',
          endTime: '2025-10-15T04:40:00Z',
          location: { name: 'Home', address: null, latitude: 52.09, longitude: 5.12 },
          energyAdded: 38.2,
          connectorType: 'TYPE2',
          isPublicCharger: false,
          startStateOfCharge: 31,
          endStateOfCharge: 80,
        },
      ],
    },
  }),
  charge('ChargeTimers', {
    description:
      'When the car is told to charge: time windows, times of departure, and whether the carmaker optimizes within them. Times are local, HH:MM:SS.',
    body: list(
      Type.Object({
        type: context,
        condition,
        schedules: Type.Array(Type.Object({ start: text, end: text, days })),
        departureTimers: Type.Array(Type.Object({ time: text, days })),
        isOEMOptimizationEnabled: yesNo,
        scheduleType: Type.Optional(text),
        scheduleId: Type.Optional(text),
      }),
    ),
    example: {
      values: [
        {
          type: 'GLOBAL',
          condition: null,
          schedules: [{ start: '23:00:00', end: '06:00:00', days: ['MONDAY', 'TUESDAY'] }],
          departureTimers: [{ time: '07:30:00', days: ['MONDAY', 'TUESDAY'] }],
          isOEMOptimizationEnabled: false,
        },
      ],
    },
  }),
  charge('ChargerPhases', {
    description: 'Phases that the charger offers.',
    body: single(integer),
    example: { value: 3 },
  }),
  charge('ChargingConnectorType', {
    description: "Kind of the car's charging inlet.",
    body: single(text),
    example: { value: 'J1772' },
  }),
  charge('DetailedChargingStatus', {
    description: 'Whether the car charges, does not, or has reached its limit.',
    body: single(word('CHARGING', 'NOT_CHARGING', 'FULLY_CHARGED')),
    example: { value: 'CHARGING' },
  }),
  charge('EnergyAdded', {
    description: 'Energy taken in during the present or the last charging session.',
    body: fixedUnit('kWh'),
    example: { unit: 'kWh', value: 25.5 },
  }),
  charge('FastChargerType', {
    description: 'Standard of the connected direct-current charger.',
    body: single(text),
    example: { value: 'CCS' },
  }),
  charge('IsCharging', {
    description: 'Whether the car takes in power right now.',
    body: flag,
    example: { value: true },
  }),
  charge('IsChargingCableConnected', {
    description: 'Whether a cable is in the charge port.',
    body: flag,
    example: { value: true },
  }),
  charge('IsChargingCableLatched', {
    description: 'Whether the cable is locked in the charge port.',
    body: flag,
    example: { value: true },
  }),
  charge('IsChargingPortFlapOpen', {
    description: "Whether the charge port's door is open.",
    body: flag,
    example: { value: true },
  }),
  charge('IsFastChargerPresent', {
    description: 'Whether the car is connected to a direct-current charger.',
    body: flag,
    example: { value: false },
  }),
  charge('TimeToComplete', {
    description: 'Minutes until the active limit is reached.',
    body: single(number),
    example: { value: 45 },
  }),
  charge('Voltage', {
    description: 'Voltage at the charge port.',
    body: fixedUnit('volts'),
    example: { unit: 'volts', value: 240 },
  }),
  charge('Wattage', {
    description: 'Power that flows into the car.',
    body: fixedUnit('watts'),
    example: { unit: 'watts', value: 7400 },
  }),
] as const;
