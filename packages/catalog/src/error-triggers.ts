import { CONNECT_ERRORS, type ConnectErrorCode } from './errors/connect.js';
import type { ErrorRow } from './errors/row.js';
import { ERRORS, findErrorRow } from './errors.js';

/*
 * How to meet an error on purpose: sign-ins with simulated cars. Any password does, and any brand unless a VIN
 * is asked for.
 */

/** An account that connects; then whatever asks its car fails with this error. */
export interface ErrorTrigger {
  readonly row: ErrorRow;
  /** Upper and lower case are the same. */
  readonly username: string;
  /** The account's car when its brand is `ERROR_CAR_MAKE`; asked for with single_select_vin, any name does. */
  readonly vin: string;
}

export const ERROR_CAR_MAKE = 'LAND_ROVER';

/** Documented numbers; the other errors have numbers of the same kind. */
const VINS: Readonly<Record<string, string>> = {
  'COMPATIBILITY.MAKE_NOT_COMPATIBLE': '0SCLR000270BE6600',
  'COMPATIBILITY.SMARTCAR_NOT_CAPABLE': '0SCLR0002DC18F57F',
  'COMPATIBILITY.VEHICLE_NOT_CAPABLE': '0SCLR00024C7CDF7A',
  'CONNECTED_SERVICES_ACCOUNT.ACCOUNT_ISSUE': '0SCLR00026BAAA136',
  'CONNECTED_SERVICES_ACCOUNT.AUTHENTICATION_FAILED': '0SCLR00021D803C7B',
  'CONNECTED_SERVICES_ACCOUNT.NO_VEHICLES': '0SCLR00027671837B',
  'CONNECTED_SERVICES_ACCOUNT.SUBSCRIPTION': '0SCLR0002B9BAF29F',
  'CONNECTED_SERVICES_ACCOUNT.VEHICLE_MISSING': '0SCLR00024E29EEBD',
  'UPSTREAM.INVALID_DATA': '0SCLR000298A0A649',
  'UPSTREAM.KNOWN_ISSUE': '0SCLR0002A8760B72',
  'UPSTREAM.NO_RESPONSE': '0SCLR0002C23E43AB',
  'UPSTREAM.UNKNOWN_ISSUE': '0SCLR0002D4878901',
  'VEHICLE_STATE.ASLEEP': '0SCLR0002E8896323',
  'VEHICLE_STATE.CHARGING_IN_PROGRESS': '0SCLR000221F1E672',
  'VEHICLE_STATE.CHARGING_PLUG_NOT_CONNECTED': '0SCLR0002CBFC7C21',
  'VEHICLE_STATE.DOOR_OPEN': '0SCLR0002F8BD90B8',
  'VEHICLE_STATE.FULLY_CHARGED': '0SCLR00029CD9D894',
  'VEHICLE_STATE.HOOD_OPEN': '0SCLR000219CD4A2C',
  'VEHICLE_STATE.IGNITION_ON': '0SCLR00021D49E58A',
  'VEHICLE_STATE.IN_MOTION': '0SCLR00024F6EE640',
  'VEHICLE_STATE.REMOTE_ACCESS_DISABLED': '0SCLR0002588A5CC1',
  'VEHICLE_STATE.TRUNK_OPEN': '0SCLR00023C607FDB',
  'VEHICLE_STATE.UNKNOWN': '0SCLR0002E6CC0314',
  'VEHICLE_STATE.UNREACHABLE': '0SCLR000247EBF067',
  'VEHICLE_STATE.VEHICLE_OFFLINE_FOR_SERVICE': '0SCLR0002AF1D71A1',
};

/** FNV-1a: eight hexadecimal digits that stay the same for a name. */
const digits = (name: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash.toString(16).toUpperCase().padStart(8, '0');
};

const triggerOf = (row: ErrorRow): ErrorTrigger => {
  const name = `${row.type}.${row.code ?? 'NULL'}`;
  return { row, username: `${name}@smartcar.com`, vin: VINS[name] ?? `0SCLR0003${digits(name)}` };
};

const ROWS: readonly ErrorRow[] = ERRORS;

/** One for every error that both surfaces have. */
export const ERROR_TRIGGERS: readonly ErrorTrigger[] = ROWS.filter((row) => !row.only).map(
  triggerOf,
);

