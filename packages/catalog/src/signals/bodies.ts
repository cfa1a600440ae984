import Type, { type TSchema } from 'typebox';
import { QUANTITIES, type Quantity } from '../units.js';
import type { BodyUnit } from './row.js';

/*
 * The shapes that signal bodies share. A car may leave any inner value out of a report it sends, so
 * every leaf may be null.
 */

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const number = nullable(Type.Number());
export const integer = nullable(Type.Integer());
export const text = nullable(Type.String());
export const yesNo = nullable(Type.Boolean());
export const percent = nullable(Type.Number({ minimum: 0, maximum: 100 }));
export const latitude = nullable(Type.Number({ minimum: -90, maximum: 90 }));
export const longitude = nullable(Type.Number({ minimum: -180, maximum: 180 }));

/** One of a closed list of words, or null. */
export const word = <W extends string[]>(...words: readonly [...W]) =>
  nullable(Type.Enum<W>(words));

/** `{ value }` */
export const single = <T extends TSchema>(value: T) => Type.Object({ value });

/** `{ value: true }` */
export const flag = single(yesNo);

/** `{ unit, value }` with a unit that is the same in both unit systems. */
export const fixedUnit = <const U extends string>(unit: U) =>
  Type.Object({ unit: Type.Literal(unit), value: number });

/** `{ unit: "percent", value: 0..100 }` */
export const percentage = Type.Object({ unit: Type.Literal('percent'), value: percent });

/** `{ values: [...] }` */
export const list = <T extends TSchema>(element: T) => Type.Object({ values: Type.Array(element) });

/** The body and unit of `{ unit, value }` where the number follows the unit system. */
export const measured = <const Q extends Quantity>(quantity: Q) => ({
  body: Type.Object({
    unit: Type.Literal(QUANTITIES[quantity].metric as (typeof QUANTITIES)[Q]['metric']),
    value: number,
  }),
  unit: { quantity, paths: ['value'] } satisfies BodyUnit,
});

/** Where something is on the car: row 0 is the front, column 0 the left. */
export const position = { row: Type.Integer({ minimum: 0 }), column: Type.Integer({ minimum: 0 }) };
export const grid = {
  rowCount: nullable(Type.Integer({ minimum: 0 })),
  columnCount: nullable(Type.Integer({ minimum: 0 })),
};

/** A place as carmakers name it. */
export const place = {
  name: Type.Optional(text),
  address: Type.Optional(text),
  latitude: Type.Optional(latitude),
  longitude: Type.Optional(longitude),
};
