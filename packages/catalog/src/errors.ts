import { AUTHENTICATION_ERRORS, PERMISSION_ERRORS } from './errors/authentication.js';
import { COMPATIBILITY_ERRORS } from './errors/compatibility.js';
import { CONNECTED_SERVICES_ACCOUNT_ERRORS } from './errors/connected-services-account.js';
import { BILLING_ERRORS, RATE_LIMIT_ERRORS } from './errors/limits.js';
import { CONFLICT_ERRORS, RESOURCE_NOT_FOUND_ERRORS, VALIDATION_ERRORS } from './errors/request.js';
import type { ErrorRow } from './errors/row.js';
import { SERVER_ERRORS, UPSTREAM_ERRORS } from './errors/upstream.js';
import { VEHICLE_STATE_ERRORS } from './errors/vehicle-state.js';

export * from './errors/connect.js';
export * from './errors/oauth.js';
export * from './errors/row.js';

/**
 * Every error that Carport can answer with, once.
 * The v2.0 body, the v3 body, a webhook's VEHICLE_ERROR, the documentation pages and the OpenAPI
 * document are all made from these rows.
 */
export const ERRORS = [
  ...AUTHENTICATION_ERRORS,
  ...BILLING_ERRORS,
  ...COMPATIBILITY_ERRORS,
  ...CONFLICT_ERRORS,
  ...CONNECTED_SERVICES_ACCOUNT_ERRORS,
  ...PERMISSION_ERRORS,
  ...RATE_LIMIT_ERRORS,
  ...RESOURCE_NOT_FOUND_ERRORS,
  ...SERVER_ERRORS,
  ...UPSTREAM_ERRORS,
  ...VALIDATION_ERRORS,
  ...VEHICLE_STATE_ERRORS,
] as const satisfies readonly ErrorRow[];

type KnownError = (typeof ERRORS)[number];
export type ErrorType = KnownError['type'];
export type ErrorCode<T extends ErrorType> = Extract<KnownError, { type: T }>['code'];

const byKey = new Map<string, ErrorRow>(ERRORS.map((row) => [`${row.type}:${row.code}`, row]));

/** The row of a type and code that are known to exist. */
export const errorRow = <T extends ErrorType>(type: T, code: ErrorCode<T>): ErrorRow =>
  byKey.get(`${type}:${code}`) as ErrorRow;

/** The row of a type and code that came from outside, or undefined. */
export const findErrorRow = (type: string, code: string | null): ErrorRow | undefined =>
  byKey.get(`${type}:${code}`);

/** The row of a `TYPE:CODE`, where a code of `null` is none. */
export const errorRowOf = (key: string): ErrorRow | undefined => byKey.get(key);

/** Type, code and title as the v3 surface sends them. */
export const errorInV3 = (row: ErrorRow): { type: string; code: string; title: string } => ({
  type: row.v3.type ?? row.type,
  code: row.v3.code ?? row.code ?? row.type,
  title: row.v3.title,
});

/** The error as v3 answers a command with it. */
export const errorOfCommand = (row: ErrorRow): ErrorRow =>
  row.v3.statusOfCommand === undefined ? row : { ...row, status: row.v3.statusOfCommand };

const kebab = (word: string): string => word.toLowerCase().replaceAll('_', '-');

/** Path of the documentation page that explains all errors of one type. */
export const docPage = (type: string): string => `/docs/errors/api-errors/${kebab(type)}-errors`;

/** Id of the error's section on its page; `null` in letters when it has no code. */
export const docAnchor = (row: Pick<ErrorRow, 'code'>): string =>
  row.code === null ? 'null' : kebab(row.code);

/** Path and anchor that `docURL` points at. */
export const docPath = (row: Pick<ErrorRow, 'type' | 'code'>): string =>
  `${docPage(row.type)}#${docAnchor(row)}`;
