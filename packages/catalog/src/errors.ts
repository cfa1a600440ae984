/**
 * Every error that Carport can answer with, once.
 * The v2.0 body, the v3 body, a webhook's VEHICLE_ERROR, the documentation pages and the OpenAPI
 * document are all made from these rows.
 */

export const RESOLUTIONS = [
  'RETRY_LATER',
  'REAUTHENTICATE',
  'CONTACT_SUPPORT',
  'ACTION_REQUIRED',
  'FINANCE',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export interface ErrorRow {
  readonly type: string;
  /** Null for the types that have one error only: AUTHENTICATION, PERMISSION and VALIDATION. */
  readonly code: string | null;
  /** HTTP status on the v2.0 and v3 surfaces. */
  readonly status: number;
  /** Sent as `description` (v2.0) and `detail` (v3). */
  readonly description: string;
  readonly resolution: Resolution | null;
  /** Sent as `suggestedUserMessage`; `{app}` becomes the application's name. Absent when a vehicle owner can do nothing. */
  readonly userMessage?: string;
  /** True when the same request may work later without anybody doing anything. */
  readonly temporary: boolean;
  /** For commands: the car may have acted although this error came back. */
  readonly mayHaveSucceeded: boolean;
  /** Two or three sentences for the documentation page: when it comes, and what to do. */
  readonly guidance: string;
}

export const ERRORS = [
  {
    type: 'AUTHENTICATION',
    code: null,
    status: 401,
    description:
      'The authorization header is missing or malformed, or it contains invalid or expired authentication credentials. Please check for missing parameters, spelling and casing mistakes, and other syntax issues.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The request carried no credentials that Carport accepts for this route, or the access token has expired or does not cover this vehicle. Access tokens live for two hours: refresh and try again.',
  },
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
