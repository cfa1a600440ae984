import { UNIT_SYSTEMS } from '@carport/catalog';
import Type from 'typebox';

/** Parameters and parts of answers that several v2.0 routes share. */

export const VehicleParams = Type.Object({
  vehicleId: Type.String({ description: 'The vehicle, as `/vehicles` lists it.' }),
});

export const UnitHeaders = Type.Object({
  'sc-unit-system': Type.Optional(
    Type.String({
      description: `Units of the answer: ${UNIT_SYSTEMS.join(' or ')}.`,
      default: 'metric',
    }),
  ),
});

export const uuid = (description: string) => Type.String({ format: 'uuid', description });

export const Paging = Type.Object({
  count: Type.Integer({ description: 'Elements in all, not only on this page.' }),
  offset: Type.Integer(),
});

/** As far as PostgreSQL counts; without an end, 1e309 would be infinity. */
const LAST_OFFSET = 2_147_483_647;

export const offsetPaging = (what: string, size: { default: number; maximum: number }) =>
  Type.Object({
    limit: Type.Integer({
      minimum: 1,
      ...size,
      description: `How many ${what} to return.`,
    }),
    offset: Type.Integer({
      ...{ minimum: 0, maximum: LAST_OFFSET, default: 0 },
      description: 'How many to leave out before.',
    }),
  });

export const Success = Type.Object({ status: Type.Literal('success') });
