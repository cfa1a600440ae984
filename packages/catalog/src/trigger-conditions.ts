import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { SignalRow } from './signals/row.js';

/**
 * When a change of a signal is worth telling, beyond that there is one. Figures are in the units of the
 * signal's metric body.
 */
export const TriggerCondition = Type.Union([
  Type.Object(
    { type: Type.Enum(['crossesAbove', 'crossesBelow', 'changesBy']), value: Type.Number() },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      type: Type.Enum(['becomes', 'leaves']),
      value: Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 100 })]),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal('movesBy'), value: Type.Number({ description: 'Meters.' }) },
    { additionalProperties: false },
  ),
  Type.Object({ type: Type.Enum(['opens', 'closes']) }, { additionalProperties: false }),
]);
export type TriggerCondition = Static<typeof TriggerCondition>;
export type ConditionType = TriggerCondition['type'];

/** What each condition means, in the words of the documentation. */
export const CONDITION_MEANINGS: Readonly<Record<ConditionType, string>> = {
  crossesAbove: 'It was at `value` or below, and now is above.',
  crossesBelow: 'It was at `value` or above, and now is below.',
  changesBy:
    'It is at least `value` away from what it was when this condition last held, or when the car was subscribed.',
  becomes: 'It was something else, and now is `value`.',
  leaves: 'It was `value`, and now is something else.',
  movesBy:
    'The car is at least `value` meters away from where it was when this condition last held, or when it was subscribed.',
  opens: 'Something that was shut is open.',
  closes: 'Something that was open is shut.',
};

/** What a condition looks at in a signal's body. */
export type ConditionSubject =
  | { readonly kind: 'number' | 'word'; readonly field: string; readonly schema: TSchema }
  | { readonly kind: 'place' }
  | { readonly kind: 'opening' };

const TYPES: Readonly<Record<ConditionSubject['kind'], readonly ConditionType[]>> = {
  number: ['crossesAbove', 'crossesBelow', 'changesBy', 'becomes', 'leaves'],
  word: ['becomes', 'leaves'],
  place: ['movesBy'],
  opening: ['opens', 'closes'],
};

/** Fields that hold the one thing that a signal says, whatever else stands beside them. */
const FIELDS = ['value', 'activeLimit', 'capacity', 'status', 'canonical'];

/** Undefined where there is nothing single to look at, such as in a list of records. */
export const conditionSubject = ({ body, kind }: SignalRow): ConditionSubject | undefined => {
  // An attribute does not change.
  if (kind === 'attribute') return undefined;
  const fields = fieldsOf(body);
  if (fields.latitude && fields.longitude) return { kind: 'place' };
  if (fields.isOpen ?? fieldsOf(elementOf(fields.values)).isOpen) return { kind: 'opening' };
  const field = FIELDS.find((name) => fields[name] && isScalar(withoutNull(fields[name])));
  if (field === undefined) return undefined;
  const schema = withoutNull(fields[field] as TSchema);
  return { kind: isNumeric(schema) ? 'number' : 'word', field, schema };
};

/** The conditions that a trigger on the signal may have; none is always possible. */
export const conditionTypesOf = (row: SignalRow): readonly ConditionType[] => {
  const subject = conditionSubject(row);
  return subject ? TYPES[subject.kind] : [];
};

/** What is wrong with the condition for this signal; null when nothing is. */
export const conditionProblem = (row: SignalRow, condition: TriggerCondition): string | null => {
  const { code } = row;
  const types = conditionTypesOf(row);
  if (!types.includes(condition.type)) {
    return types.length === 0
      ? `"${code}" takes no condition`
      : `a condition on "${code}" must be one of: ${types.join(', ')}`;
  }
  if (condition.type === 'changesBy' || condition.type === 'movesBy') {
    const possible = Number.isFinite(condition.value) && condition.value > 0;
    return possible ? null : `"${condition.type}" needs a value above zero`;
  }
  const subject = conditionSubject(row);
  if (!('value' in condition) || !subject || !('schema' in subject)) return null;
  return Value.Check(subject.schema, condition.value)
    ? null
    : `${JSON.stringify(condition.value)} is no value that "${code}" can have${hint(subject.schema)}`;
};

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly TSchema[];
  readonly items?: TSchema;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly minimum?: number;
  readonly maximum?: number;
}

const fieldsOf = (schema: TSchema | undefined): Readonly<Record<string, TSchema>> =>
  (schema as JsonSchema | undefined)?.properties ?? {};

const elementOf = (schema: TSchema | undefined): TSchema | undefined =>
  (schema as JsonSchema | undefined)?.items;

const withoutNull = (schema: TSchema): TSchema =>
  (schema as JsonSchema).anyOf?.find((one) => (one as JsonSchema).type !== 'null') ?? schema;

const isNumeric = (schema: TSchema): boolean =>
  ['number', 'integer'].includes((schema as JsonSchema).type ?? '');

const isScalar = (schema: TSchema): boolean =>
  isNumeric(schema) ||
  ['boolean', 'string'].includes((schema as JsonSchema).type ?? '') ||
  (schema as JsonSchema).enum !== undefined;

const hint = (schema: TSchema): string => {
  const { enum: words, minimum, maximum } = schema as JsonSchema;
  if (words) return `: it is ${words.join(', ')}`;
  if (minimum !== undefined && maximum !== undefined) return `: ${minimum} to ${maximum}`;
  return '';
};
