import { BMW_GROUP, GM, HYUNDAI_GROUP } from './groups.js';
import type { CarQuirk, QuirkRow, TelemetryQuirk } from './quirk.js';

export const TELEMETRY_QUIRKS: readonly QuirkRow<TelemetryQuirk>[] = [
  {
    makes: ['ACURA'],
    kind: 'no-data-with-ignition-on',
    note: 'Some model years send nothing while the ignition is on.',
    effect: {
      error: { type: 'VEHICLE_STATE', code: 'IGNITION_ON' },
      on: 'reading',
    },
  },
  {
    makes: ['ACURA'],
    kind: 'deep-sleep',
    afterDays: 7,
    wokenBy: null,
    note: 'Most cars fall asleep after about a week without use.',
    effect: {
      error: { type: 'VEHICLE_STATE', code: 'ASLEEP' },
      on: 'everything',
    },
  },
  {
    makes: GM,
    kind: 'deep-sleep',
    afterDays: 3,
    wokenBy: 'ignition',
    note: 'After three or four days without use the car saves its 12-volt battery and answers nobody until it has been switched on once.',
    effect: {
      error: { type: 'VEHICLE_STATE', code: 'ASLEEP' },
      on: 'everything',
    },
  },
  {
    makes: GM,
    kind: 'upstream-limit',
    minutesBetween: 30,
    note: 'The carmaker turns requests away that come more often than every half hour, and its own app uses the same allowance. Put what you need into one batch.',
    effect: {
      error: { type: 'UPSTREAM', code: 'RATE_LIMIT' },
      on: 'everything',
    },
  },
  {
    makes: HYUNDAI_GROUP,
    kind: 'updates-on-events',
    scope: { toYear: 2024 },
    chargeStepPercent: 10,
    note: 'Before model year 2025 cars report when something happens: every ten percent of a charge and at its end, five minutes after the ignition goes off or the doors stay unlocked, and after a command.',
  },
  {
    makes: ['NISSAN'],
    kind: 'owner-notified-of',
    permission: 'read_location',
    note: 'The MyNISSAN app may tell the owner that the car was found, every time its position is read.',
  },
];

export const CAR_QUIRKS: readonly QuirkRow<CarQuirk>[] = [
  {
    makes: ['TESLA'],
    kind: 'virtual-key',
    scopes: [
      { models: ['Cybertruck', 'Model 3', 'Model Y'] },
      { models: ['Model S', 'Model X'], fromYear: 2021 },
    ],
    note: 'These cars take commands only from apps whose virtual key the owner has added in the Tesla app.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'VIRTUAL_KEY_REQUIRED' },
      on: 'commands',
      tag: 'no-virtual-key',
    },
  },
  {
    makes: ['RIVIAN'],
    kind: 'bluetooth-pairing-for-commands',
    note: 'Commands work once a telephone has been paired with the car over Bluetooth.',
    effect: {
      error: { type: 'VEHICLE_STATE', code: 'REMOTE_ACCESS_DISABLED' },
      on: 'commands',
      tag: 'no-bluetooth',
    },
  },
  {
    makes: ['VOLVO'],
    kind: 'unlock-needs-trunk',
    afterSeconds: 10,
    note: 'About ten seconds after an unlock the hazard lights flash, and the owner has to open the trunk to complete it. Say so in your app while the request runs.',
  },
  {
    makes: BMW_GROUP,
    kind: 'software-needed',
    software: 'BMW Operating System',
    version: 8,
    permissions: ['control_charge'],
    scope: {},
    note: 'Starting and stopping a charge, and the charge limit, need Operating System 8 or newer in the car.',
    effect: {
      error: { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' },
      on: { permissions: ['control_charge'], signals: ['charge-chargelimits'] },
      tag: 'old-software',
    },
  },
  {
    makes: ['VOLKSWAGEN'],
    kind: 'software-needed',
    software: 'ID. Software',
    version: 3,
    permissions: ['read_location', 'read_odometer'],
    scope: { models: ['ID.'], fromYear: 2021, toYear: 2022 },
    note: 'ID. models of 2021, and some of 2022, tell position and odometer only after the update to version 3.',
    effect: {
      error: { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' },
      on: { permissions: ['read_location', 'read_odometer'] },
      tag: 'old-software',
    },
  },
  {
    makes: ['VOLVO'],
    kind: 'not-connectable',
    scopes: [
      { models: ['XC40 Recharge'], fromYear: 2021 },
      { models: ['S90', 'V90', 'XC60', 'C40 Recharge'], fromYear: 2022 },
      { except: ['XC40'], fromYear: 2023 },
    ],
    note: 'Newer cars want a device inside the car while the owner signs in, which no sign-in on the web can offer. An account with only such cars looks empty.',
    effect: {
      error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'NO_VEHICLES' },
      on: 'signing-in',
      tag: 'in-car-sign-in',
    },
  },
];
