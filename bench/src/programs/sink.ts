import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCalls } from './calls.js';

/** A receiver that says 200 to everything, and counts. */
let received = 0;
let awaited: { count: number; reached: () => void } | undefined;

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    response.end();
    received += 1;
    if (awaited && received >= awaited.count) awaited.reached();
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

answerCalls(
  {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    /** Resolves when so many more have come since it was asked last. */
    startCounting: () => {
      received = 0;
    },
    reach: (count: number) =>
      new Promise<void>((resolve) => {
        awaited = { count, reached: resolve };
        if (received >= count) resolve();
      }),
  },
  async () => {
    server.closeAllConnections();
    server.close();
  },
);
