/*
 * Every error that the public documents name, on whichever surface, with the page that names it.
 */

/** The v2.0 taxonomy: by type, the status and page, and the codes; `null` is the error without a code. */
export const API_ERRORS: readonly {
  readonly type: string;
  readonly status: number;
  readonly page: string;
  readonly codes: readonly string[];
}[] = [
  {
    type: 'AUTHENTICATION',
    status: 401,
    page: 'errors/api-errors/authentication-errors',
    codes: ['null'],
  },
  {
    type: 'BILLING',
    status: 430,
    page: 'errors/api-errors/billing-errors',
    codes: ['ACCOUNT_SUSPENDED', 'INVALID_PLAN', 'VEHICLE_LIMIT', 'VEHICLE_REQUEST_LIMIT'],
  },
  {
    type: 'COMPATIBILITY',
    status: 501,
    page: 'errors/api-errors/compatibility-errors',
    codes: [
      ...['MAKE_NOT_COMPATIBLE', 'PLATFORM_NOT_CAPABLE', 'SMARTCAR_NOT_CAPABLE'],
      ...['VEHICLE_NOT_CAPABLE'],
    ],
  },
  {
    type: 'CONNECTED_SERVICES_ACCOUNT',
    status: 400,
    page: 'errors/api-errors/connected-services-account-errors',
    codes: [
      ...['ACCOUNT_ISSUE', 'AUTHENTICATION_FAILED', 'NO_VEHICLES', 'PERMISSION', 'SUBSCRIPTION'],
      ...['VEHICLE_MISSING', 'VIRTUAL_KEY_REQUIRED'],
    ],
  },
  {
    type: 'PERMISSION',
    status: 403,
    page: 'errors/api-errors/permission-errors',
    codes: ['null'],
  },
  {
    type: 'RATE_LIMIT',
    status: 429,
    page: 'errors/api-errors/rate-limit-errors',
    codes: ['SMARTCAR_API', 'VEHICLE'],
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    status: 404,
    page: 'errors/api-errors/resource-not-found-errors',
    codes: ['PATH', 'VERSION'],
  },
  {
    type: 'SERVER',
    status: 500,
    page: 'errors/api-errors/server-errors',
    codes: ['INTERNAL', 'MULTIPLE_RECORDS_FOUND', 'RECORD_NOT_FOUND'],
  },
  {
    type: 'UPSTREAM',
    status: 502,
    page: 'errors/api-errors/upstream-errors',
    codes: ['INVALID_DATA', 'KNOWN_ISSUE', 'NO_RESPONSE', 'RATE_LIMIT', 'UNKNOWN_ISSUE'],
  },
  {
    type: 'VALIDATION',
    status: 400,
    page: 'errors/api-errors/validation-errors',
    codes: ['null', 'PARAMETER'],
  },
  {
    type: 'VEHICLE_STATE',
    status: 409,
    page: 'errors/api-errors/vehicle-state-errors',
    codes: [
      ...['ASLEEP', 'CHARGE_FAULT', 'CHARGING_IN_PROGRESS', 'CHARGING_PLUG_CONNECTED'],
      ...['CHARGING_PLUG_NOT_CONNECTED', 'DOOR_OPEN', 'FULLY_CHARGED', 'HOOD_OPEN', 'IGNITION_ON'],
      ...['IN_MOTION', 'LOW_BATTERY', 'NOT_CHARGING', 'REMOTE_ACCESS_DISABLED', 'TRUNK_OPEN'],
      ...['UNKNOWN', 'UNREACHABLE', 'VEHICLE_OFFLINE_FOR_SERVICE'],
    ],
  },
];

/** The errors that v3 names in its own way, as `TYPE:CODE`. */
export const V3_ERRORS: readonly (readonly [error: string, status: number, page: string])[] = [
  ['AUTHENTICATION:UNAUTHORIZED', 401, 'errors/api-errors/v3/authentication-errors'],
  ['AUTHENTICATION:ACCESS_DENIED', 403, 'errors/api-errors/v3/authentication-errors'],
  ['RESOURCE_NOT_FOUND:INVALID_PATH', 404, 'errors/api-errors/v3/resource-not-found-errors'],
  ['RESOURCE_NOT_FOUND:SIGNAL_NOT_FOUND', 404, 'errors/api-errors/v3/resource-not-found-errors'],
  ['RESOURCE_NOT_FOUND:VEHICLE_NOT_FOUND', 404, 'errors/api-errors/v3/resource-not-found-errors'],
  ['VALIDATION:INVALID_INPUT_FORMAT', 400, 'errors/api-errors/v3/validation-errors'],
  ['VALIDATION:MISSING_PARAMETER', 400, 'errors/api-errors/v3/validation-errors'],
];

/** What the status of one signal among others can say. */
export const SIGNAL_ERRORS: readonly {
  readonly surface: 'v3' | 'webhooks';
  readonly error: string;
  readonly page: string;
}[] = [
  {
    surface: 'v3',
    error: 'COMPATIBILITY:VEHICLE_NOT_CAPABLE',
    page: 'api-reference/vehicles-api-intro',
  },
  {
    surface: 'webhooks',
    error: 'COMPATIBILITY:VEHICLE_NOT_CAPABLE',
    page: 'api-reference/webhooks/events/vehicle-state',
  },
  {
    surface: 'webhooks',
    error: 'PERMISSION:null',
    page: 'api-reference/webhooks/events/vehicle-state',
  },
];

/** What VEHICLE_ERROR tells a webhook of. */
export const WEBHOOK_ERRORS_PAGE = 'api-reference/webhooks/events/vehicle-error';
export const WEBHOOK_ERRORS: readonly string[] = [
  'COMPATIBILITY:MAKE_NOT_COMPATIBLE',
  'COMPATIBILITY:SMARTCAR_NOT_CAPABLE',
  'COMPATIBILITY:VEHICLE_NOT_CAPABLE',
  'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE',
  'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED',
  'CONNECTED_SERVICES_ACCOUNT:PERMISSION',
  'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION',
  'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED',
  'PERMISSION:null',
  'VEHICLE_STATE:ASLEEP',
  'VEHICLE_STATE:REMOTE_ACCESS_DISABLED',
  'VEHICLE_STATE:UNREACHABLE',
];

/** What Connect goes back to the app with. */
export const CONNECT_ERRORS: readonly (readonly [error: string, page: string])[] = [
  ['access_denied', 'errors/connect-errors/access-denied'],
  ['battery_capacity_no_selection', 'connect/user-selected-batcap'],
  ['configuration_error', 'errors/connect-errors/configuration-error'],
  ['invalid_subscription', 'errors/connect-errors/invalid-subscription'],
  ['no_vehicles', 'errors/connect-errors/no-vehicles'],
  ['oem_cancelled_login', 'errors/connect-errors/oem-login-cancelled'],
  ['server_error', 'errors/connect-errors/server-error'],
  ['vehicle_incompatible', 'errors/connect-errors/vehicle-incompatible'],
];

/** What the token endpoints answer with, in the words of OAuth. */
export const TOKEN_ERRORS: readonly (readonly [error: string, status: number, page: string])[] = [
  ['invalid_client', 401, 'api-reference/request-access-token'],
  ['invalid_grant', 400, 'the error-handling guide'],
  ['invalid_request', 400, 'api-reference/request-access-token'],
];
