import { docPath, type ErrorRow } from '@carport/catalog';
import type { Fault } from '../../platform/fault.js';

/** Where and to whom a fault happened: what its rendering needs beside the fault. */
export interface Occurrence {
  readonly requestId: string;
  /** Null when the request could not be tied to an application. */
  readonly applicationName: string | null;
  readonly publicUrl: string;
}

/** An error as one surface sends it. */
export interface RenderedError {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export const docUrl = (row: ErrorRow, where: Occurrence): string =>
  `${where.publicUrl}${docPath(row)}`;

/** What an app may show to a vehicle owner; names the application. */
export const userMessage = (row: ErrorRow, where: Occurrence): string | undefined =>
  row.userMessage?.replaceAll('{app}', where.applicationName ?? 'the app');

export const resolutionOf = (fault: Fault): { type: string | null; url?: string } => {
  const { resolutionUrl } = fault.occasion;
  const type = fault.row.resolution;
  return resolutionUrl === undefined ? { type } : { type, url: resolutionUrl };
};

/** Whole seconds until trying again makes sense, where the fault knows. */
export const retryHeaders = (fault: Fault): Readonly<Record<string, string>> | undefined => {
  const seconds = fault.occasion.retryAfterSeconds;
  return seconds === undefined ? undefined : { 'retry-after': String(Math.ceil(seconds)) };
};
