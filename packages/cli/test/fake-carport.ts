import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

export interface FakeServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

type Answer = (asked: Asked, response: ServerResponse, request: IncomingMessage) => void;

export const TOKEN = 'a-management-token';

/** A server that answers as the test says. */
export const startFake = async (answer: Answer, port = 0): Promise<FakeServer> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://fake');
      const one = { method: request.method ?? '', url, body: Buffer.concat(parts).toString() };
      asked.push(one);
      answer(one, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
