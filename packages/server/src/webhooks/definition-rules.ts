import { findSignalRow, isSignalCode, type SignalCode } from '@carport/catalog';
import { fault } from '../platform/fault.js';
import { callbackUriProblem } from './callback-uri.js';
import type { WebhookDefinition } from './contract.js';

const LONGEST_NAME = 100;

interface Complaint extends Record<string, unknown> {
  readonly field: string;
  readonly message: string;
}

interface Rules {
  readonly allowLocalCallbacks: boolean;
}

export type CheckedDefinition = Required<WebhookDefinition>;

/**
 * The definition with its defaults, fit to be kept; triggers are always among the signals that are sent.
 * Throws VALIDATION that names every field that is wrong.
 */
export const checkDefinition = (definition: WebhookDefinition, rules: Rules): CheckedDefinition => {
  const { name, callbackUri, triggers, signals, errorUri = null } = definition;
  const complaints = [
    ...checkName(name),
    ...checkUri('callbackUri', callbackUri, rules),
    ...(errorUri === null ? [] : checkUri('errorUri', errorUri, rules)),
    ...checkTriggers(triggers),
    ...checkCodes('signals', signals),
  ];
  if (complaints.length > 0) throw fault('VALIDATION', null, { detail: complaints });
  return {
    name: name.trim(),
    callbackUri,
    errorUri,
    triggers: [...new Set(triggers)],
    signals: [...new Set([...signals, ...triggers])],
    autoSubscribe: definition.autoSubscribe ?? false,
    isEnabled: definition.isEnabled ?? true,
  };
};

const checkName = (name: string): Complaint[] => {
  const { length } = name.trim();
  if (length > 0 && length <= LONGEST_NAME && !/\p{Cc}/u.test(name)) return [];
  return [{ field: 'name', message: `must have 1 to ${LONGEST_NAME} printable characters` }];
};

const checkUri = (field: string, uri: string, rules: Rules): Complaint[] => {
  const message = callbackUriProblem(uri, rules);
  return message === null ? [] : [{ field, message }];
};

const checkTriggers = (triggers: readonly SignalCode[]): Complaint[] => {
  if (triggers.length === 0) return [{ field: 'triggers', message: 'must name a signal' }];
  const attributes = triggers.filter((code) => findSignalRow(code)?.kind === 'attribute');
  return [
    ...checkCodes('triggers', triggers),
    ...attributes.map((code) => ({
      field: 'triggers',
      message: `"${code}" is an attribute: it never changes and cannot trigger`,
    })),
  ];
};

const checkCodes = (field: string, codes: readonly string[]): Complaint[] =>
  codes
    .filter((code) => !isSignalCode(code))
    .map((code) => ({ field, message: `"${code}" is not a signal` }));
