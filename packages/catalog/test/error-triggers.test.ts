import { describe, expect, test } from 'vitest';
import {
  CONNECT_ENDINGS,
  CONNECT_ERRORS,
  CONNECT_TRIGGERS,
  ERROR_TRIGGERS,
  ERRORS,
  type ErrorRow,
  errorRowOf,
  findConnectTrigger,
  findConnectTriggerByVin,
  findErrorTrigger,
  findErrorTriggerByVin,
  V3_ERROR_REQUESTS,
} from '../src/index.js';

const rows: readonly ErrorRow[] = ERRORS;
const key = ({ type, code }: ErrorRow): string => `${type}:${code}`;

test('every error is met by a sign-in, or by a request where only v3 has it', () => {
  const bySignIn = ERROR_TRIGGERS.map(({ row }) => key(row));
  const all = [...bySignIn, ...Object.keys(V3_ERROR_REQUESTS)];
  expect(all.sort()).toEqual(rows.map(key).sort());
  for (const name of Object.keys(V3_ERROR_REQUESTS)) expect(errorRowOf(name)?.only).toBe('v3');
});

test('names and numbers are different ones, of the documented shape', () => {
  const triggers = [...ERROR_TRIGGERS, ...CONNECT_TRIGGERS];
  const vins = triggers.flatMap(({ vin }) => (vin === null ? [] : [vin]));
  expect(new Set(vins).size).toBe(vins.length);
  expect(new Set(triggers.map(({ username }) => username)).size).toBe(triggers.length);
  for (const { vin } of ERROR_TRIGGERS) expect(vin).toMatch(/^0SCLR000[23][0-9A-F]{8}$/);
});

describe('an account name', () => {
  test.each(ERROR_TRIGGERS)('$username is found however it is typed', (trigger) => {
    expect(findErrorTrigger(` ${trigger.username.toLowerCase()} `)).toBe(trigger);
    expect(findErrorTriggerByVin(trigger.vin)).toBe(trigger);
  });

  test('without a code may leave it out', () => {
    expect(findErrorTrigger('PERMISSION@smartcar.com')?.row).toBe(errorRowOf('PERMISSION:null'));
    expect(findErrorTrigger('permission.null@smartcar.com')?.row.type).toBe('PERMISSION');
  });

  test.each([
    'smartcar@smartcar.com',
    'SERVER@smartcar.com',
    'VEHICLE_STATE@smartcar.com',
    'VEHICLE_STATE.ASLEEP@example.com',
    'VEHICLE_STATE.ASLEEP.X@smartcar.com',
    'VALIDATION.MISSING_PARAMETER@smartcar.com',
    '',
  ])('%j means no error', (username) => {
    expect(findErrorTrigger(username)).toBeUndefined();
  });

  test.each(CONNECT_TRIGGERS)('$username decides how Connect ends', (trigger) => {
    expect(findConnectTrigger(trigger.username.toUpperCase())).toBe(trigger);
    if (trigger.vin !== null) expect(findConnectTriggerByVin(trigger.vin)).toBe(trigger);
    expect(errorRowOf(`${trigger.refusal?.type}:${trigger.refusal?.code}`) === undefined).toBe(
      trigger.refusal === null,
    );
  });

  test('of nobody decides nothing', () => {
    expect(findConnectTrigger('owner@example.com')).toBeUndefined();
    expect(findConnectTriggerByVin('')).toBeUndefined();
    expect(findErrorTriggerByVin('')).toBeUndefined();
  });
});

test('every ending of Connect can be met', () => {
  expect(CONNECT_ENDINGS.map(({ error }) => error)).toEqual(
    CONNECT_ERRORS.map(({ error }) => error),
  );
  for (const { error, username } of CONNECT_TRIGGERS) {
    const row = CONNECT_ENDINGS.find((ending) => ending.error === error);
    if (error !== null) expect(row?.provoke).toContain(username);
  }
});
