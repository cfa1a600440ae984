import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  COMMANDS,
  type CommandId,
  type CommandRow,
  commandRow,
  isCommandId,
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
  ]);
});

describe.each(rows.map((row) => [row.id, row] as const))('%s', (id, row) => {
  test('is its v3 path with hyphens, and needs a control permission', () => {
    expect(row.v3Path.replace('/', '-')).toBe(id);
    expect(row.permission).toMatch(/^control_/);
    expect(row.description).toMatch(/\.$/);
  });

  test('is found by its id', () => {
    expect(isCommandId(id)).toBe(true);
    expect(commandRow(id as CommandId)).toBe(row);
  });
});

test('only cars with a plug take charging commands', () => {
  for (const row of rows) {
    const charging = row.permission === 'control_charge';
    expect(row.powertrains.includes('ICE'), row.id).toBe(!charging);
    expect(row.powertrains.includes('HEV'), row.id).toBe(!charging);
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
] as const)('%s with %j: %s', (id, parameters, allowed) => {
  const schema = commandRow(id).parameters;
  expect(schema && Value.Check(schema, parameters)).toBe(allowed);
});

test('ids from outside are looked up without trusting them', () => {
  for (const id of ['security/lock', 'toString', 'SECURITY-LOCK', '']) {
    expect(isCommandId(id)).toBe(false);
  }
});
