import Type from 'typebox';
import { nullable } from '../signals/bodies.js';

/** Shapes that bodies of v2.0 share. */

export const fraction = nullable(Type.Number({ minimum: 0, maximum: 1 }));

/** The answer to a command that the car took. */
export const accepted = {
  response: Type.Object({ message: Type.String(), status: Type.Literal('success') }),
  example: { message: 'Successfully sent request to vehicle', status: 'success' },
};

/** `{ action }` */
export const action = <A extends string[]>(...actions: readonly [...A]) =>
  Type.Object({ action: Type.Enum<A>(actions) });
