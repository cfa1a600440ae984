import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { facts } from '../documented/facts.js';
import { observe } from './observations.js';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders & { readonly 'sc-signature'?: string };
  /** The very bytes as text, out of their compression where there is one. */
  readonly raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into envelopes of every kind
  readonly body: any;
}

export type Answer = (response: ServerResponse, received: Received) => void;

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** What the next requests get, one answer each; after those, 200. A number is a status. */
  script(...answers: readonly (number | Answer)[]): void;
  /** What every request gets that no script answers. */
  otherwise(answer: number | Answer): void;
  close(): Promise<void>;
}

/** A customer's webhook receiver: a real HTTP server on this machine. */
export const startReceiver = async (host = '127.0.0.1'): Promise<Receiver> => {
  const received: Received[] = [];
  const scripted: (number | Answer)[] = [];
  let fallback: number | Answer = 200;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const bytes = Buffer.concat(parts);
      const isCompressed = request.headers['content-encoding'] === 'gzip';
      const raw = (isCompressed ? gunzipSync(bytes) : bytes).toString('utf8');
      const one = { path: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw) };
      received.push(one);
      observeEvent(one.body);
      const answer = scripted.shift() ?? fallback;
      if (typeof answer === 'function') answer(response, one);
      else response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/hook`,
    received,
    script: (...answers) => void scripted.push(...answers),
    otherwise: (answer) => {
      fallback = answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const observeEvent = (body: Received['body']): void => {
  for (const { type, code } of body?.data?.errors ?? []) {
    observe(facts.webhookError(`${type}:${code}`));
  }
  for (const { status } of body?.data?.signals ?? []) {
    if (status?.error)
      observe(facts.webhookSignalError(`${status.error.type}:${status.error.code}`));
  }
};
