import type { BodyUnit, SignalRow } from './signals/row.js';
import { figureIn, QUANTITIES, unitName } from './units.js';
import type { UnitSystem } from './vocabulary.js';

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Copies the way down to the numbers that a path names and leaves everything else shared. */
const convertAt = (
  node: unknown,
  steps: readonly string[],
  at: number,
  convert: (value: number) => number,
): unknown => {
  const step = steps[at];
  if (step === undefined) return typeof node === 'number' ? convert(node) : node;
  if (step === '*') {
    if (!Array.isArray(node)) return node;
    return node.map((element) => convertAt(element, steps, at + 1, convert));
  }
  if (!isObject(node) || !Object.hasOwn(node, step)) return node;
  return { ...node, [step]: convertAt(node[step], steps, at + 1, convert) };
};

const convertAll = (body: unknown, unit: BodyUnit, system: UnitSystem): unknown => {
  const convert = (value: number): number => figureIn(value, unit.quantity, system);
  let converted = body;
  for (const path of unit.paths) converted = convertAt(converted, path.split('.'), 0, convert);
  return converted;
};

/**
 * A metric signal body in the wanted unit system: numbers rounded to two decimals, and the `unit` key
 * renamed where the body has one. Metric bodies, and bodies without units, come back as they are.
 */
export const signalBodyIn = (
  row: Pick<SignalRow, 'unit'>,
  body: unknown,
  system: UnitSystem,
): unknown => {
  const { unit } = row;
  if (system === 'metric' || unit === undefined || !isObject(body)) return body;
  const converted = convertAll(body, unit, system) as JsonObject;
  if (body.unit !== QUANTITIES[unit.quantity].metric) return converted;
  return { ...converted, unit: unitName(unit.quantity, system) };
};

/** A metric body without unit names, such as those of v2.0, in the wanted unit system. */
export const figuresIn = (
  body: unknown,
  units: readonly BodyUnit[],
  system: UnitSystem,
): unknown => {
  if (system === 'metric') return body;
  return units.reduce((converted, unit) => convertAll(converted, unit, system), body);
};
