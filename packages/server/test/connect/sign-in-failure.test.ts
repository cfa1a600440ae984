import { ERRORS } from '@carport/catalog';
import { expect, test } from 'vitest';
import { consequenceOf } from '../../src/connect/sign-in-failure.js';

test.each([
  ['CONNECTED_SERVICES_ACCOUNT', 'SUBSCRIPTION', 'invalid_subscription'],
  ['CONNECTED_SERVICES_ACCOUNT', 'NO_VEHICLES', 'no_vehicles'],
  ['COMPATIBILITY', 'MAKE_NOT_COMPATIBLE', 'vehicle_incompatible'],
  ['COMPATIBILITY', 'VEHICLE_NOT_CAPABLE', 'vehicle_incompatible'],
  ['SERVER', 'INTERNAL', 'server_error'],
])('%s:%s ends with %s', (type, code, error) => {
  expect(consequenceOf({ type, code })).toMatchObject({ kind: 'stop', stop: { error } });
});

test.each([
  ['CONNECTED_SERVICES_ACCOUNT', 'AUTHENTICATION_FAILED', 'sign-in-rejected'],
  ['CONNECTED_SERVICES_ACCOUNT', 'ACCOUNT_ISSUE', 'account-needs-attention'],
  ['UPSTREAM', 'NO_RESPONSE', 'carmaker-unreachable'],
  ['RATE_LIMIT', 'VEHICLE', 'carmaker-unreachable'],
])('%s:%s can be tried again, with %s', (type, code, problem) => {
  expect(consequenceOf({ type, code })).toEqual({ kind: 'again', problem: { kind: problem } });
});

test('every error of the catalogue has a consequence, and so has one that is not in it', () => {
  for (const row of [...ERRORS, { type: 'NEW', code: null }]) {
    expect(['again', 'stop']).toContain(consequenceOf(row).kind);
  }
});
