import type { CommandId } from '../commands.js';
import type { ErrorCode, ErrorType } from '../errors.js';
import type { Permission } from '../permissions.js';
import type { SignalCode } from '../signals.js';

/** Type and code of one error of the catalogue. */
export type ErrorName = {
  readonly [T in ErrorType]: { readonly type: T; readonly code: ErrorCode<T> };
}[ErrorType];

/** What a quirk keeps from being answered. */
export interface QuirkEffect {
  readonly error: ErrorName;
  readonly on: RefusedPart;
  /**
   * How a simulated car gets into it: by this tag in the name of the account that signs in, `anna+tag@example.com`.
   * Absent where it follows from what the car does.
   */
  readonly tag?: string;
}

/** Signing in, every request, every reading, every command; or what is listed. */
export type RefusedPart = 'signing-in' | 'everything' | 'reading' | 'commands' | RefusedRequests;

export interface RefusedRequests {
  /** Signals that are read and commands that are given with one of these. */
  readonly permissions?: readonly Permission[];
  readonly signals?: readonly SignalCode[];
  readonly commands?: readonly CommandId[];
}
