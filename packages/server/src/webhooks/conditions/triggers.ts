import type { SignalCode } from '@carport/catalog';
import type { ConditionalTrigger, Trigger } from '../contract.js';

export const isConditional = (trigger: Trigger): trigger is ConditionalTrigger =>
  typeof trigger !== 'string';

/** The signals of the triggers, each once. */
export const triggerCodes = (triggers: readonly Trigger[]): SignalCode[] => [
  ...new Set(triggers.map((trigger) => (isConditional(trigger) ? trigger.code : trigger))),
];
