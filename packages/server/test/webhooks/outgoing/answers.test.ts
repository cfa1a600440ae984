import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTransport, type Transport } from '../../../src/webhooks/outgoing/transport.js';

/*
 * Receivers that mean no good. None of them holds an exchange beyond its time limit, which here is short, or makes
 * the server keep more than the beginning of an answer.
 */

let server: Server;
let transport: Transport;
let connections: Socket[];
beforeEach(() => {
  connections = [];
  transport = createTransport({ allowLocalCallbacks: true, timeoutMs: 150 });
});
afterEach(async () => {
  await transport.close();
  for (const socket of connections) socket.destroy();
  server.close();
});

/** What it does with each connection, once the request has come. */
const answering = async (answer: (socket: Socket) => void): Promise<string> => {
  server = createServer((socket) => {
    connections.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};
const send = (url: string) => transport.post({ url, headers: {}, body: Buffer.from('{}') });

const closed = async (socket: Socket | undefined): Promise<void> => {
  if (!socket || socket.closed) return;
  await new Promise<void>((resolve) => socket.on('close', () => resolve()));
};

/** One byte of the text after the other, and then one more, for ever. */
const drip = (socket: Socket, text: string): void => {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++] ?? 'x'), 10);
  socket.on('close', () => clearInterval(timer));
};

describe('the time limit is for the whole exchange: a receiver that', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => undefined],
    ['drips its status line', (socket) => drip(socket, 'HTTP/1.1 200 O')],
    ['drips headers', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nx-one: ')],
    [
      'drips its body',
      (socket) => drip(socket.resume(), 'HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n'),
    ],
    [
      'goes on with interim answers',
      (socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 10);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('%s is given up, and its connection closed', async (_what, answer) => {
    const url = await answering(answer);
    expect(await send(url)).toMatchObject({ error: 'timed out' });
    const [connection] = connections;
    await closed(connection);
  });

  test('has a name that is never resolved is given up', async () => {
    const waiting = createTransport({
      ...{ allowLocalCallbacks: true, timeoutMs: 150, lookup: () => undefined },
    });
    const url = await answering(() => undefined);
    const { port } = new URL(url);
    const [first, second] = await Promise.all([
      waiting.post({ url: `http://slow.localhost:${port}/`, headers: {}, body: Buffer.from('1') }),
      waiting.post({ url: `http://slow.localhost:${port}/`, headers: {}, body: Buffer.from('2') }),
    ]);
    await waiting.close();
    expect([first.error, second.error]).toEqual(['timed out', 'timed out']);
    expect(connections).toEqual([]);
  });
});

test('of an endless body the beginning is kept and no more is read', async () => {
  let written = 0;
  const url = await answering((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const more = (): void => {
      while (!socket.destroyed && socket.write(`1000\r\n${'x'.repeat(4_096)}\r\n`))
        written += 4_096;
      socket.once('drain', more);
    };
    more();
  });
  const exchange = await send(url);
  expect(exchange.statusCode).toBe(200);
  expect(exchange.body).toBe('x'.repeat(16_384));
  const [connection] = connections;
  await closed(connection);
  expect(written).toBeGreaterThan(16_384);
});

test('a packed body is not unpacked', async () => {
  const body = Buffer.alloc(64);
  const url = await answering((socket) => {
    socket.end(
      `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
  });
  expect(await send(url)).toMatchObject({ statusCode: 200, body: body.toString(), error: null });
});

test('headers without end are refused', async () => {
  const url = await answering((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${`x-more: ${'y'.repeat(1_000)}\r\n`.repeat(64)}`);
  });
  expect((await send(url)).error).toBe('the headers of the answer are too large');
});

test('what is not HTTP is said to be so', async () => {
  const url = await answering((socket) => void socket.end('220 mail.example ESMTP\r\n'));
  expect((await send(url)).error).toBe('the answer is not HTTP');
});
