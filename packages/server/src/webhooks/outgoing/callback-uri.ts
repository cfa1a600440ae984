import { isIP } from 'node:net';
import { type AddressRules, reachOf } from './addresses.js';
import { isCallbackPort } from './ports.js';

const LONGEST = 2_048;
const LOCAL_NAME = /^(?:.+\.)?localhost\.?$/;

/** What is wrong with a callback's address as far as its text tells; null when nothing is. */
export const callbackUriProblem = (uri: string, rules: AddressRules): string | null => {
  if (uri.length > LONGEST) return `must not be longer than ${LONGEST} characters`;
  if (/[\s\p{Cc}]/u.test(uri) || !URL.canParse(uri)) return 'must be an absolute URL';
  const { protocol, hostname, port, username, password, hash } = new URL(uri);
  if (protocol !== 'https:' && protocol !== 'http:') return 'must begin with https://';
  if (username || password) return 'must not carry a user name or a password';
  if (hash) return 'must not have a fragment';
  const host = hostname.replace(/^\[|\]$/g, '');
  const reach = isIP(host) === 0 ? undefined : reachOf(host, rules.allowedNetworks);
  const isLocal = reach === 'loopback' || LOCAL_NAME.test(host);
  if (isLocal && rules.allowLocalCallbacks) return null;
  if (protocol !== 'https:') return 'must begin with https://';
  if (isLocal || reach === 'private') return 'must lead to the public internet';
  if (!isCallbackPort(port)) return 'must use port 443 or one from 1024 on that is for HTTP';
  return null;
};
