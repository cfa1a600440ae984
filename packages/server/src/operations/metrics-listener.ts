import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from './metrics.js';

export interface MetricsListenerOptions {
  readonly host: string;
  readonly port: number;
  /** What a scraper has to send as its Bearer token; null: whoever reaches the port may read. */
  readonly token: string | null;
  readonly metrics: Pick<Metrics, 'render'>;
  readonly log: Logger;
}

export interface MetricsListener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * `GET /metrics` on a port of its own: clients of the API cannot reach it by any path, and it answers while the
 * API is overloaded.
 */
export const listenForScrapes = async (
  options: MetricsListenerOptions,
): Promise<MetricsListener> => {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      options.log.error({ err: error }, 'cannot tell metrics');
      if (!response.headersSent) response.writeHead(503);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const answer = async (
  { metrics, token }: MetricsListenerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (request.url?.split('?')[0] !== '/metrics') return end(response, 404);
  if (request.method !== 'GET') return end(response, 405, { allow: 'GET' });
  if (token !== null && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
    return end(response, 401, { 'www-authenticate': 'Bearer' });
  }
  const { contentType, body } = await metrics.render();
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
};

const end = (response: ServerResponse, status: number, headers = {}): void =>
  void response.writeHead(status, headers).end();

/** Digests have one length, so nothing about the token shows in the time. */
const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
