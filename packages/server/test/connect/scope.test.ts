import { expect, test } from 'vitest';
import { parseScope } from '../../src/connect/scope.js';

test('required: locks a permission', () => {
  expect(parseScope('required:read_vin read_odometer')).toEqual({
    ok: true,
    permissions: [
      { name: 'read_vin', required: true },
      { name: 'read_odometer', required: false },
    ],
  });
});

test('a name given twice counts once, as required if either was', () => {
  const required = { ok: true, permissions: [{ name: 'read_vin', required: true }] };
  expect(parseScope('read_vin required:read_vin')).toEqual(required);
  expect(parseScope('required:read_vin read_vin')).toEqual(required);
});

test('every unknown name is told, and none is guessed', () => {
  expect(parseScope('read_vin READ_VIN required: required:required:read_vin read-vin')).toEqual({
    ok: false,
    unknown: ['READ_VIN', '', 'required:read_vin', 'read-vin'],
  });
});

test('any white space separates', () => {
  expect(parseScope('  read_vin\t\nread_odometer ')).toMatchObject({
    permissions: [{ name: 'read_vin' }, { name: 'read_odometer' }],
  });
});
