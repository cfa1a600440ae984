import { SIGNALS, type SignalRow } from '@carport/catalog';
import { CliFailure, EXIT } from '../failure.js';
import type { Told } from './told.js';

/** Which events a developer wants to see: types, signals or whole groups, with `*` for any letters. */
export interface Selection {
  /** The signals whose changes can be meant. */
  readonly triggers: readonly string[];
  includes(event: Pick<Told, 'eventType' | 'triggers'>): boolean;
}

const TYPES = ['VEHICLE_STATE', 'VEHICLE_ERROR'] as const;

const TRIGGERS: readonly SignalRow[] = SIGNALS.filter((row: SignalRow) => row.kind === 'signal');

export const EVERYTHING: Selection = {
  triggers: TRIGGERS.map(({ code }) => code),
  includes: () => true,
};

export const selectionOf = (texts: readonly string[] | undefined): Selection => {
  if (!texts || texts.length === 0) return EVERYTHING;
  const patterns = texts.flatMap((text) => text.split(',')).map(patternOf);
  const anyOf = (words: readonly string[]): boolean =>
    words.some((word) => patterns.some((pattern) => pattern.test(word)));
  const named = TRIGGERS.filter(({ code, group }) => anyOf([code, group])).map(({ code }) => code);
  if (named.length === 0 && !anyOf(TYPES)) {
    throw new CliFailure(
      EXIT.usage,
      `no event is meant by ${texts.join(', ')}`,
      `Name VEHICLE_STATE, VEHICLE_ERROR, a signal such as charge-ischarging, a group such as Charge, or a pattern such as 'charge-*'.`,
    );
  }
  return {
    triggers: named.length > 0 ? named : EVERYTHING.triggers,
    includes: ({ eventType, triggers }) =>
      anyOf([eventType]) || triggers.some((code) => named.includes(code)),
  };
};

const patternOf = (text: string): RegExp => {
  const letters = text.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${letters.replaceAll('*', '.*')}$`, 'i');
};
