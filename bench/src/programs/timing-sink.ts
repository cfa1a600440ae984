import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCalls } from './calls.js';

/**
 * Receivers: `/live` ones answer at once, and how old the events are that they get is written down; `/frail` ones
 * answer too, until they are told to hang.
 */
let hanging = false;
let received = 0;
let ages: number[] = [];
let awaited: { count: number; reached: () => void } | undefined;

const CREATED_AT = /"benchAt":(\d+)/;

const server = createServer((request, response) => {
  const frail = request.url === '/frail';
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.once('end', () => {
    if (frail && hanging) return;
    response.end();
    if (frail) return;
    const [, at] = CREATED_AT.exec(Buffer.concat(parts).toString('latin1')) ?? [];
    ages.push(Date.now() - Number(at));
    received += 1;
    if (awaited && received >= awaited.count) awaited.reached();
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

answerCalls(
  {
    origin: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hang: (whether: boolean) => {
      hanging = whether;
    },
    startCounting: () => {
      received = 0;
      ages = [];
    },
    /** Resolves when so many live deliveries have come since the counting started. */
    reach: (count: number) =>
      new Promise<void>((resolve) => {
        awaited = { count, reached: resolve };
        if (received >= count) resolve();
      }),
    /** Milliseconds from an event's being written to its being received. */
    ages: () => ages,
  },
  async () => {
    server.closeAllConnections();
    server.close();
  },
);
