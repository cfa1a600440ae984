import type { TSchema } from 'typebox';

type Schema = TSchema & {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
};

/** The schema of what a dotted path names in a body, `*` for the elements of a list. */
export const schemaAt = (schema: TSchema, path: string): TSchema | undefined =>
  path
    .split('.')
    .reduce<TSchema | undefined>(
      (at, step) =>
        step === '*'
          ? (at as Schema | undefined)?.items
          : (at as Schema | undefined)?.properties?.[step],
      schema,
    );
