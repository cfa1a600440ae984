import { BMW_GROUP, FORD_GROUP, GM } from './groups.js';
import type { ChargingQuirk, QuirkRow } from './quirk.js';

export const CHARGING_QUIRKS: readonly QuirkRow<ChargingQuirk>[] = [
  {
    makes: GM,
    kind: 'minimum-charge-for-remote-charge',
    percent: 50,
    note: 'Charging can be started and stopped from afar only while the battery is at least half full.',
    effect: {
      error: { type: 'VEHICLE_STATE', code: 'LOW_BATTERY' },
      on: { commands: ['charge-start', 'charge-stop'] },
    },
  },
  {
    makes: ['NISSAN'],
    region: 'US',
    kind: 'start-only',
    note: 'Charging can be started from afar, but not stopped.',
    effect: {
      error: { type: 'COMPATIBILITY', code: 'SMARTCAR_NOT_CAPABLE' },
      on: { commands: ['charge-stop'] },
    },
  },
  {
    makes: ['POLESTAR'],
    kind: 'stop-refused-below',
    percent: 40,
    note: 'The carmaker does not take a stop while the battery is below 40 percent.',
    effect: {
      error: { type: 'VEHICLE_STATE', code: 'LOW_BATTERY' },
      on: { commands: ['charge-stop'] },
    },
  },
  {
    makes: FORD_GROUP,
    kind: 'schedule-overrides-limit',
    limitPercent: 100,
    note: 'Where the car has a charging schedule for the place it is at, starting a charge sets that schedule aside: the car charges to 100 percent, and its charge limit reads so.',
  },
  {
    makes: ['VOLKSWAGEN'],
    kind: 'charge-command-throttling',
    restoredBy: 'driving',
    simulatedMost: 10,
    note: 'To spare the battery, the car stops taking charge commands after too many in a row. It takes them again once it has been driven.',
    effect: {
      error: { type: 'UPSTREAM', code: 'RATE_LIMIT' },
      on: { commands: ['charge-start', 'charge-stop'] },
    },
  },
  {
    makes: ['TESLA'],
    kind: 'charge-schedules',
    types: ['daily', 'weekly', 'workweek'],
    note: 'Keeps daily, weekly and workweek charging schedules.',
  },
  {
    makes: ['VOLVO'],
    kind: 'charge-schedules',
    types: ['daily'],
    note: 'Keeps a daily charging schedule.',
  },
  {
    makes: ['FORD', 'TESLA', 'TOYOTA'],
    kind: 'charging-events',
    note: 'The carmaker tells by itself when a charge starts, stops and completes.',
  },
  {
    makes: BMW_GROUP,
    region: 'EUROPE',
    kind: 'energy-integration',
    countries: 'AT BE CH DE DK ES FI FR GB IE IT LU NL NO PL PT SE'.split(' '),
    geofenceMeters: 200,
    mostStops: { count: 80, days: 30 },
    current: 'AC',
    signals: [
      'charge-chargingconnectortype',
      'charge-ischargingcableconnected',
      'charge-ischarging',
      'charge-detailedchargingstatus',
      'charge-chargetimers',
      'charge-chargelimits',
      'charge-timetocomplete',
      'charge-wattage',
      'tractionbattery-stateofcharge',
      'tractionbattery-range',
      'tractionbattery-nominalcapacity',
      'location-preciselocation',
    ],
    commands: ['charge-start', 'charge-stop'],
    note: 'The energy service covers electric cars and plug-in hybrids near the one address that the owner agreed to, AC charging only, and 80 stops in 30 days. It says nothing of public charging, and nothing beyond charge, battery and place.',
    effect: {
      error: { type: 'COMPATIBILITY', code: 'PLATFORM_NOT_CAPABLE' },
      on: 'everything',
      tag: 'energy-service',
    },
  },
];
