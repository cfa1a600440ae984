import {
  type ConditionSubject,
  conditionSubject,
  type SignalCode,
  signalRow,
} from '@carport/catalog';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** What a condition may find in a body: a figure, a word, a place, or which parts are open. */
export type Observation = number | string | boolean | Place | readonly string[];

type Fields = Readonly<Record<string, unknown>>;

/**
 * The one thing in the body that conditions look at; undefined when the car does not tell it. Of parts that it
 * does not tell of this time, what was known before stays.
 */
export const observe = (
  code: SignalCode,
  body: unknown,
  before?: Observation,
): Observation | undefined => {
  const subject = subjectOf(code);
  if (!subject || typeof body !== 'object' || body === null) return undefined;
  const fields = body as Fields;
  if (subject.kind === 'place') return placeIn(fields);
  if (subject.kind === 'opening') return openParts(fields, Array.isArray(before) ? before : []);
  return scalar(fields[subject.field]);
};

const subjects = new Map<SignalCode, ConditionSubject | undefined>();

const subjectOf = (code: SignalCode): ConditionSubject | undefined => {
  if (!subjects.has(code)) subjects.set(code, conditionSubject(signalRow(code)));
  return subjects.get(code);
};

const scalar = (value: unknown): number | string | boolean | undefined =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
    ? value
    : undefined;

const placeIn = ({ latitude, longitude }: Fields): Place | undefined =>
  typeof latitude === 'number' && typeof longitude === 'number'
    ? { latitude, longitude }
    : undefined;

/** Rows and columns of the parts that are open; a body that is one part is part `0/0`. */
const openParts = (fields: Fields, before: readonly string[]): readonly string[] | undefined => {
  const parts = (Array.isArray(fields.values) ? fields.values : [fields]) as Fields[];
  if (!parts.some(({ isOpen }) => typeof isOpen === 'boolean')) return undefined;
  const open = parts.flatMap((part) => {
    const name = `${part.row ?? 0}/${part.column ?? 0}`;
    const isOpen = typeof part.isOpen === 'boolean' ? part.isOpen : before.includes(name);
    return isOpen ? [name] : [];
  });
  return open.sort();
};
