import { isDeepStrictEqual } from 'node:util';
import type { SignalCode } from '@carport/catalog';
import type { VehicleSnapshot } from '../../signals/report.js';
import type { ConditionalTrigger } from '../contract.js';
import { holds, keepsReference } from './holds.js';
import { type Observation, observe } from './observe.js';

/** What the conditions of one subscription remember, each under its own name. */
export type Marks = Readonly<Record<string, Observation>>;

/** The car before and after the change. */
export interface States {
  readonly before: VehicleSnapshot;
  readonly after: VehicleSnapshot;
}

export interface Judged {
  /** The signals whose conditions hold by this change. */
  readonly fired: ReadonlySet<SignalCode>;
  /** The same object when there is nothing new to remember. */
  readonly marks: Marks;
}

/**
 * Judges the conditions on changed signals. What a condition compares with is the state before the change, or
 * what it remembers: where a distance is measured from, and what was last known of a car that fell silent about
 * the signal.
 */
export const judge = (
  conditions: readonly ConditionalTrigger[],
  marks: Marks,
  changed: readonly SignalCode[],
  states: States,
): Judged => {
  const fired = new Set<SignalCode>();
  const kept: Record<string, Observation> = {};
  for (const trigger of conditions) {
    const name = markOf(trigger);
    const mark = marks[name];
    const judged = changed.includes(trigger.code)
      ? judgeOne(trigger, mark, states)
      : { held: false, mark };
    if (judged.held) fired.add(trigger.code);
    if (judged.mark !== undefined) kept[name] = judged.mark;
  }
  return { fired, marks: isDeepStrictEqual(kept, marks) ? marks : kept };
};

const judgeOne = (
  { code, condition }: ConditionalTrigger,
  mark: Observation | undefined,
  { before, after }: States,
): { readonly held: boolean; readonly mark: Observation | undefined } => {
  const body = after.signals[code]?.body;
  const seen = mark ?? observe(code, before.signals[code]?.body);
  const now = observe(code, body, seen);
  if (now === undefined) return { held: false, mark: seen };
  const held = seen !== undefined && holds(condition, seen, now);
  if (keepsReference(condition)) return { held, mark: held ? now : (seen ?? now) };
  // The next change brings its own state before, unless that says less than is known.
  return { held, mark: isDeepStrictEqual(observe(code, body), now) ? undefined : now };
};

/** A condition that is changed is a new one, and begins anew. */
const markOf = ({ code, condition }: ConditionalTrigger): string =>
  [code, condition.type, ...('value' in condition ? [String(condition.value)] : [])].join(' ');
