import type { Parameter, Schema } from './document.js';

/** One line of a table of fields or parameters. */
export interface Field {
  /** Dotted way to the field; `[]` stands for the elements of a list. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

/** The kinds of value that a schema allows, in words. */
export const typeOf = (schema: Schema): string => {
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' | ');
  if (schema.items) return `${typeOf(schema.items)}[]`;
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.join(' | ');
  return schema.format ?? type ?? 'any';
};

/** Every field of a schema, deep ones included. Of several forms, the fields of the first. */
export const fieldsOf = (schema: Schema | undefined, way = ''): readonly Field[] => {
  if (!schema) return [];
  const inner = schema.anyOf?.find((form) => form.properties ?? form.items);
  if (inner) return fieldsOf(inner, way);
  if (schema.items) return fieldsOf(schema.items, `${way}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = way === '' ? key : `${way}.${key}`;
    const required = schema.required?.includes(key) ?? false;
    const field = { name, type: typeOf(value), required, description: remarks(value) };
    const inside = fieldsOf(value, name);
    // An object that only holds others together is told by their names.
    return inside.length > 0 && field.description === '' ? inside : [field, ...inside];
  });
};

export const parameterField = ({ name, required, description, schema }: Parameter): Field => ({
  name,
  type: schema ? typeOf(schema) : 'string',
  required: required ?? false,
  description: [description, remarks(schema ?? {})].filter(Boolean).join(' '),
});

/** Description, bounds and default in one text. */
const remarks = (schema: Schema): string => {
  const { description, minimum, maximum } = schema;
  const bounds =
    minimum !== undefined && maximum !== undefined
      ? `${minimum} to ${maximum}.`
      : minimum !== undefined
        ? `At least ${minimum}.`
        : maximum !== undefined
          ? `At most ${maximum}.`
          : undefined;
  const standard =
    schema.default === undefined ? undefined : `\`${String(schema.default)}\` when absent.`;
  return [description, bounds, standard].filter(Boolean).join(' ');
};
