import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * What an IP address reaches: the public internet, this machine, a network of the operator's choice, or something
 * callbacks have no business with.
 */
export type Reach = 'public' | 'loopback' | 'allowed' | 'private';

export interface AddressRules {
  /** For development. */
  readonly allowLocalCallbacks: boolean;
  /** Networks in CIDR notation whose addresses count as if they were public. */
  readonly allowedNetworks?: readonly string[];
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
const DOCUMENTATION = ipaddr.IPv6.parseCIDR('3fff::/20');

/** Clouds' own services to their machines, wherever their numbers lie. */
const PLATFORM_SERVICES = new Set(
  [
    ...['168.63.129.16', '100.100.100.200', '192.0.0.192'],
    ...['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254', 'fd00:42::42'],
  ].map((text) => ipaddr.parse(text).toString()),
);

/** Nothing opens these: this machine, metadata, everybody at once, and IPv4 in a disguise that could be any of them. */
const NEVER_ALLOWED = new Set([
  ...['unspecified', 'loopback', 'linkLocal', 'multicast', 'broadcast'],
  ...['ipv4Mapped', 'rfc6145', 'rfc6052', '6to4', 'teredo'],
]);

/** Text that is no address counts as private. IPv4 inside IPv6 counts as the IPv4 address. */
export const reachOf = (text: string, allowedNetworks: readonly string[] = []): Reach => {
  if (isIP(text) === 0) return 'private';
  const address = ipaddr.process(text);
  if (PLATFORM_SERVICES.has(address.toString())) return 'private';
  const range = address.range();
  if (range === 'loopback') return 'loopback';
  if (!NEVER_ALLOWED.has(range) && isInside(address, allowedNetworks)) return 'allowed';
  return isPublic(address) ? 'public' : 'private';
};

const isPublic = (address: Address): boolean =>
  address.range() === 'unicast' &&
  (address instanceof ipaddr.IPv4 ||
    (address.match(GLOBAL_UNICAST) && !address.match(DOCUMENTATION)));

const isInside = (address: Address, networks: readonly string[]): boolean =>
  networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === address.kind() && address.match(base, bits);
  });

/** Whether a callback may connect to the address. What is for this machine only, such as plain http, never leaves it. */
export const mayConnect = (address: string, localOnly: boolean, rules: AddressRules): boolean => {
  const reach = reachOf(address, rules.allowedNetworks);
  if (reach === 'loopback') return rules.allowLocalCallbacks;
  return reach !== 'private' && !localOnly;
};
