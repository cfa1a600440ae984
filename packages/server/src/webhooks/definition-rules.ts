import { conditionProblem, findSignalRow, isSignalCode, type SignalRow } from '@carport/catalog';
import { type Complaint, fault } from '../platform/fault.js';
import { isConditional, triggerCodes } from './conditions/triggers.js';
import type {
  DeliveryMethod,
  Trigger,
  WebhookDefinition,
  WebhookType,
  WebhookVersion,
} from './contract.js';
import { checkDelivery } from './delivery/option-rules.js';
import { changedOptions, DELIVERY_DEFAULTS, type DeliveryOptions } from './delivery/options.js';
import { LEASE } from './feed/contract.js';
import { fullSettings, isLegacy, settingsProblems } from './legacy/settings.js';
import type { AddressRules } from './outgoing/addresses.js';
import { callbackUriProblem } from './outgoing/callback-uri.js';

const LONGEST_NAME = 100;

/** What clients call them. */
const FIELDS = { triggers: 'triggers', signals: 'data', errorUri: 'errorCallbackUri' } as const;

export type CheckedDefinition = Required<
  Omit<WebhookDefinition, 'delivery' | 'version' | 'callbackUri'>
> & {
  readonly delivery: DeliveryOptions;
  /** Null when events are pulled. */
  readonly callbackUri: string | null;
};

/**
 * The definition with its defaults, fit to be kept; triggers are always among the signals that are sent.
 * Throws VALIDATION that names every field that is wrong. Delivery options that are not given stay as they are.
 */
export const checkDefinition = (
  definition: WebhookDefinition,
  rules: AddressRules,
  current: DeliveryOptions = DELIVERY_DEFAULTS,
): CheckedDefinition => {
  const { name, triggers, signals, type = 'signals', deliveryMethod = 'push' } = definition;
  const { callbackUri = null, errorUri = null, leaseSeconds = null } = definition;
  const complaints = [
    ...checkName(name),
    ...(deliveryMethod === 'push'
      ? checkUri('callbackUri', callbackUri ?? '', rules)
      : checkAbsent({ callbackUri, [FIELDS.errorUri]: errorUri })),
    ...(deliveryMethod === 'pull' || errorUri === null
      ? []
      : checkUri(FIELDS.errorUri, errorUri, rules)),
    ...checkLease(deliveryMethod, leaseSeconds),
    ...checkVersion(definition),
    ...(type === 'signals' ? checkTriggers(triggers) : []),
    ...(type === 'operational' ? checkOperational(definition) : []),
    ...checkLegacy(definition),
    ...checkCodes(FIELDS.signals, signals),
    ...checkDelivery(definition.delivery ?? {}),
  ];
  if (complaints.length > 0) throw fault('VALIDATION', null, { detail: complaints });
  return {
    name: name.trim(),
    deliveryMethod,
    leaseSeconds,
    callbackUri,
    errorUri,
    triggers: uniqueTriggers(triggers),
    signals: [...new Set([...signals, ...triggerCodes(triggers)])],
    autoSubscribe: definition.autoSubscribe ?? false,
    isEnabled: definition.isEnabled ?? true,
    type,
    legacy: isLegacy(type) ? fullSettings(type, definition.legacy ?? {}) : null,
    delivery: changedOptions(current, definition.delivery ?? {}),
  };
};

export const versionOf = (type: WebhookType): WebhookVersion => (isLegacy(type) ? '2.0' : '4.0');

const checkVersion = ({ type = 'signals', version }: WebhookDefinition): Complaint[] => {
  const expected = versionOf(type);
  if (version === undefined || version === expected) return [];
  return [{ field: 'version', message: `a webhook of type "${type}" has version ${expected}` }];
};

const checkName = (name: string): Complaint[] => {
  const { length } = name.trim();
  if (length > 0 && length <= LONGEST_NAME && !/\p{Cc}/u.test(name)) return [];
  return [{ field: 'name', message: `must have 1 to ${LONGEST_NAME} printable characters` }];
};

