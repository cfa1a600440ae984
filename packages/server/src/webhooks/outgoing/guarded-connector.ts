import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { mayConnect, type Scheme } from './addresses.js';

/** The callback's name leads, or its address is, where callbacks must not go. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

export interface ConnectorOptions {
  readonly allowLocalCallbacks: boolean;
  readonly timeoutMs: number;
  readonly lookup?: LookupFunction;
}

/**
 * Opens the connections of callbacks. Addresses are judged here, after the name was resolved and on the very
 * addresses that are then used: a name that changes its mind between check and connect gains nothing.
 */
export const createGuardedConnector = (options: ConnectorOptions): buildConnector.connector => {
  const { allowLocalCallbacks, timeoutMs: timeout, lookup = systemLookup } = options;
  const connectorFor = (protocol: string): buildConnector.connector => {
    const scheme = { protocol, allowLocalCallbacks };
    const connect = buildConnector({
      timeout,
      lookup: guardLookup(lookup, scheme),
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    });
    return (target, callback) => {
      // A literal address is connected to without a look-up.
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) === 0 || mayConnect(host, scheme)) connect(target, callback);
      else callback(new ForbiddenAddress(), null);
    };
  };
  const secure = connectorFor('https:');
  const plain = connectorFor('http:');
  return (target, callback) => (target.protocol === 'https:' ? secure : plain)(target, callback);
};

/** One forbidden address among several is enough: the name is not to be trusted. */
const guardLookup =
  (lookup: LookupFunction, scheme: Scheme): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const addresses = typeof found === 'string' ? [] : found;
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => mayConnect(address, scheme))) {
        return callback(new ForbiddenAddress(), '');
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
