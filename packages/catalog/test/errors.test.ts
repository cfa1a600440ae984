import { describe, expect, test } from 'vitest';
import {
  CONNECT_ERRORS,
  connectErrorRow,
  docAnchor,
  docPage,
  docPath,
  ERRORS,
  type ErrorRow,
  errorInV3,
  errorRow,
  findErrorRow,
  OAUTH_ERRORS,
  oauthErrorRow,
  RESOLUTIONS,
} from '../src/index.js';

const rows: readonly ErrorRow[] = ERRORS;
const name = (row: ErrorRow): string => `${row.type}:${row.code}`;

/** Status and codes of the v2.0 documents; a row more or less is a change of the protocol. */
const TAXONOMY: Record<string, { status: number; codes: readonly (string | null)[] }> = {
  AUTHENTICATION: { status: 401, codes: [null] },
  BILLING: {
    status: 430,
    codes: ['ACCOUNT_SUSPENDED', 'INVALID_PLAN', 'VEHICLE_LIMIT', 'VEHICLE_REQUEST_LIMIT'],
  },
  COMPATIBILITY: {
    status: 501,
    codes: [
      'MAKE_NOT_COMPATIBLE',
      'PLATFORM_NOT_CAPABLE',
      'SMARTCAR_NOT_CAPABLE',
      'VEHICLE_NOT_CAPABLE',
    ],
  },
  CONNECTED_SERVICES_ACCOUNT: {
    status: 400,
    codes: [
      'ACCOUNT_ISSUE',
      'AUTHENTICATION_FAILED',
      'NO_VEHICLES',
      'PERMISSION',
      'SUBSCRIPTION',
      'VEHICLE_MISSING',
      'VIRTUAL_KEY_REQUIRED',
    ],
  },
  PERMISSION: { status: 403, codes: [null] },
  RATE_LIMIT: { status: 429, codes: ['SMARTCAR_API', 'VEHICLE'] },
  RESOURCE_NOT_FOUND: { status: 404, codes: ['PATH', 'VERSION'] },
  SERVER: { status: 500, codes: ['INTERNAL', 'MULTIPLE_RECORDS_FOUND', 'RECORD_NOT_FOUND'] },
  UPSTREAM: {
    status: 502,
    codes: ['INVALID_DATA', 'KNOWN_ISSUE', 'NO_RESPONSE', 'RATE_LIMIT', 'UNKNOWN_ISSUE'],
  },
  VALIDATION: { status: 400, codes: [null, 'PARAMETER'] },
  VEHICLE_STATE: {
    status: 409,
    codes: [
      'ASLEEP',
      'CHARGE_FAULT',
      'CHARGING_IN_PROGRESS',
      'CHARGING_PLUG_CONNECTED',
      'CHARGING_PLUG_NOT_CONNECTED',
      'DOOR_OPEN',
      'FULLY_CHARGED',
      'HOOD_OPEN',
      'IGNITION_ON',
      'IN_MOTION',
      'LOW_BATTERY',
      'NOT_CHARGING',
      'REMOTE_ACCESS_DISABLED',
      'TRUNK_OPEN',
      'UNKNOWN',
      'UNREACHABLE',
      'VEHICLE_OFFLINE_FOR_SERVICE',
    ],
  },
};

describe('the v2.0 taxonomy', () => {
  const inV2 = rows.filter((row) => row.only === undefined);

  test('has exactly the documented types', () => {
    expect([...new Set(inV2.map((row) => row.type))].sort()).toEqual(Object.keys(TAXONOMY).sort());
    expect(inV2).toHaveLength(48);
  });

  test.each(Object.entries(TAXONOMY))('%s has its codes and status', (type, { status, codes }) => {
    const ofType = inV2.filter((row) => row.type === type);
    expect(ofType.map((row) => row.code).sort()).toEqual([...codes].sort());
    expect(new Set(ofType.map((row) => row.status))).toEqual(new Set([status]));
  });

  test('resolutions are the documented ones', () => {
    const resolving = Object.fromEntries(
      inV2.filter((row) => row.resolution !== null).map((row) => [name(row), row.resolution]),
    );
    expect(resolving).toEqual({
      'BILLING:ACCOUNT_SUSPENDED': 'FINANCE',
      'BILLING:INVALID_PLAN': 'CONTACT_SUPPORT',
      'BILLING:VEHICLE_LIMIT': 'CONTACT_SUPPORT',
      'BILLING:VEHICLE_REQUEST_LIMIT': 'CONTACT_SUPPORT',
      'COMPATIBILITY:PLATFORM_NOT_CAPABLE': 'REAUTHENTICATE',
      'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED': 'REAUTHENTICATE',
      'CONNECTED_SERVICES_ACCOUNT:PERMISSION': 'REAUTHENTICATE',
      'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED': 'ACTION_REQUIRED',
      'PERMISSION:null': 'REAUTHENTICATE',
      'RATE_LIMIT:SMARTCAR_API': 'RETRY_LATER',
      'RATE_LIMIT:VEHICLE': 'RETRY_LATER',
      'SERVER:INTERNAL': 'RETRY_LATER',
      'SERVER:MULTIPLE_RECORDS_FOUND': 'CONTACT_SUPPORT',
      'SERVER:RECORD_NOT_FOUND': 'CONTACT_SUPPORT',
      'UPSTREAM:INVALID_DATA': 'RETRY_LATER',
      'UPSTREAM:KNOWN_ISSUE': 'RETRY_LATER',
      'UPSTREAM:NO_RESPONSE': 'RETRY_LATER',
      'UPSTREAM:RATE_LIMIT': 'RETRY_LATER',
      'UPSTREAM:UNKNOWN_ISSUE': 'RETRY_LATER',
      'VEHICLE_STATE:LOW_BATTERY': 'RETRY_LATER',
      'VEHICLE_STATE:UNKNOWN': 'RETRY_LATER',
    });
  });
});

