import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Carport, startCarport } from '../support/carport.js';
import { consentThrough, pointSdksAt } from '../support/consent.js';
import { SDKS, type SdkError } from '../support/sdk.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let carport: Carport;

beforeAll(async () => {
  carport = await startCarport();
  await pointSdksAt(carport);
});
afterAll(() => carport.close());

/** The error's fields as an app finds them; `code` is left out by the SDKs when it is null. */
const expectError = (
  error: SdkError,
  wanted: Pick<SdkError, 'type' | 'code' | 'statusCode' | 'description'> & { anchor: string },
): void => {
  const { anchor, ...fields } = wanted;
  expect(error).toMatchObject({ name: 'SmartcarError', ...fields });
  expect(error.message).toBe(`${fields.type}:${fields.code ?? null} - ${fields.description}`);
  expect(error.docURL).toBe(`${carport.origin}/docs/errors/api-errors/${anchor}`);
  expect(error.requestId).toMatch(UUID);
};

describe.each(SDKS)('errors through %s', (_name, sdk) => {
  const failure = async (call: Promise<unknown>): Promise<SdkError> => {
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof sdk.SmartcarError)) throw new Error(`no SmartcarError but ${error}`);
    return error;
  };

  test('401: a token that is not known, expired, or for another vehicle', async () => {
    const { access, vehicleIds } = await consentThrough(sdk, { username: 'bev-1@example.com' });
    const vehicleId = vehicleIds[0] ?? '';
    const unauthenticated = {
      type: 'AUTHENTICATION',
      statusCode: 401,
      description:
        'The authorization header is missing or malformed, or it contains invalid or expired authentication credentials. Please check for missing parameters, spelling and casing mistakes, and other syntax issues.',
      anchor: 'authentication-errors#null',
    };
    const strange = new sdk.Vehicle(vehicleId, crypto.randomUUID());
    expectError(await failure(strange.odometer()), unauthenticated);
    const elsewhere = new sdk.Vehicle(crypto.randomUUID(), access.accessToken);
    expectError(await failure(elsewhere.odometer()), unauthenticated);
    carport.clock.advance(2 * 3_600_000 + 1);
    const late = new sdk.Vehicle(vehicleId, access.accessToken);
    const expired = await failure(late.odometer());
    expectError(expired, unauthenticated);
    expect(expired.resolution).toEqual({ type: null });
  });

  test('403: a permission that was not granted', async () => {
    const { vehicle } = await consentThrough(sdk, {
      username: 'bev-2@example.com',
      scope: ['read_vin'],
    });
    const error = await failure(vehicle.odometer());
    expectError(error, {
      type: 'PERMISSION',
      statusCode: 403,
      description:
        'Your application has insufficient permissions to access the requested resource. Please prompt the user to re-authenticate using Smartcar Connect.',
      anchor: 'permission-errors#null',
    });
    expect(error.resolution).toEqual({ type: 'REAUTHENTICATE' });
  });

  test('400: a request that makes no sense', async () => {
    const { vehicle } = await consentThrough(sdk, { username: 'bev-3@example.com' });
    const error = await failure(vehicle.request('POST', 'security', { action: 'OPEN' }));
    expectError(error, {
      type: 'VALIDATION',
      statusCode: 400,
      description:
        'Request invalid or malformed. Please check for missing parameters, spelling and casing mistakes, and other syntax issues.',
      anchor: 'validation-errors#null',
    });
  });

  test('404: a path that there is not', async () => {
    const { vehicle } = await consentThrough(sdk, { username: 'bev-4@example.com' });
    const error = await failure(vehicle.request('GET', 'no/such/path'));
    expect(error).toMatchObject({ type: 'RESOURCE_NOT_FOUND', code: 'PATH', statusCode: 404 });
  });

  test('409: what the car answers in test mode', async () => {
    const { vehicle } = await consentThrough(sdk, {
      make: 'CHEVROLET',
      username: 'VEHICLE_STATE.UNKNOWN@smartcar.com',
      mode: 'test',
    });
    const error = await failure(vehicle.odometer());
    expectError(error, {
      type: 'VEHICLE_STATE',
      code: 'UNKNOWN',
      statusCode: 409,
      description: 'The vehicle was unable to perform your request due to an unknown issue.',
      anchor: 'vehicle-state-errors#unknown',
    });
    expect(error.resolution).toEqual({ type: 'RETRY_LATER' });
    expect(error.suggestedUserMessage).toMatch(/\w/);
  });

  test('400: a vehicle that is gone from its account', async () => {
    const { vehicle } = await consentThrough(sdk, {
      make: 'FORD',
      username: 'CONNECTED_SERVICES_ACCOUNT.VEHICLE_MISSING@smartcar.com',
      mode: 'test',
    });
    const error = await failure(vehicle.odometer());
    expectError(error, {
      type: 'CONNECTED_SERVICES_ACCOUNT',
      code: 'VEHICLE_MISSING',
      statusCode: 400,
      description:
        "This vehicle is no longer associated with the user's connected services account. Please prompt the user to re-add the vehicle to their account.",
      anchor: 'connected-services-account-errors#vehicle-missing',
    });
    expect(error.suggestedUserMessage).toContain('Test app');
  });

  test('501: what the car has not got', async () => {
    const { vehicle } = await consentThrough(sdk, { username: 'bev-5@example.com' });
    const error = await failure(vehicle.fuel());
    expect(error).toMatchObject({
      ...{ type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE', statusCode: 501 },
      resolution: { type: null },
      docURL: expect.stringContaining('compatibility-errors#vehicle-not-capable'),
    });
  });
});
