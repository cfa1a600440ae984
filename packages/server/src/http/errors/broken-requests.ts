import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Fault, fault } from '../../platform/fault.js';
import type { Platform } from '../platform.js';
import { v2ErrorBody } from './v2.js';

const REASONS: Readonly<Record<string, { status: number; message: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'the request did not arrive in time' },
  HPE_HEADER_OVERFLOW: { status: 431, message: 'the headers are too large' },
};
const UNREADABLE = { status: 400, message: 'this is not an HTTP request' };

/** Node keeps the answer that is being written on its socket; there is no public way to ask for it. */
type HttpSocket = Socket & { readonly _httpMessage?: ServerResponse | null };

/**
 * Answers what is no HTTP request at all; there is no route, hence no surface, so the v2.0 form is sent. Where
 * an answer is under way already, nothing may be added to it.
 */
export const createBrokenRequestHandler =
  ({ config, entropy }: Pick<Platform, 'config' | 'entropy'>) =>
  (error: Error & { code?: string }, socket: HttpSocket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
    if (socket._httpMessage?.headersSent) {
      socket.destroy();
      return;
    }
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

/** HTTP/1.1 demands a Host header; Node would say so in a bare answer of its own. */
export const demandHost = ({ headers, httpVersion }: IncomingMessage): Fault | undefined =>
  headers.host === undefined && httpVersion === '1.1'
    ? fault('VALIDATION', null, { detail: [{ field: 'host', message: 'is missing' }] })
    : undefined;

/** An expectation that nobody knows may be passed over (RFC 9110, section 10.1.1). */
export const passOverExpectations = (app: FastifyInstance): void => {
  app.server.on('checkExpectation', (request, response) => {
    app.server.emit('request', request, response);
  });
};
