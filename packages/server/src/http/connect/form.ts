import type { BatteryAnswer } from '../../connect/battery-contract.js';
import type { Action } from '../../connect/contract.js';
import type { Step } from '../../connect/session.js';

const text = (form: URLSearchParams, name: string): string => form.get(name) ?? '';

/** What a step's form says that the owner did. */
export const readAction = (step: Step, form: URLSearchParams): Action => {
  switch (step) {
    case 'preamble':
      if (form.has('language')) return { type: 'speak', language: text(form, 'language') };
      return { type: 'continue', country: text(form, 'country') };
    case 'brand':
      return form.has('missing')
        ? { type: 'brand-missing' }
        : { type: 'choose-brand', make: text(form, 'make') };
    case 'sign-in':
      if (form.has('cancel')) return { type: 'cancel-sign-in' };
      return {
        type: 'sign-in',
        username: text(form, 'username'),
        password: text(form, 'password'),
      };
    case 'verify':
      if (form.has('cancel')) return { type: 'cancel-sign-in' };
      return { type: 'verify', answers: { pin: digits(form, 'pin'), code: digits(form, 'code') } };
    case 'vehicles':
      return form.has('every')
        ? { type: 'pick-every-vehicle', pick: text(form, 'every') === 'yes' }
        : {
            type: 'pick-vehicles',
            shown: form.getAll('shown'),
            picked: form.getAll('vin'),
            done: !TURNS.has(text(form, 'go')),
          };
    case 'permissions':
      return {
        type: 'decide',
        allow: text(form, 'decision') === 'allow',
        permissions: form.getAll('permission'),
      };
    case 'battery':
      return form.has('skip')
        ? { type: 'skip-batteries' }
        : { type: 'answer-battery', vin: text(form, 'vin'), ...readBattery(form) };
    case 'virtual-key':
      return { type: 'key-told' };
  }
};

/** Which battery it says; null for an owner who does not know. */
export const readBattery = (form: URLSearchParams): BatteryAnswer => {
  if (form.has('unsure')) return { kwh: null };
  const kwh = form.get('capacity');
  return { kwh: kwh === null ? undefined : Number(kwh) };
};

/** People write codes in groups: "123 456". */
const digits = (form: URLSearchParams, name: string): string =>
  text(form, name).replaceAll(/[\s-]/g, '');

const TURNS = new Map([
  ['previous', -1],
  ['next', 1],
]);

/** The page of the vehicle list that comes after this form. */
export const pageAfter = (form: URLSearchParams): number => {
  const page = Number.parseInt(text(form, 'page'), 10);
  return (Number.isSafeInteger(page) ? page : 1) + (TURNS.get(text(form, 'go')) ?? 0);
};
