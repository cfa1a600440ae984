import { makeVin } from '@carport/catalog';
import { describe, expect, test } from 'vitest';
import type { Application } from '../../src/applications/contract.js';
import { parseQuery } from '../../src/connect/query.js';
import { type ConsentRequest, readRequest } from '../../src/connect/request.js';

const application: Application = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Voltwise',
  defaultPermissions: ['read_odometer'],
  requirePkce: false,
  apiClientId: 'client_1',
  redirectUris: ['https://app.example/callback'],
};
const surroundings = { languages: '', fallbackCountry: 'US', liveCarsAreSimulated: false };
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const read = (query: string, change: Partial<Application> = {}, here = surroundings) =>
  readRequest(
    parseQuery(`response_type=code&${query}`),
    { ...application, ...change },
    'https://app.example/callback',
    here,
  );
const accepted = (query: string, change?: Partial<Application>): ConsentRequest => {
  const reading = read(query, change);
  if (reading.kind !== 'accepted') throw new Error(JSON.stringify(reading));
  return reading.request;
};

describe('defaults', () => {
  test('live, approval by need, the application’s own permissions, no make', () => {
    expect(accepted('')).toMatchObject({
      mode: 'live',
      forceApproval: false,
      permissions: [{ name: 'read_odometer', required: false }],
      make: null,
      singleSelect: false,
      country: 'US',
      rawState: null,
      codeChallenge: null,
    });
  });

  test('scope takes the place of the application’s permissions', () => {
    expect(accepted('scope=required:read_vin').permissions).toEqual([
      { name: 'read_vin', required: true },
    ]);
  });

  test('parameters that are not Connect’s are ignored, even twice', () => {
    expect(accepted('sdk_platform=iOS&sdk_version=1&external_id=x&x=1&x=2').mode).toBe('live');
  });
});

describe('what goes back to the app', () => {
  test.each([
    ['scope=read_vin+fly', 'invalid_scope', 'scope has unknown permissions: fly'],
    ['scope=%3Cscript%3E', 'invalid_scope', 'scope has unknown permissions'],
    ['scope=+', 'invalid_scope', 'scope names no permission'],
    ['mode=production', 'invalid_request', 'mode must be live, simulated or test'],
    ['approval_prompt=always', 'invalid_request', 'approval_prompt must be auto or force'],
    ['single_select=maybe', 'invalid_request', 'single_select must be true or false'],
    ['mode=live&mode=live', 'invalid_request', 'mode is given more than once'],
    ['state=1&state=2', 'invalid_request', 'state is given more than once'],
    ['response_type=code', 'invalid_request', 'response_type is given more than once'],
    ['code_challenge_method=S256', 'invalid_request', 'code_challenge is missing'],
    [`code_challenge=${CHALLENGE}`, 'invalid_request', 'code_challenge_method must be S256'],
    [
      `code_challenge=${CHALLENGE}&code_challenge_method=plain`,
      'invalid_request',
      'code_challenge_method must be S256',
    ],
    [
      'code_challenge=short&code_challenge_method=S256',
      'invalid_request',
      'code_challenge must be the base64url of a SHA-256 digest',
    ],
  ])('%s', (query, error, description) => {
    expect(read(query)).toEqual({ kind: 'returned', error, description });
  });

  test.each([
    ['', 'invalid_request'],
    ['response_type=', 'invalid_request'],
    ['response_type=token', 'unsupported_response_type'],
    ['response_type=code+id_token', 'unsupported_response_type'],
  ])('a response type other than code: %j', (query, error) => {
    expect(
      readRequest(parseQuery(query), application, 'https://app.example/callback', surroundings),
    ).toMatchObject({ kind: 'returned', error });
  });

  test('no scope and no default permissions', () => {
    expect(read('', { defaultPermissions: [] })).toMatchObject({ error: 'invalid_scope' });
  });
});

describe('PKCE (RFC 7636)', () => {
  const withChallenge = `code_challenge=${CHALLENGE}&code_challenge_method=S256`;

  test('a challenge is kept for the code', () => {
    expect(accepted(withChallenge).codeChallenge).toBe(CHALLENGE);
  });

  test('an application that requires it gets nothing without', () => {
    expect(read('', { requirePkce: true })).toMatchObject({ error: 'invalid_request' });
    expect(accepted(withChallenge, { requirePkce: true }).codeChallenge).toBe(CHALLENGE);
  });
});

describe('the brand', () => {
  test.each([
    ['tesla', 'TESLA'],
    ['Land%20Rover', 'LAND_ROVER'],
    ['alfa-romeo', 'ALFA_ROMEO'],
  ])('make=%s', (make, id) => {
    expect(accepted(`make=${make}`).make).toBe(id);
  });

  test('one that nobody knows gets a page, not a redirect', () => {
    expect(read('make=TRABANT')).toMatchObject({ kind: 'refused' });
  });
});

describe('single select', () => {
  // An SDK for Python writes True.
  test.each(['true', 'True', 'TRUE'])('single_select=%s', (value) => {
    expect(accepted(`single_select=${value}`).singleSelect).toBe(true);
  });

  test('a VIN names the brand, against make', () => {
    const query = 'mode=test&single_select=true&make=FORD&single_select_vin=0scaudi037a5adb1c';
    expect(accepted(query)).toMatchObject({
      make: 'AUDI',
      singleSelectVin: '0SCAUDI037A5ADB1C',
    });
  });

  test('a VIN without single_select=true is ignored', () => {
    expect(accepted('single_select_vin=nonsense')).toMatchObject({
      singleSelect: false,
      singleSelectVin: null,
    });
  });

  test('a VIN that is none gets a page', () => {
    expect(read('single_select=true&single_select_vin=12')).toMatchObject({ kind: 'refused' });
  });

  const testVins = [
    '0SCAUDI037A5ADB1C',
    makeVin({ wmi: 'WAU', year: 2023, seed: new Uint8Array(10).fill(1) }),
  ];
  test.each(testVins)('the test VIN %s gets the documented page in live mode', (vin) => {
    const query = `single_select=true&single_select_vin=${vin}`;
    expect(read(query)).toMatchObject({ kind: 'refused', text: { reason: 'test-vin' } });
    expect(read(`${query}&mode=simulated`).kind).toBe('accepted');
    expect(read(query, {}, { ...surroundings, liveCarsAreSimulated: true }).kind).toBe('accepted');
  });
});

describe('country and user', () => {
  test.each([
    ['flags=country:DE', 'DE'],
    ['flags=color:00819D+country:gb', 'GB'],
    ['flags=country:XX', 'FR'],
    ['flags=mycountry:DE', 'FR'],
    ['', 'FR'],
  ])('%j is in %s', (query, country) => {
    const reading = read(query, {}, { ...surroundings, languages: 'fr-FR' });
    expect(reading).toMatchObject({ request: { country } });
  });

  test('the developer’s name for the owner is kept when it can be printed', () => {
    expect(accepted('user=owner-17').user).toBe('owner-17');
    expect(accepted('user=%00').user).toBeNull();
    expect(accepted(`user=${'x'.repeat(257)}`).user).toBeNull();
  });
});
