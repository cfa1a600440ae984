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

const convertBody = (body: JsonObject, unit: BodyUnit, system: UnitSystem): JsonObject => {
  const convert = (value: number): number => figureIn(value, unit.quantity, system);
  let converted: unknown = body;
  for (const path of unit.paths) converted = convertAt(converted, path.split('.'), 0, convert);
  if (body.unit !== QUANTITIES[unit.quantity].metric) return converted as JsonObject;
  return { ...(converted as JsonObject), unit: unitName(unit.quantity, system) };
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
  if (system === 'metric' || row.unit === undefined || !isObject(body)) return body;
  return convertBody(body, row.unit, system);
};