const checkUri = (field: string, uri: string, rules: AddressRules): Complaint[] => {
  const message = callbackUriProblem(uri, rules);
  return message === null ? [] : [{ field, message }];
};

const checkLease = (deliveryMethod: DeliveryMethod, seconds: number | null): Complaint[] => {
  const { shortest, longest } = LEASE;
  if (seconds === null) return [];
  if (deliveryMethod === 'push') {
    return [{ field: 'leaseSeconds', message: 'is for webhooks whose events are pulled' }];
  }
  return Number.isInteger(seconds) && seconds >= shortest && seconds <= longest
    ? []
    : [{ field: 'leaseSeconds', message: `must be a whole number from ${shortest} to ${longest}` }];
};

const checkAbsent = (uris: Readonly<Record<string, string | null>>): Complaint[] =>
  Object.entries(uris).flatMap(([field, uri]) =>
    uri === null ? [] : [{ field, message: 'must be null: the events of this webhook are pulled' }],
  );

const checkTriggers = (triggers: readonly Trigger[]): Complaint[] => {
  if (triggers.length === 0) return [{ field: 'triggers', message: 'must name a signal' }];
  const codes = triggerCodes(triggers);
  const plain = new Set(triggers.filter((trigger) => !isConditional(trigger)));
  const conditional = triggers.filter(isConditional);
  return [
    ...checkCodes('triggers', codes),
    ...[
      ...codes
        .filter((code) => findSignalRow(code)?.kind === 'attribute')
        .map((code) => `"${code}" is an attribute: it never changes and cannot trigger`),
      ...codes
        .filter((code) => plain.has(code) && conditional.some((one) => one.code === code))
        .map((code) => `"${code}" is there with and without a condition`),
      ...conditional.flatMap(({ code, condition }) => {
        const row = findSignalRow(code);
        return row?.kind === 'signal' ? (conditionProblem(row as SignalRow, condition) ?? []) : [];
      }),
    ].map((message) => ({ field: 'triggers', message })),
  ];
};

/** In their order, each once. */
const uniqueTriggers = (triggers: readonly Trigger[]): Trigger[] => [
  ...new Map(triggers.map((trigger) => [JSON.stringify(trigger), trigger])).values(),
];

/** Version 2.0 tells of endpoints and events, and has errors among its answers. */
const checkLegacy = (definition: WebhookDefinition): Complaint[] => {
  const { type = 'signals', legacy, errorUri = null } = definition;
  if (!isLegacy(type)) {
    return legacy ? [{ field: 'legacy', message: 'is for webhooks of version 2.0 only' }] : [];
  }
  return [
    ...(['triggers', 'signals'] as const)
      .filter((what) => definition[what].length > 0)
      .map((what) => ({
        field: FIELDS[what],
        message: `must be empty: version 2.0 has no ${what}`,
      })),
    ...(errorUri === null
      ? []
      : [
          {
            field: FIELDS.errorUri,
            message: 'must be absent: version 2.0 sends no events of errors',
          },
        ]),
    ...settingsProblems(type, legacy ?? {}).map((message) => ({ field: 'legacy', message })),
  ];
};

/** There is no car in what it is told. */
const checkOperational = (definition: WebhookDefinition): Complaint[] => [
  ...(['triggers', 'signals'] as const)
    .filter((what) => definition[what].length > 0)
    .map((what) => ({
      field: FIELDS[what],
      message: 'must be empty: an operational webhook has no signals',
    })),
  ...(definition.autoSubscribe
    ? [{ field: 'autoSubscribe', message: 'must be false: an operational webhook has no cars' }]
    : []),
];

const checkCodes = (field: string, codes: readonly string[]): Complaint[] =>
  codes
    .filter((code) => !isSignalCode(code))
    .map((code) => ({ field, message: `"${code}" is not a signal` }));
