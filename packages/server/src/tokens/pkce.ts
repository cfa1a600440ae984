import { createHash } from 'node:crypto';

/** RFC 7636, section 4.1: 43 to 128 unreserved characters. */
const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

export const isCodeVerifier = (text: string): boolean => VERIFIER.test(text);

/** The S256 challenge of a verifier; there is no other method here. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');
