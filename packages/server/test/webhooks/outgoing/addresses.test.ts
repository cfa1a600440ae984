import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayConnect, reachOf } from '../../../src/webhooks/outgoing/addresses.js';

const PUBLIC = ['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '::ffff:8.8.8.8'];
const LOOPBACK = ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'];
const PRIVATE = [
  ...['10.0.0.1', '172.16.0.1', '172.31.255.254', '192.168.1.1', '100.64.0.1', '0.0.0.0'],
  ...['169.254.169.254', '169.254.0.1', '168.63.129.16', '100.100.100.200', '192.0.0.192'],
  ...['198.18.0.1', '203.0.113.7', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1'],
  ...['::ffff:10.0.0.1', '::ffff:169.254.169.254', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1'],
  ...['::7f00:1', '64:ff9b:1::7f00:1', '3fff::1', '2001:0:7f00:1::', 'fec0::1'],
  ...['', 'example.com', '1.2.3', '999.1.1.1', '8.8.8.8 '],
];

describe('what an address reaches', () => {
  test.each(PUBLIC)('%s is public', (address) => expect(reachOf(address)).toBe('public'));
  test.each(LOOPBACK)('%s is loopback', (address) => expect(reachOf(address)).toBe('loopback'));
  test.each(PRIVATE)('"%s" is private', (address) => expect(reachOf(address)).toBe('private'));
});

describe('a callback may connect', () => {
  test.each([
    ['over https', false, false, true, false],
    ['over https', false, true, true, true],
    ['on this machine only', true, false, false, false],
    ['on this machine only', true, true, false, true],
  ])(
    '%s (%s) with local callbacks %s: public %s, loopback %s',
    (_how, localOnly, allowLocalCallbacks, open, local) => {
      const rules = { allowLocalCallbacks };
      for (const address of PUBLIC) expect(mayConnect(address, localOnly, rules)).toBe(open);
      for (const address of LOOPBACK) expect(mayConnect(address, localOnly, rules)).toBe(local);
      for (const address of PRIVATE) expect(mayConnect(address, localOnly, rules)).toBe(false);
    },
  );
});

describe('networks of the operator', () => {
  const EVERYTHING = ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'];

  test('are open, and their neighbours are not', () => {
    const networks = ['10.20.0.0/16', 'fd12:3456::/32'];
    for (const address of ['10.20.0.1', '10.20.255.254', '::ffff:10.20.0.1', 'fd12:3456::1']) {
      expect(reachOf(address, networks)).toBe('allowed');
    }
    for (const address of ['10.21.0.1', '10.19.255.255', 'fd12:3457::1', '192.168.0.1']) {
      expect(reachOf(address, networks)).toBe('private');
    }
    expect(reachOf('8.8.8.8', networks)).toBe('public');
  });

  test.each([
    ...['169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
    ...['fd00:ec2::254', 'fd00:0ec2:0:0::0254', 'fd20:ce::254', 'fe80::a9fe:a9fe'],
    ...['::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::', '0.0.0.0', '::'],
    ...['224.0.0.1', 'ff02::1', '255.255.255.255'],
  ])('never open %s', (address) => expect(reachOf(address, EVERYTHING)).toBe('private'));

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'never make %s, which is for development alone, anything else',
    (address) => expect(reachOf(address, EVERYTHING)).toBe('loopback'),
  );
});

test('an IPv4 address is judged alike inside IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(reachOf(`::ffff:${address}`)).toBe(reachOf(address));
    }),
  );
});
