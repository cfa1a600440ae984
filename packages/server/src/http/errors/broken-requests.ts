import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { fault } from '../../platform/fault.js';
import type { Platform } from '../platform.js';
import { v2ErrorBody } from './v2.js';

const REASONS: Readonly<Record<string, { status: number; message: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'the request did not arrive in time' },
  HPE_HEADER_OVERFLOW: { status: 431, message: 'the headers are too large' },
};
const UNREADABLE = { status: 400, message: 'this is not an HTTP request' };

/** Answers what is no HTTP request at all; there is no route, hence no surface, so the v2.0 form is sent. */
export const createBrokenRequestHandler =
  ({ config, entropy }: Pick<Platform, 'config' | 'entropy'>) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
    const { status, message } = REASONS[error.code ?? ''] ?? UNREADABLE;
    const requestId = entropy.uuid();
    const where = { requestId, applicationName: null, publicUrl: config.publicUrl };
    const refusal = fault('VALIDATION', null, { detail: [{ message }] });
    const body = JSON.stringify({ ...v2ErrorBody(refusal, where), statusCode: status });
    socket.end(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'content-type: application/json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        `sc-request-id: ${requestId}`,
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  };
