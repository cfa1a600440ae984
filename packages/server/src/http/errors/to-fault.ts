import type { FastifyError } from 'fastify';
import { type Complaint, Fault, fault } from '../../platform/fault.js';

const LOWEST_SERVER_STATUS = 500;

/** Whatever a route threw, as an error of the catalogue. What nobody foresaw is SERVER:INTERNAL. */
export const toFault = (error: unknown): Fault => {
  if (error instanceof Fault) return error;
  if (isRequestError(error)) {
    return fault('VALIDATION', null, { detail: complaints(error), cause: error });
  }
  return fault('SERVER', 'INTERNAL', { cause: error });
};

/** What the framework refuses before a handler runs: bad JSON, wrong media type, schema mismatch, too large. */
const isRequestError = (error: unknown): error is FastifyError =>
  error instanceof Error &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  error.statusCode < LOWEST_SERVER_STATUS;

const complaints = (error: FastifyError): Complaint[] => {
  if (!error.validation) return [{ message: PLAIN[error.code] ?? 'the request could not be read' }];
  return error.validation.map((issue) => ({
    field: fieldOf(error.validationContext, issue.instancePath, issue.params),
    message: messageOf(issue.message, issue.params),
  }));
};

const messageOf = (
  message = 'is not valid',
  parameters: Readonly<Record<string, unknown>>,
): string => {
  const { allowedValues } = parameters;
  return Array.isArray(allowedValues) ? `must be one of: ${allowedValues.join(', ')}` : message;
};

const PLAIN: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'the body is not valid JSON',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'this content-type is not understood; send application/json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'the body is too large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the body is not as long as content-length says',
};

/** `action`, `requests.3.path` or `limit`: as a client would name it. */
const fieldOf = (
  part: string | undefined,
  pointer: string,
  parameters: Readonly<Record<string, unknown>>,
): string => {
  const missing = parameters['missingProperty'] ?? parameters['additionalProperty'];
  const path = pointer.split('/').slice(1);
  if (typeof missing === 'string') path.push(missing);
  return path.length > 0 ? path.join('.') : (part ?? 'request');
};
