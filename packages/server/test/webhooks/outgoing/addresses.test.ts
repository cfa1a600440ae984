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
  ...['', 'example.com', '1.2.3', '999.1.1.1', '8.8.8.8 '],
];

describe('what an address reaches', () => {
  test.each(PUBLIC)('%s is public', (address) => expect(reachOf(address)).toBe('public'));
  test.each(LOOPBACK)('%s is loopback', (address) => expect(reachOf(address)).toBe('loopback'));
  test.each(PRIVATE)('"%s" is private', (address) => expect(reachOf(address)).toBe('private'));
});

describe('a callback may connect', () => {
  test.each([
    ['https:', false, true, false],
    ['https:', true, true, true],
    ['http:', false, false, false],
    ['http:', true, false, true],
  ])(
    'over %s with local callbacks %s: public %s, loopback %s',
    (protocol, allowed, open, local) => {
      const scheme = { protocol, allowLocalCallbacks: allowed };
      for (const address of PUBLIC) expect(mayConnect(address, scheme)).toBe(open);
      for (const address of LOOPBACK) expect(mayConnect(address, scheme)).toBe(local);
      for (const address of PRIVATE) expect(mayConnect(address, scheme)).toBe(false);
    },
  );
});

test('an IPv4 address is judged alike inside IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(reachOf(`::ffff:${address}`)).toBe(reachOf(address));
    }),
  );
});
