import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { AppError, problem, problemOf } from '../../src/smartcar/problem.js';

const smartcar: { SmartcarError: new () => Error } = createRequire(import.meta.url)('smartcar');

const sdkError = (body: Record<string, unknown>, headers: Record<string, string> = {}): Error =>
  Reflect.construct(smartcar.SmartcarError, [409, body, headers]);

describe('an error of the SDK', () => {
  it('speaks with the sentence that is meant for the owner', () => {
    const error = sdkError({
      type: 'VEHICLE_STATE',
      code: 'CHARGING_PLUG_NOT_CONNECTED',
      description: 'The plug is not connected.',
      suggestedUserMessage: 'Please plug the car in.',
      docURL: 'https://docs.test/plug',
      resolution: { type: null },
    });
    expect(problemOf(error)).toEqual({
      message: 'Please plug the car in.',
      docUrl: 'https://docs.test/plug',
      type: 'VEHICLE_STATE',
      code: 'CHARGING_PLUG_NOT_CONNECTED',
      retryAfterSeconds: null,
      reconnect: false,
    });
  });

  it('falls back to the description', () => {
    const error = sdkError({ type: 'VALIDATION', code: null, description: 'Malformed.' });
    expect(problemOf(error)).toMatchObject({ message: 'Malformed.', docUrl: null, code: null });
  });

  it('says how long to wait', () => {
    const error = sdkError(
      { type: 'RATE_LIMIT', code: 'VEHICLE', description: 'Too often.' },
      { 'retry-after': '90' },
    );
    expect(problemOf(error).retryAfterSeconds).toBe(90);
  });

  it('ignores a waiting time that is none', () => {
    const error = sdkError({ type: 'RATE_LIMIT' }, { 'retry-after': 'soon' });
    expect(problemOf(error).retryAfterSeconds).toBeNull();
  });

  it.each([
    [{ type: 'CONNECTED_SERVICES_ACCOUNT', resolution: { type: 'REAUTHENTICATE' } }],
    [{ type: 'AUTHENTICATION', code: null }],
    [{ error: 'invalid_grant', error_description: 'Expired.' }],
  ])('sends the owner through Connect again for %j', (body) => {
    expect(problemOf(sdkError(body)).reconnect).toBe(true);
  });

  it('links only to web pages', () => {
    const error = sdkError({ type: 'X', description: 'x', docURL: 'javascript:alert(1)' });
    expect(problemOf(error).docUrl).toBeNull();
  });
});

describe('other errors', () => {
  it('keep their own words when the app raised them', () => {
    const own = problem('The car is busy.', { type: 'BUSY' });
    expect(problemOf(new AppError(own))).toBe(own);
  });

  it.each([new TypeError('fetch failed'), 'text', undefined])(
    'are a line that is down: %s',
    (error) => {
      expect(problemOf(error)).toMatchObject({ type: 'UNREACHABLE', reconnect: false });
    },
  );
});
