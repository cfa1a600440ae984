import { type ErrorCode, type ErrorRow, type ErrorType, errorRow } from '@carport/catalog';

/**
 * An error from the catalogue on its way to a surface. It says which row it is and what only this
 * occasion knows; how it looks on the wire is the surface's business.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly row: ErrorRow;
  readonly occasion: FaultOccasion;

  constructor(row: ErrorRow, occasion: FaultOccasion = {}) {
    super(occasion.description ?? row.description, { cause: occasion.cause });
    this.row = row;
    this.occasion = occasion;
  }
}

/** What is wrong with one part of a request, in words that follow the name of the part. */
export interface Complaint extends Record<string, unknown> {
  /** As a client names it; absent when it is the request as a whole. */
  readonly field?: string;
  readonly message: string;
}

export interface FaultOccasion {
  /** Replaces the row's description where the documents give a text for this very case. */
  readonly description?: string;
  /** Where the resolution leads, for example a re-authentication URL. */
  readonly resolutionUrl?: string;
  readonly retryAfterSeconds?: number;
  /** Structured facts for the v2.0 `detail` array. */
  readonly detail?: readonly Record<string, unknown>[];
  /** For the log only; never sent. */
  readonly cause?: unknown;
}

/** Makes the fault of one row of the catalogue; an unknown type or code does not compile. */
export const fault = <T extends ErrorType>(
  type: T,
  code: ErrorCode<T>,
  occasion?: FaultOccasion,
): Fault => new Fault(errorRow(type, code), occasion);
