import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTransport, type Exchange } from '../../../src/webhooks/outgoing/transport.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';

const FORBIDDEN = 'the callback leads to an address that is not public';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const send = async (
  url: string,
  settings: { allowLocalCallbacks?: boolean; lookup?: LookupFunction } = {},
): Promise<Exchange> => {
  const transport = createTransport({ allowLocalCallbacks: false, timeoutMs: 2_000, ...settings });
  const exchange = await transport.post({ url, headers: {}, body: Buffer.from('{}') });
  await transport.close();
  return exchange;
};

/** Every name leads to these addresses; another list each time, the last one for ever. */
const namesLeadTo = (...answers: string[][]): LookupFunction => {
  return (_name, options, callback) => {
    const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    const found: LookupAddress[] = addresses.map((address) => ({
      ...{ address, family: address.includes(':') ? 6 : 4 },
    }));
    if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
};

const portOf = (url: string): string => new URL(url).port;

describe('an address in the callback itself is never contacted', () => {
  test.each([
    ...['127.0.0.1', '[::1]', '10.0.0.1', '192.168.0.1', '172.16.0.1', '169.254.169.254'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:169.254.169.254]', '0.0.0.0', '[::]'],
    ...['2130706433', '0x7f.1', '[fe80::1]', '[fd00:ec2::254]', '[64:ff9b::7f00:1]'],
  ])('%s', async (host) => {
    for (const protocol of ['https', 'http']) {
      const exchange = await send(`${protocol}://${host}:${portOf(receiver.url)}/`);
      expect(exchange).toMatchObject({ statusCode: null, error: FORBIDDEN });
    }
    expect(receiver.received).toEqual([]);
  });
});

describe('a name that leads there is never contacted', () => {
  test.each([
    ['to this machine', ['127.0.0.1']],
    ['to this machine over IPv6', ['::1']],
    ['to a cloud’s metadata', ['169.254.169.254']],
    ['to a private network', ['10.0.0.1']],
    ['to IPv4 inside IPv6', ['::ffff:127.0.0.1']],
    ['there and to the public internet', ['93.184.216.34', '127.0.0.1']],
    ['nowhere', []],
  ])('%s', async (_where, addresses) => {
    const lookup = namesLeadTo(addresses);
    const url = `https://hook.example:${portOf(receiver.url)}/`;
    expect((await send(url, { lookup })).error).toBe(FORBIDDEN);
    expect(receiver.received).toEqual([]);
  });

  test('not even when it led elsewhere a moment ago', async () => {
    // The first answer is a blackhole of the documentation range, so nothing real is ever dialled.
    const lookup = namesLeadTo(['203.0.113.1'], ['127.0.0.1']);
    const url = `https://hook.example:${portOf(receiver.url)}/`;
    for (let time = 0; time < 2; time++) {
      expect((await send(url, { lookup })).error).toBe(FORBIDDEN);
    }
    expect(receiver.received).toEqual([]);
  });
});

describe('with local callbacks allowed', () => {
  test.each(['127.0.0.1', '::1'])('plain http reaches this machine: %s', async (host) => {
    const local = await startReceiver(host);
    const exchange = await send(local.url, { allowLocalCallbacks: true });
    await local.close();
    expect(exchange).toMatchObject({ statusCode: 200, error: null });
  });

  test('a name that leads to this machine is contacted, by the address that was checked', async () => {
    const url = `http://anything.localhost:${portOf(receiver.url)}/`;
    // Asked a second time, the resolver would say something forbidden.
    const lookup = namesLeadTo(['127.0.0.1'], ['10.0.0.1']);
    const exchange = await send(url, { allowLocalCallbacks: true, lookup });
    expect(exchange.statusCode).toBe(200);
  });

  test.each(['10.0.0.1', '169.254.169.254', '8.8.8.8'])(
    'plain http reaches nothing else: %s',
    async (host) => {
      const exchange = await send(`http://${host}/`, { allowLocalCallbacks: true });
      expect(exchange).toMatchObject({ statusCode: null, error: FORBIDDEN });
    },
  );
});

test('a connection is kept for its own name only', async () => {
  const addresses: Record<string, string> = { 'one.localhost': '127.0.0.1' };
  const asked: string[] = [];
  const transport = createTransport({
    ...{ allowLocalCallbacks: true, timeoutMs: 2_000 },
    lookup: (name, options, callback) => {
      asked.push(name);
      namesLeadTo([addresses[name] ?? '10.0.0.1'])(name, options, callback);
    },
  });
  const post = (name: string) => {
    const url = `http://${name}.localhost:${portOf(receiver.url)}/`;
    return transport.post({ url, headers: {}, body: Buffer.from('{}') });
  };
  const answers = [await post('one'), await post('one'), await post('two'), await post('one')];
  await transport.close();
  expect(answers.map(({ statusCode, error }) => statusCode ?? error)).toEqual([
    ...[200, 200, FORBIDDEN, 200],
  ]);
  expect(asked).toContain('two.localhost');
});

test('a redirect to a forbidden address is told and not followed', async () => {
  const inner = await startReceiver();
  receiver.otherwise((response) => response.writeHead(302, { location: inner.url }).end());
  const exchange = await send(receiver.url, { allowLocalCallbacks: true });
  await inner.close();
  expect(exchange.statusCode).toBe(302);
  expect(inner.received).toEqual([]);
});
