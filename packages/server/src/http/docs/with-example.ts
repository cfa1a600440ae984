import type { TSchema } from 'typebox';

/** The schema of an answer together with one that fits it, for the OpenAPI document. */
export const withExample = (schema: TSchema, example: unknown): object => ({
  ...schema,
  examples: [example],
});
