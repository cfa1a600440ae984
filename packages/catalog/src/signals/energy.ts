import Type from 'typebox';
import { EVERY_CAR, WITH_ENGINE, WITH_PLUG } from '../vocabulary.js';
import { flag, integer, measured, number, percentage, single, text, word } from './bodies.js';
import { signalGroup } from './row.js';

const battery = signalGroup('TractionBattery', 'read_battery', WITH_PLUG);
const smallBattery = signalGroup('LowVoltageBattery', 'read_battery', EVERY_CAR);
const engine = signalGroup('InternalCombustionEngine', 'read_fuel', WITH_ENGINE);

export const TRACTION_BATTERY_SIGNALS = [
  battery('IsHeaterActive', {
    description: 'Whether the battery is being heated.',
    body: flag,
    example: { value: false },
  }),
  battery('MaxRangeChargeCounter', {
    description: 'How often the battery was charged to its full range.',
    body: Type.Object({ unit: Type.Optional(Type.String()), value: integer }),
    example: { value: 12 },
  }),
  battery('NominalCapacity', {
    description:
      'Energy that the battery was built to hold, who determined it, and the candidates when the model was sold with several.',
    body: Type.Object({
      source: word('SMARTCAR', 'USER_SELECTED'),
      capacity: number,
      availableCapacities: Type.Array(Type.Object({ capacity: number, description: text })),
      unit: Type.Literal('kWh'),
    }),
    example: {
      source: 'SMARTCAR',
      capacity: 80.9,
      availableCapacities: [{ capacity: 80.9, description: 'BEV:Extended Range' }],
      unit: 'kWh',
    },
  }),
  battery('Range', {
    description: 'Distance left on the battery; some cars give other estimates beside it.',
    body: Type.Object({
      unit: Type.Literal('km'),
      value: number,
      type: Type.Optional(text),
      additionalValues: Type.Optional(
        Type.Array(
          Type.Object({ type: word('IDEAL_CONDITIONS', 'ESTIMATED', 'RATED'), value: number }),
        ),
      ),
    }),
    unit: { quantity: 'distance', paths: ['value', 'additionalValues.*.value'] },
    example: {
      unit: 'km',
      value: 312.4,
      type: 'DEFAULT',
      additionalValues: [
        { type: 'ESTIMATED', value: 287.9 },
        { type: 'IDEAL_CONDITIONS', value: 338.6 },
      ],
    },
  }),
  battery('StateOfCharge', {
    description: 'Charge of the traction battery.',
    body: percentage,
    example: { unit: 'percent', value: 78 },
  }),
] as const;

export const LOW_VOLTAGE_BATTERY_SIGNALS = [
  smallBattery('StateOfCharge', {
    description: 'Charge of the 12-volt battery.',
    body: percentage,
    example: { unit: 'percent', value: 91 },
  }),
  smallBattery('Status', {
    description: 'Condition of the 12-volt battery.',
    body: single(word('GOOD', 'WARN', 'BAD')),
    example: { value: 'GOOD' },
  }),
] as const;

export const COMBUSTION_ENGINE_SIGNALS = [
  engine('AmountRemaining', {
    description: 'Fuel in the tank.',
    ...measured('volume'),
    example: { unit: 'liters', value: 32.6 },
  }),
  engine('FuelLevel', {
    description: 'Fuel in the tank as a share of what it holds.',
    body: percentage,
    example: { unit: 'percent', value: 61 },
  }),
  engine('OilLife', {
    description: 'Remaining life of the engine oil.',
    permission: 'read_engine_oil',
    body: percentage,
    example: { unit: 'percent', value: 64 },
  }),
  engine('Range', {
    description: 'Distance left on the fuel.',
    ...measured('distance'),
    example: { unit: 'km', value: 498.2 },
  }),
] as const;
