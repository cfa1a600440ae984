import { CONNECT_TRIGGERS, ERROR_TRIGGERS } from '@carport/catalog';
import { describe, expect, test } from 'vitest';
import { identify } from '../../../src/oem/simulated/identity.js';

const ordinary = { kind: 'cars', count: 1, powertrain: null };

describe('the name of a test account', () => {
  test.each([
    ['anna@example.com'],
    ['0-vehicles@smartcar.com'],
    ['1000-vehicles@smartcar.com'],
    ['-vehicles@smartcar.com'],
    ['beverly@example.com'],
    ['iceland@example.com'],
    ['smartcar@successful-request.com'],
    ['FOO.BAR@smartcar.com'],
    ['VEHICLE_STATE.ASLEEP@example.com'],
    ['WBA12345678901234@unknown.smartcar.com'],
    ['+4915112345678'],
    [''],
    ['constructor'],
    ['__proto__'],
  ])('%s is an ordinary one with one car', (username) => {
    expect(identify(username)).toEqual(ordinary);
  });

  test.each([
    ['1-vehicles@smartcar.com', 1],
    ['25-vehicles@smartcar.com', 25],
    ['999-vehicles@anywhere.org', 999],
    ['3-vehicles+unknown-battery@example.com', 3],
    [' 3-Vehicles@Smartcar.com ', 3],
  ])('%s has so many cars', (username, count) => {
    expect(identify(username)).toEqual({ ...ordinary, count });
  });

  test.each([
    ['bev@example.com', 'BEV'],
    ['phev-7@example.com', 'PHEV'],
    ['HEV.anna@example.com', 'HEV'],
    ['ice2@example.com', 'ICE'],
  ])('%s wishes for a powertrain', (username, powertrain) => {
    expect(identify(username)).toEqual({ ...ordinary, powertrain });
  });

  test.each([
    ['compatible', 'PHEV'],
    ['phev', 'PHEV'],
    ['bev', 'BEV'],
    ['fuel', 'ICE'],
  ])('a VIN at level %s is that car', (level, powertrain) => {
    expect(identify(`0scaudi037a5adb1c@${level}.smartcar.com`)).toEqual({
      kind: 'vin',
      vin: '0SCAUDI037A5ADB1C',
      powertrain,
    });
  });

  test.each([
    ['0SCAUDI037A5ADB1C@incompatible.smartcar.com', 'COMPATIBILITY', 'MAKE_NOT_COMPATIBLE'],
    ['smartcar@vehicle-incompatible.com', 'COMPATIBILITY', 'MAKE_NOT_COMPATIBLE'],
    ['smartcar@invalid-subscription.com', 'CONNECTED_SERVICES_ACCOUNT', 'SUBSCRIPTION'],
  ])('%s does not get in', (username, type, code) => {
    expect(identify(username)).toMatchObject({ kind: 'refused', error: { type, code } });
  });

  test.each(ERROR_TRIGGERS)('$username means its error', ({ username, row }) => {
    expect(identify(username)).toEqual({
      kind: 'failing',
      error: { type: row.type, code: row.code },
      curable: row.resolution === 'REAUTHENTICATE',
    });
  });

  test.each(CONNECT_TRIGGERS.filter(({ refusal }) => refusal !== null))(
    '$username is refused',
    ({ username, refusal }) => {
      expect(identify(username)).toEqual({ kind: 'refused', error: refusal });
    },
  );

  test('an error that v2.0 does not have is no name of an account', () => {
    expect(identify('RESOURCE_NOT_FOUND.SIGNAL_NOT_FOUND@smartcar.com')).toEqual(ordinary);
  });
});
