import type { FastifyRequest } from 'fastify';
import * as words from '../../platform/error-words.js';
import type { Fault } from '../../platform/fault.js';

export { docUrl, userMessage } from '../../platform/error-words.js';

/** Where and to whom a fault happened: what its rendering needs beside the fault. */
export interface Occurrence extends words.ErrorAddressee {
  readonly requestId: string;
}

/** An error as one surface sends it. */
export interface RenderedError {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What is known about a request by now; less when it is refused early. */
export const occurrenceOf = (
  { id, caller, grant, access }: FastifyRequest,
  publicUrl: string,
): Occurrence => ({
  requestId: id,
  publicUrl,
  applicationId: caller?.applicationId,
  applicationName: caller?.applicationName ?? null,
  vehicleId: access?.vehicle.id,
  language: access?.language ?? (grant?.kind === 'connection' ? grant.language : undefined),
});

export const resolutionOf = (
  { row, occasion }: Fault,
  where: Occurrence,
): { type: string | null; url?: string } => {
  const { resolutionUrl: url } = occasion;
  return url === undefined ? words.resolutionOf(row, where) : { type: row.resolution, url };
};

/** Whole seconds until trying again makes sense, where the fault knows. */
export const retryHeaders = (fault: Fault): Readonly<Record<string, string>> | undefined => {
  const seconds = fault.occasion.retryAfterSeconds;
  return seconds === undefined ? undefined : { 'retry-after': String(Math.ceil(seconds)) };
};
