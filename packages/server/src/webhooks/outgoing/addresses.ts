import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What an IP address reaches: the public internet, this machine, or something callbacks have no business with. */
export type Reach = 'public' | 'loopback' | 'private';

/** Public by its number, but a cloud's own service to its machines. */
const PLATFORM_SERVICES = new Set(['168.63.129.16']);
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Text that is no address counts as private. IPv4 inside IPv6 counts as the IPv4 address. */
export const reachOf = (text: string): Reach => {
  if (isIP(text) === 0) return 'private';
  const address = ipaddr.process(text);
  const range = address.range();
  if (range === 'loopback') return 'loopback';
  if (range !== 'unicast' || PLATFORM_SERVICES.has(address.toString())) return 'private';
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_UNICAST)) return 'private';
  return 'public';
};

export interface Scheme {
  readonly protocol: string;
  readonly allowLocalCallbacks: boolean;
}

/** Whether a callback may connect to the address. Plain http never leaves this machine. */
export const mayConnect = (address: string, scheme: Scheme): boolean => {
  const reach = reachOf(address);
  if (reach === 'loopback') return scheme.allowLocalCallbacks;
  return reach === 'public' && scheme.protocol === 'https:';
};
