import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  COMMANDS,
  type CommandId,
  type CommandRow,
  commandRow,
  isCommandId,
  V3_COMMANDS,
} from '../src/index.js';

const rows: readonly CommandRow[] = COMMANDS;

test('the commands are the documented ones', () => {
  expect(rows.map((row) => row.id)).toEqual([
    'charge-start',
    'charge-stop',
    'charge-set-limit',
    'charge-port-open',
    'charge-port-close',
    'security-lock',
    'security-unlock',
    'navigation-set-destination',
    'charge-set-amperage',
    'charge-set-timer',
    'charge-set-schedules',
    'charge-set-location-schedule',
    'climate-start',
    'climate-stop',
    'climate-set',
    'defroster-start',
    'defroster-stop',
    'steering-heater-start',
    'steering-heater-stop',
    'front-trunk-open',
    'front-trunk-close',
    'trunk-open',
    'trunk-close',
    'pin-set',
    'pin-clear',
    'charge-schedule-create',
    'charge-schedule-delete',
  ]);
});

test('v3 has the first eight of them, named after its paths', () => {
  expect(V3_COMMANDS).toEqual(rows.filter((row) => row.v3Path !== undefined));
  expect(V3_COMMANDS.map((row) => row.v3Path.replace('/', '-'))).toEqual(
    rows.slice(0, 8).map((row) => row.id),
  );
});

describe.each(rows.map((row) => [row.id, row] as const))('%s', (id, row) => {
  test('needs a control permission', () => {
    expect(row.permission).toMatch(/^control_/);
    expect(row.description).toMatch(/\.$/);
  });

  test('is found by its id', () => {
    expect(isCommandId(id)).toBe(true);
    expect(commandRow(id as CommandId)).toBe(row);
  });
});

test('only cars with a plug take charging commands, and only electric ones have a front trunk', () => {
  for (const row of rows) {
    const charging = row.permission === 'control_charge';
    const frontTrunk = row.id.startsWith('front-trunk');
    expect(row.powertrains.includes('ICE'), row.id).toBe(!charging && !frontTrunk);
    expect(row.powertrains.includes('HEV'), row.id).toBe(!charging && !frontTrunk);
    expect(row.powertrains.includes('PHEV'), row.id).toBe(!frontTrunk);
    expect(row.powertrains.includes('BEV'), row.id).toBe(true);
  }
});

test.each([
  ['charge-set-limit', { percent: 50 }, true],
  ['charge-set-limit', { percent: 100 }, true],
  ['charge-set-limit', { percent: 49 }, false],
  ['charge-set-limit', { percent: 101 }, false],
  ['charge-set-limit', { percent: 80.5 }, false],
  ['charge-set-limit', { percent: '80' }, false],
  ['charge-set-limit', {}, false],
  ['navigation-set-destination', { latitude: 90, longitude: -180 }, true],
  ['navigation-set-destination', { latitude: 90.1, longitude: 0 }, false],
  ['navigation-set-destination', { latitude: 0, longitude: 180.5 }, false],
  ['navigation-set-destination', { latitude: 0 }, false],
  ['charge-set-amperage', { amperage: 16 }, true],
  ['charge-set-amperage', { amperage: 0 }, false],
  ['charge-set-timer', { type: 'START_TIME', enabled: true, time: '23:59' }, true],
  ['charge-set-timer', { type: 'DEPARTURE_TIME', enabled: false }, true],
  ['charge-set-timer', { type: 'START_TIME', enabled: true, time: '24:00' }, false],
  ['charge-set-timer', { type: 'SOON', enabled: true }, false],
  ['charge-set-schedules', { schedules: [] }, true],
  [
    'charge-set-schedules',
    { schedules: Array(3).fill({ start: '01:00', end: '05:30', days: ['SUNDAY'] }) },
    true,
  ],
  [
    'charge-set-schedules',
    { schedules: Array(4).fill({ start: '01:00', end: '05:30', days: ['SUNDAY'] }) },
    false,
  ],
  ['charge-set-schedules', { schedules: [{ start: '01:00', end: '05:30', days: [] }] }, false],
  [
    'charge-set-location-schedule',
    {
      latitude: 1,
      longitude: 1,
      percent: 80,
      weekday: [{ start: '09:00', end: '17:00' }],
      weekend: [],
    },
    true,
  ],
  [
    'charge-set-location-schedule',
    {
      latitude: 1,
      longitude: 1,
      percent: 80,
      weekday: [{ start: '09:30', end: '17:00' }],
      weekend: [],
    },
    false,
  ],
  ['climate-start', {}, true],
  ['climate-set', {}, false],
  ['climate-set', { temperature: 28 }, true],
  ['climate-set', { temperature: 28.5 }, false],
  ['climate-stop', { temperature: 14 }, false],
  ['pin-set', { pin: '0000' }, true],
  ['pin-set', { pin: '12345' }, false],
  ['pin-set', { pin: 1234 }, false],
] as const)('%s with %j: %s', (id, parameters, allowed) => {
  const schema = commandRow(id).parameters;
  expect(schema && Value.Check(schema, parameters)).toBe(allowed);
});

test('ids from outside are looked up without trusting them', () => {
  for (const id of ['security/lock', 'toString', 'SECURITY-LOCK', '']) {
    expect(isCommandId(id)).toBe(false);
  }
});
