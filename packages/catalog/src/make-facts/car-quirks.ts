import { BMW_GROUP, GM, HYUNDAI_GROUP } from './groups.js';
import type { CarQuirk, QuirkRow, TelemetryQuirk } from './quirk.js';

export const TELEMETRY_QUIRKS: readonly QuirkRow<TelemetryQuirk>[] = [
  {
    makes: ['ACURA'],
    kind: 'no-data-with-ignition-on',
    note: 'Some model years send nothing while the ignition is on.',
  },
  {
    makes: ['ACURA'],
    kind: 'deep-sleep',
    afterDays: 7,
    wokenBy: null,
    note: 'Most cars fall asleep after about a week without use.',
  },
  {
    makes: GM,
    kind: 'deep-sleep',
    afterDays: 3,
    wokenBy: 'ignition',
    note: 'After three or four days without use the car saves its 12-volt battery and answers nobody until it has been switched on once.',
  },
  {
    makes: GM,
    kind: 'upstream-limit',
    minutesBetween: 30,
    note: 'The carmaker turns requests away that come more often than every half hour, and its own app uses the same allowance. Put what you need into one batch.',
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
  },
  {
    makes: ['RIVIAN'],
    kind: 'bluetooth-pairing-for-commands',
    note: 'Commands work once a telephone has been paired with the car over Bluetooth.',
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
  },
  {
    makes: ['VOLKSWAGEN'],
    kind: 'software-needed',
    software: 'ID. Software',
    version: 3,
    permissions: ['read_location', 'read_odometer'],
    scope: { models: ['ID.'], fromYear: 2021, toYear: 2022 },
    note: 'ID. models of 2021, and some of 2022, tell position and odometer only after the update to version 3.',
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
  },
];
