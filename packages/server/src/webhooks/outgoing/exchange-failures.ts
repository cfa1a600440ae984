import { ForbiddenAddress, ForbiddenPort } from './guarded-connector.js';

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  UND_ERR_SOCKET: 'connection closed before the response ended',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name could not be resolved',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'timed out',
  UND_ERR_CONNECT_TIMEOUT: 'timed out',
  UND_ERR_HEADERS_TIMEOUT: 'timed out',
  UND_ERR_BODY_TIMEOUT: 'timed out',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too large',
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another host',
};

/** Why there was no answer, in a few words for the delivery log. Addresses are not told. */
export const failureText = (error: unknown): string => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ForbiddenAddress)
      return 'the callback leads to an address that is not public';
    if (cause instanceof ForbiddenPort) return 'the callback uses a port that is not for callbacks';
    if (cause.name === 'TimeoutError') return 'timed out';
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    const words = WORDS[code];
    if (words) return words;
    if (cause instanceof AggregateError) return failureText(cause.errors[0]);
    if (cause.name === 'HTTPParserError' || code.startsWith('HPE_'))
      return 'the answer is not HTTP';
    if (code.startsWith('ERR_SSL') || code === 'EPROTO') return 'TLS handshake failed';
  }
  return 'request failed';
};
