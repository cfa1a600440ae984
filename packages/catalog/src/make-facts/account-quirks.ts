import { BMW_GROUP, PSA } from './groups.js';
import type { AccountQuirk, QuirkRow } from './quirk.js';

export const ACCOUNT_QUIRKS: readonly QuirkRow<AccountQuirk>[] = [
  {
    makes: ['AUDI'],
    kind: 'primary-user',
    title: 'Key User',
    note: 'Only the account that Audi lists as the car’s Key User can do everything.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'ACCOUNT_ISSUE' },
      on: 'commands',
      tag: 'additional-user',
    },
  },
  {
    makes: ['VOLKSWAGEN'],
    kind: 'primary-user',
    title: 'Primary User',
    note: 'Only the primary user can do everything. The owner becomes it in the Volkswagen app; some models ask for a step at the car’s screen as well.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'ACCOUNT_ISSUE' },
      on: 'commands',
      tag: 'additional-user',
    },
  },
  {
    makes: ['VOLKSWAGEN'],
    region: 'EUROPE',
    kind: 'subscription-review',
    note: 'A new subscription or trial works only after Volkswagen has looked at it and confirmed it by e-mail.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'SUBSCRIPTION' },
      on: 'everything',
      tag: 'subscription-in-review',
    },
  },
  {
    makes: ['VOLKSWAGEN'],
    kind: 'identity-check-for',
    permission: 'control_security',
    note: 'Locking and unlocking may ask for Volkswagen’s identity check, for which a dealer confirms who owns the car.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'ACCOUNT_ISSUE' },
      on: { permissions: ['control_security'] },
      tag: 'unidentified',
    },
  },
  {
    makes: BMW_GROUP,
    kind: 'subscription-error-when-older-than',
    days: 31,
    note: 'Data more than a month old means in practice that the subscription has run out, so a read answers with a subscription error.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'SUBSCRIPTION' },
      on: 'reading',
    },
  },
  {
    makes: ['BYD'],
    kind: 'single-session',
    note: 'One account holds one session: signing in to the BYD app ends the connection. Owners do best with a second account for your app alone.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'AUTHENTICATION_FAILED' },
      on: 'everything',
      tag: 'signed-in-elsewhere',
    },
  },
  {
    makes: PSA,
    kind: 'pin-for',
    permission: 'control_charge',
    secondFactor: true,
    note: 'An app that asks to control charging makes the sign-in ask for the PIN and second factor that the owner set up in the carmaker’s app. Who has set up neither cannot allow it.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'ACCOUNT_ISSUE' },
      on: 'signing-in',
      tag: 'no-pin',
    },
  },
  {
    makes: ['RIVIAN'],
    kind: 'reauthorization-every',
    days: 14,
    when: 'second-factor',
    note: 'An account with a second factor has to be connected again about every two weeks.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'AUTHENTICATION_FAILED' },
      on: 'everything',
      tag: 'second-factor',
    },
  },
  {
    makes: ['TESLA'],
    kind: 'remote-access-delay',
    hours: 24,
    note: 'After the owner has switched remote access on, it can take hours, at most about a day, before requests pass.',
    effect: {
      error: { type: 'VEHICLE_STATE', code: 'REMOTE_ACCESS_DISABLED' },
      on: 'everything',
      tag: 'remote-access-new',
    },
  },
  {
    makes: ['TESLA'],
    kind: 'account-owner-for',
    permission: 'read_charge_records',
    note: 'The bills of charging sessions are for the account that owns the car; a driver’s profile cannot see them.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'PERMISSION' },
      on: { permissions: ['read_charge_records'] },
      tag: 'driver',
    },
  },
  {
    makes: ['TESLA'],
    kind: 'tenant-change-reauthorizes',
    note: 'Set up your own Tesla tenant before the first car is connected: changing it later means that every owner connects again.',
  },
  {
    makes: ['VOLVO'],
    kind: 'email-sign-in-only',
    note: 'A telephone number does not work as a user name here; the owner adds an e-mail address to the account first.',
  },
];
