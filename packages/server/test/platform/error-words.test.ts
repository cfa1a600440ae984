import { ERRORS, type ErrorRow, errorRow } from '@carport/catalog';
import { describe, expect, test } from 'vitest';
import {
  docUrl,
  type ErrorAddressee,
  reauthenticationUrl,
  resolutionOf,
  userMessage,
} from '../../src/platform/error-words.js';

const addressee: ErrorAddressee = {
  publicUrl: 'https://carport.example',
  applicationId: 'app-1',
  applicationName: 'Voltwise',
  vehicleId: 'car-1',
  language: 'en',
};
const rows: readonly ErrorRow[] = ERRORS;

describe('the resolution', () => {
  test.each([
    errorRow('CONNECTED_SERVICES_ACCOUNT', 'AUTHENTICATION_FAILED'),
    errorRow('CONNECTED_SERVICES_ACCOUNT', 'PERMISSION'),
    errorRow('COMPATIBILITY', 'PLATFORM_NOT_CAPABLE'),
  ])('of $type:$code leads to signing in again', (row) => {
    expect(resolutionOf(row, addressee)).toEqual({
      type: 'REAUTHENTICATE',
      url: 'https://carport.example/oauth/reauthenticate?response_type=vehicle_id&client_id=app-1&vehicle_id=car-1',
    });
  });

  test('has no link where the car or the application is not known', () => {
    const row = errorRow('CONNECTED_SERVICES_ACCOUNT', 'PERMISSION');
    for (const missing of ['applicationId', 'vehicleId']) {
      const resolution = resolutionOf(row, { ...addressee, [missing]: undefined });
      expect(resolution).toEqual({ type: 'REAUTHENTICATE' });
    }
  });

  test('of a missing virtual key is the carmaker’s page for this server’s domain', () => {
    const row = errorRow('CONNECTED_SERVICES_ACCOUNT', 'VIRTUAL_KEY_REQUIRED');
    expect(resolutionOf(row, { ...addressee, publicUrl: 'https://cars.example:8443' })).toEqual({
      type: 'ACTION_REQUIRED',
      url: 'https://www.tesla.com/_ak/cars.example',
    });
  });

  test.each(rows.filter((row) => row.link === undefined))('of $type:$code is a type', (row) => {
    expect(resolutionOf(row, addressee)).toEqual({ type: row.resolution });
  });
});

test('a re-authentication URL escapes what it carries', () => {
  const url = new URL(reauthenticationUrl('https://carport.example', 'a&b', 'c d'));
  expect(Object.fromEntries(url.searchParams)).toEqual({
    ...{ response_type: 'vehicle_id', client_id: 'a&b', vehicle_id: 'c d' },
  });
});

describe('the message for the owner', () => {
  const row = errorRow('VEHICLE_STATE', 'ASLEEP');

  test('is in their language, English where it is not known', () => {
    expect(userMessage(row, { ...addressee, language: 'fr' })).toContain('en veille');
    expect(userMessage(row, { ...addressee, language: undefined })).toContain('asleep');
  });

  test('names the application, or says “the app” while nobody is known', () => {
    const permission = errorRow('PERMISSION', null);
    expect(userMessage(permission, addressee)).toContain('Voltwise needs');
    expect(userMessage(permission, { ...addressee, applicationName: null })).toContain('the app');
  });

  test('is absent where the owner can do nothing', () => {
    expect(userMessage(errorRow('SERVER', 'INTERNAL'), addressee)).toBeUndefined();
  });
});

test('every error has a page of its own', () => {
  expect(docUrl(errorRow('PERMISSION', null), addressee)).toBe(
    'https://carport.example/docs/errors/api-errors/permission-errors#null',
  );
});
