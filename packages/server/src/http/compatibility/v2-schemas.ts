import { POWERTRAINS } from '@carport/catalog';
import Type from 'typebox';
import { withExample } from '../docs/with-example.js';

const nullableWord = (...words: string[]) => Type.Union([Type.Enum(words), Type.Null()]);

export const VinAnswer = withExample(
  Type.Object({
    compatible: Type.Boolean(),
    reason: nullableWord('VEHICLE_NOT_COMPATIBLE', 'MAKE_NOT_COMPATIBLE'),
    capabilities: Type.Array(
      Type.Object({
        permission: Type.String(),
        endpoint: Type.String({ description: 'Path below the vehicle.' }),
        capable: Type.Boolean(),
        reason: nullableWord('VEHICLE_NOT_CAPABLE', 'SMARTCAR_NOT_CAPABLE'),
      }),
    ),
  }),
  {
    compatible: true,
    reason: null,
    capabilities: [
      { permission: 'read_odometer', endpoint: '/odometer', capable: true, reason: null },
      {
        permission: 'read_fuel',
        endpoint: '/fuel',
        capable: false,
        reason: 'VEHICLE_NOT_CAPABLE',
      },
    ],
  },
);

export const MatrixAnswer = withExample(
  Type.Record(
    Type.String(),
    Type.Array(
      Type.Object({
        model: Type.String(),
        startYear: Type.Integer(),
        endYear: Type.Integer(),
        type: Type.Enum(POWERTRAINS),
        endpoints: Type.Array(Type.String()),
        permissions: Type.Array(Type.String()),
      }),
    ),
    { description: 'Models by make.' },
  ),
  {
    NISSAN: [
      {
        model: 'LEAF',
        startYear: 2018,
        endYear: 2025,
        type: 'BEV',
        endpoints: ['EV battery', 'Odometer'],
        permissions: ['read_battery', 'read_odometer'],
      },
    ],
  },
);