/** Clients compare these letter by letter. */
test.each([
  [
    'AUTHENTICATION',
    null,
    'The authorization header is missing or malformed, or it contains invalid or expired authentication credentials. Please check for missing parameters, spelling and casing mistakes, and other syntax issues.',
  ],
  [
    'VALIDATION',
    null,
    'Request invalid or malformed. Please check for missing parameters, spelling and casing mistakes, and other syntax issues.',
  ],
  [
    'PERMISSION',
    null,
    'Your application has insufficient permissions to access the requested resource. Please prompt the user to re-authenticate using Smartcar Connect.',
  ],
  [
    'VEHICLE_STATE',
    'UNKNOWN',
    'The vehicle was unable to perform your request due to an unknown issue.',
  ],
  [
    'CONNECTED_SERVICES_ACCOUNT',
    'VEHICLE_MISSING',
    "This vehicle is no longer associated with the user's connected services account. Please prompt the user to re-add the vehicle to their account.",
  ],
])('%s:%s says what clients assert', (type, code, description) => {
  expect(findErrorRow(type, code)?.description).toBe(description);
});

describe.each(rows.map((row) => [name(row), row] as const))('%s', (_name, row) => {
  test('explains itself', () => {
    expect(row.description).toMatch(/^[A-Z].*\.$/);
    expect(row.guidance).toMatch(/^[A-Z`].{40,}\.$/);
    expect(row.v3.title).toMatch(/^[A-Z][^.]{4,50}$/);
    expect(row.guidance).not.toBe(row.description);
  });

  test('speaks to owners with the application’s name or without, never with another placeholder', () => {
    expect(row.userMessage?.replaceAll('{app}', '') ?? '').not.toMatch(/[{}]/);
    expect(row.userMessage ?? 'None.').toMatch(/\.$/);
  });

  test('resolves in a known way, and what is to be retried is temporary', () => {
    expect([null, ...RESOLUTIONS]).toContain(row.resolution);
    if (row.resolution === 'RETRY_LATER') expect(row.temporary).toBe(true);
  });

  test('has a documentation page and a v3 form', () => {
    expect(docPath(row)).toMatch(
      /^\/docs\/errors\/api-errors\/[a-z]+(-[a-z]+)*-errors#[a-z]+(-[a-z]+)*$/,
    );
    expect(errorInV3(row).code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    if (row.code === null) expect(row.v3.code).toBeDefined();
  });
});

test('no two rows share a key, a v3 form or a documentation anchor', () => {
  const distinct = (of: (row: ErrorRow) => string) => new Set(rows.map(of)).size;
  expect(distinct(name)).toBe(rows.length);
  expect(distinct(docPath)).toBe(rows.length);
  expect(distinct((row) => `${errorInV3(row).type}:${errorInV3(row).code}`)).toBe(rows.length);
});

test.each([
  ['AUTHENTICATION', null, { type: 'AUTHENTICATION', code: 'UNAUTHORIZED' }],
  ['PERMISSION', null, { code: 'ACCESS_DENIED' }],
  ['VALIDATION', null, { type: 'VALIDATION', code: 'INVALID_INPUT_FORMAT' }],
  ['RESOURCE_NOT_FOUND', 'PATH', { type: 'RESOURCE_NOT_FOUND', code: 'INVALID_PATH' }],
  ['VEHICLE_STATE', 'ASLEEP', { type: 'VEHICLE_STATE', code: 'ASLEEP' }],
] as const)('%s:%s in v3', (type, code, form) => {
  const row = findErrorRow(type, code);
  expect(row && errorInV3(row)).toMatchObject(form);
});

test('v3 has rows of its own', () => {
  expect(
    rows
      .filter((row) => row.only === 'v3')
      .map(name)
      .sort(),
  ).toEqual([
    'CONFLICT:IDEMPOTENCY_KEY_REUSED',
    'CONFLICT:STANDARD_WEBHOOKS_OFF',
    'CONFLICT:SUBSCRIPTION_EXISTS',
    'CONFLICT:WEBHOOK_INACTIVE',
    'CONFLICT:WEBHOOK_PULLED',
    'RESOURCE_NOT_FOUND:APPLICATION_NOT_FOUND',
    'RESOURCE_NOT_FOUND:CONNECTION_NOT_FOUND',
    'RESOURCE_NOT_FOUND:EXECUTION_NOT_FOUND',
    'RESOURCE_NOT_FOUND:SCHEDULE_NOT_FOUND',
    'RESOURCE_NOT_FOUND:SIGNAL_NOT_FOUND',
    'RESOURCE_NOT_FOUND:SUBSCRIPTION_NOT_FOUND',
    'RESOURCE_NOT_FOUND:USER_NOT_FOUND',
    'RESOURCE_NOT_FOUND:VEHICLE_NOT_FOUND',
    'RESOURCE_NOT_FOUND:WEBHOOK_NOT_FOUND',
    'RESOURCE_NOT_FOUND:WEBHOOK_RECORD_NOT_FOUND',
    'VALIDATION:CURSOR_EXPIRED',
    'VALIDATION:MISSING_PARAMETER',
  ]);
});

test('documentation anchors are the documented ones', () => {
  expect(docPath(errorRow('AUTHENTICATION', null))).toBe(
    '/docs/errors/api-errors/authentication-errors#null',
  );
  expect(docPath(errorRow('VEHICLE_STATE', 'CHARGING_PLUG_NOT_CONNECTED'))).toBe(
    '/docs/errors/api-errors/vehicle-state-errors#charging-plug-not-connected',
  );
  expect(docPage('CONNECTED_SERVICES_ACCOUNT')).toBe(
    '/docs/errors/api-errors/connected-services-account-errors',
  );
  expect(docAnchor({ code: 'SMARTCAR_API' })).toBe('smartcar-api');
});

test('an unanswered command may have succeeded, a refused one has not', () => {
  expect(errorRow('UPSTREAM', 'NO_RESPONSE').mayHaveSucceeded).toBe(true);
  expect(errorRow('SERVER', 'INTERNAL').mayHaveSucceeded).toBe(true);
  expect(errorRow('VEHICLE_STATE', 'DOOR_OPEN').mayHaveSucceeded).toBe(false);
  for (const row of rows.filter(({ status }) => status < 409)) {
    expect(row.mayHaveSucceeded, name(row)).toBe(false);
  }
});

test('unknown pairs from outside have no row', () => {
  expect(findErrorRow('VEHICLE_STATE', null)).toBeUndefined();
  expect(findErrorRow('AUTHENTICATION', 'null')).toBe(errorRow('AUTHENTICATION', null));
  expect(findErrorRow('__proto__', 'toString')).toBeUndefined();
});

describe('OAuth', () => {
  test('has the errors of RFC 6749 with their statuses', () => {
    expect(OAUTH_ERRORS.map((row) => [row.error, row.status])).toEqual([
      ['invalid_request', 400],
      ['invalid_client', 401],
      ['invalid_grant', 400],
      ['unauthorized_client', 400],
      ['unsupported_grant_type', 400],
      ['invalid_scope', 400],
    ]);
  });

  test('describes them in characters that RFC 6749 allows in error_description', () => {
    for (const { error } of OAUTH_ERRORS) {
      const row = oauthErrorRow(error);
      expect(row.description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+\.$/);
      expect(row.guidance.length).toBeGreaterThan(40);
    }
  });
});

test.each([
  ['access_denied', 'User denied access to application.', []],
  ['invalid_subscription', 'User does not have an active connected vehicle subscription.', []],
  ['no_vehicles', 'No vehicles found. Please add vehicles to your account and try again.', []],
  [
    'vehicle_incompatible',
    "The user's vehicle is not compatible.",
    ['vin', 'make', 'model', 'year'],
  ],
  [
    'configuration_error',
    'There has been an error in the configuration of your application.',
    ['status_code', 'error_message'],
  ],
  ['oem_cancelled_login', 'The user did not complete authorization with the OEM', []],
  ['server_error', 'Unexpected server error. Please try again.', []],
  ['battery_capacity_no_selection', 'user did not know battery capacity', ['vehicle_id']],
] as const)('Connect comes back with %s', (error, description, parameters) => {
  expect(connectErrorRow(error)).toMatchObject({ error, description, parameters });
  expect(connectErrorRow(error).guidance.length).toBeGreaterThan(40);
  expect(CONNECT_ERRORS).toHaveLength(8);
});
