import Type, { type Static } from 'typebox';
import { MAKES } from '../makes.js';
import { POWERTRAINS, REGIONS } from '../vocabulary.js';

const year = Type.Integer({ minimum: 1980, maximum: 2100 });

/** A model that can be connected: the shape of the rows that an operator may add. */
export const CompatibleModel = Type.Object({
  make: Type.Enum(MAKES.map((make) => make.id)),
  model: Type.String({ minLength: 1, maxLength: 80 }),
  powertrain: Type.Enum(POWERTRAINS),
  regions: Type.Array(Type.Enum(REGIONS), { minItems: 1 }),
  startYear: year,
  endYear: year,
});
export type CompatibleModel = Static<typeof CompatibleModel>;
