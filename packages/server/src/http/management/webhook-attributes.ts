import { type SignalCode, signalRow, TriggerCondition } from '@carport/catalog';
import Type, { type Static } from 'typebox';
import { isConditional } from '../../webhooks/conditions/triggers.js';
import type { Trigger, Webhook, WebhookDefinition } from '../../webhooks/contract.js';

/*
 * How a webhook's signals and its address for errors are written. They are shown under their documented names, with
 * group and name of each signal; what is shown can be sent back, and a code alone does as well.
 */

const code = Type.String({ maxLength: 100, description: 'For example `closure-islocked`.' });
const shownSignal = { group: Type.String(), name: Type.String(), code: Type.String() };
const sentSignal = {
  group: Type.Optional(Type.String({ maxLength: 100, description: 'Not looked at.' })),
  name: Type.Optional(Type.String({ maxLength: 100, description: 'Not looked at.' })),
  code,
};
const strict = { additionalProperties: false } as const;
const MOST = 200;

export const ShownTriggers = Type.Array(
  Type.Object({ ...shownSignal, condition: Type.Optional(TriggerCondition) }),
);
export const ShownSignals = Type.Array(Type.Object(shownSignal));

export const SentTriggers = Type.Array(
  Type.Union([
    code,
    Type.Object({ ...sentSignal, condition: Type.Optional(TriggerCondition) }, strict),
  ]),
  {
    maxItems: MOST,
    description:
      'Signals whose changes are told. A code alone stands for any change; with a condition, only changes by which it holds.',
  },
);
export const SentSignals = Type.Array(Type.Union([code, Type.Object(sentSignal, strict)]), {
  maxItems: MOST,
  description: 'Signals that every event tells, beside those of the triggers.',
});

type Own = 'triggers' | 'signals' | 'errorUri';

/** A webhook's definition, or a change to it, as a client sends it. */
export type SentDefinition = Omit<WebhookDefinition, Own> & {
  readonly triggers?: Static<typeof SentTriggers>;
  readonly data?: Static<typeof SentSignals>;
  readonly errorCallbackUri?: string | null;
};

export const definitionOf = <T extends Partial<SentDefinition>>(sent: T) => {
  const { triggers, data, errorCallbackUri, ...rest } = sent;
  return {
    ...rest,
    ...(triggers && { triggers: triggers.map(triggerOf) }),
    ...(data && { signals: data.map(codeOf) }),
    ...(errorCallbackUri === undefined ? {} : { errorUri: errorCallbackUri }),
  };
};

/** Whether there is such a signal is for the definition's own rules to say. */
const codeOf = (sent: string | { readonly code: string }): SignalCode =>
  (typeof sent === 'string' ? sent : sent.code) as SignalCode;

const triggerOf = (sent: Static<typeof SentTriggers>[number]): Trigger =>
  typeof sent === 'string' || sent.condition === undefined
    ? codeOf(sent)
    : { code: codeOf(sent), condition: sent.condition };

export const shownDefinition = ({ triggers, signals, errorUri }: Pick<Webhook, Own>) => ({
  errorCallbackUri: errorUri,
  triggers: triggers.map((trigger) =>
    isConditional(trigger)
      ? { ...named(trigger.code), condition: trigger.condition }
      : named(trigger),
  ),
  data: signals.map(named),
});

const named = (of: SignalCode) => {
  const { group, name } = signalRow(of);
  return { group, name, code: of };
};
