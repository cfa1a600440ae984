import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressRules, mayConnect } from './addresses.js';
import { isCallbackPort } from './ports.js';

/** The callback's name leads, or its address is, where callbacks must not go. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/** The callback wants a port at which other protocols than HTTP are at home. */
export class ForbiddenPort extends Error {
  override readonly name = 'ForbiddenPort';
}

export interface ConnectorOptions extends AddressRules {
  readonly timeoutMs: number;
  readonly lookup?: LookupFunction;
  /** Who vouches for receivers, in PEM; those that Node.js trusts unless given. */
  readonly authorities?: readonly string[];
}

/**
 * Opens the connections of callbacks. Addresses are judged here, after the name was resolved and on the very
 * addresses that are then used: a name that changes its mind between check and connect gains nothing.
 */
export const createGuardedConnector = (options: ConnectorOptions): buildConnector.connector => {
  const { timeoutMs: timeout, lookup = systemLookup, authorities } = options;
  const connectorFor = (localOnly: boolean): buildConnector.connector => {
    const isAllowed = (address: string): boolean => mayConnect(address, localOnly, options);
    const connect = buildConnector({
      timeout,
      lookup: guardLookup(lookup, isAllowed),
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(authorities && { ca: [...authorities] }),
    });
    return (target, callback) => {
      // A literal address is connected to without a look-up.
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) === 0 || isAllowed(host)) connect(target, callback);
      else callback(new ForbiddenAddress(), null);
    };
  };
  const open = connectorFor(false);
  const localOnly = connectorFor(true);
  return (target, callback) => {
    if (isCallbackPort(target.port)) {
      (target.protocol === 'https:' ? open : localOnly)(target, callback);
    } else if (options.allowLocalCallbacks) localOnly(target, callback);
    else callback(new ForbiddenPort(), null);
  };
};

/** One forbidden address among several is enough: the name is not to be trusted. */
const guardLookup =
  (lookup: LookupFunction, isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const addresses = typeof found === 'string' ? [] : found;
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address))) {
        return callback(new ForbiddenAddress(), '');
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
