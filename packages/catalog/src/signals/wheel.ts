import Type from 'typebox';
import { EVERY_CAR } from '../vocabulary.js';
import { grid, number, position, single, text } from './bodies.js';
import { signalGroup } from './row.js';

const wheel = signalGroup('Wheel', 'read_tires', EVERY_CAR);

export const WHEEL_SIGNALS = [
  wheel('Style', {
    description: 'Design of the wheels.',
    permission: 'read_extended_vehicle_info',
    kind: 'attribute',
    body: single(text),
    example: { value: 'Pinwheel 18' },
  }),
  wheel('Tires', {
    description: 'Pressure of each tire. Row 0 is the front, column 0 the left.',
    body: Type.Object({
      values: Type.Array(Type.Object({ ...position, tirePressure: number })),
      ...grid,
      unit: Type.Literal('kPa'),
    }),
    unit: { quantity: 'pressure', paths: ['values.*.tirePressure'] },
    example: {
      values: [
        { row: 0, column: 0, tirePressure: 258 },
        { row: 0, column: 1, tirePressure: 258 },
        { row: 1, column: 0, tirePressure: 251 },
        { row: 1, column: 1, tirePressure: 251 },
      ],
      rowCount: 2,
      columnCount: 2,
      unit: 'kPa',
    },
  }),
] as const;