/** How to meet the errors that only v3 has: by `TYPE:CODE`, the request that brings them. */
export const V3_ERROR_REQUESTS: Readonly<Record<string, string>> = {
  'CONFLICT:SUBSCRIPTION_EXISTS': 'Subscribe the same vehicle to the same webhook twice.',
  'CONFLICT:WEBHOOK_PULLED': 'Verify a webhook whose delivery method is `pull`.',
  'CONFLICT:IDEMPOTENCY_KEY_REUSED':
    'Begin two different repairs of a webhook with the same `Idempotency-Key`.',
  'CONFLICT:WEBHOOK_INACTIVE': 'Send a test event of a webhook that is disabled.',
  'CONFLICT:STANDARD_WEBHOOKS_OFF': 'Rotate the key of a webhook that has none.',
  'RESOURCE_NOT_FOUND:VEHICLE_NOT_FOUND': 'Read a vehicle with an id that you have made up.',
  'RESOURCE_NOT_FOUND:SIGNAL_NOT_FOUND': 'Read the signal `odometer-nothing` of a vehicle.',
  'RESOURCE_NOT_FOUND:CONNECTION_NOT_FOUND': 'Get a connection with an id that you have made up.',
  'RESOURCE_NOT_FOUND:EXECUTION_NOT_FOUND':
    'Get a command execution with an id that you have made up.',
  'RESOURCE_NOT_FOUND:SCHEDULE_NOT_FOUND':
    'Delete a charging schedule with an id that you have made up, of a Tesla whose charging you may control.',
  'RESOURCE_NOT_FOUND:USER_NOT_FOUND':
    'Delete the connections of a user with an id that you have made up.',
  'RESOURCE_NOT_FOUND:APPLICATION_NOT_FOUND':
    'Get an application with an id that you have made up.',
  'RESOURCE_NOT_FOUND:WEBHOOK_RECORD_NOT_FOUND':
    'Get an event of a webhook with an id that you have made up.',
  'RESOURCE_NOT_FOUND:WEBHOOK_NOT_FOUND': 'Get a webhook with an id that you have made up.',
  'RESOURCE_NOT_FOUND:SUBSCRIPTION_NOT_FOUND':
    'Delete a subscription with an id that you have made up.',
  'VALIDATION:CURSOR_EXPIRED':
    'Pull a webhook’s events with the cursor `MCAwIDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA`, which is of a database long gone.',
  'VALIDATION:MISSING_PARAMETER':
    'Read signals with an application token and without the `sc-user-id` header.',
};

/** A sign-in that decides how Connect ends. */
export interface ConnectTrigger {
  /** What Connect goes back to the app with; null for a success. */
  readonly error: ConnectErrorCode | null;
  readonly username: string;
  /** The account's car when its brand is `CONNECT_CAR_MAKE`; null where there is none. */
  readonly vin: string | null;
  /** What the carmaker answers to the sign-in. */
  readonly refusal: { readonly type: string; readonly code: string | null } | null;
}

export const CONNECT_CAR_MAKE = 'AUDI';

export const CONNECT_TRIGGERS: readonly ConnectTrigger[] = [
  {
    error: null,
    username: 'smartcar@successful-request.com',
    vin: '0SCAUDI037A5ADB1C',
    refusal: null,
  },
  {
    error: 'invalid_subscription',
    username: 'smartcar@invalid-subscription.com',
    vin: '0SCAUDI0155C49A95',
    refusal: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'SUBSCRIPTION' },
  },
  {
    error: 'vehicle_incompatible',
    username: 'smartcar@vehicle-incompatible.com',
    vin: '0SCAUDI012FE3B132',
    refusal: { type: 'COMPATIBILITY', code: 'MAKE_NOT_COMPATIBLE' },
  },
  {
    error: 'no_vehicles',
    username: 'smartcar@no-vehicles.com',
    vin: null,
    refusal: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'NO_VEHICLES' },
  },
  {
    error: 'server_error',
    username: 'smartcar@server-error.com',
    vin: null,
    refusal: { type: 'SERVER', code: 'INTERNAL' },
  },
];

const NAME = /^([a-z_]+)(?:\.([a-z_]+))?@smartcar\.com$/;

/** The trigger of an account name; `TYPE@smartcar.com` means the error without a code. */
export const findErrorTrigger = (username: string): ErrorTrigger | undefined => {
  const [, type, code = 'null'] = NAME.exec(username.trim().toLowerCase()) ?? [];
  if (type === undefined) return undefined;
  const row = findErrorRow(type.toUpperCase(), code === 'null' ? null : code.toUpperCase());
  return ERROR_TRIGGERS.find((trigger) => trigger.row === row);
};

export const findErrorTriggerByVin = (vin: string): ErrorTrigger | undefined =>
  ERROR_TRIGGERS.find((trigger) => trigger.vin === vin);

export const findConnectTrigger = (username: string): ConnectTrigger | undefined => {
  const name = username.trim().toLowerCase();
  return CONNECT_TRIGGERS.find((trigger) => trigger.username === name);
};

export const findConnectTriggerByVin = (vin: string): ConnectTrigger | undefined =>
  CONNECT_TRIGGERS.find((trigger) => trigger.vin === vin);

/** How each ending of Connect is met on purpose. */
export const CONNECT_ENDINGS = CONNECT_ERRORS.map(({ error, provoke }) => ({ error, provoke }));
