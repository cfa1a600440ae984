import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { type Keyring, sameBytes } from '../platform/keyring.js';
import type { Store } from '../store/store.js';
import { lockCode, type StoredCode, spendCode } from './codes.store.js';
import type { TokenPair, TokenResult } from './contract.js';
import { revokeFamily } from './grants.store.js';
import { ACCESS_LIFE_MS, REFRESH_LIFE_MS, secondsUntil } from './lifetimes.js';
import { challengeOf, isCodeVerifier } from './pkce.js';
import { granted, refused } from './results.js';

export interface ExchangeRequest {
  readonly applicationId: string;
  readonly code: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
}

interface ExchangeDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly forget: (grantId: string) => void;
}

const TOKEN_BYTES = 32;
const NOT_USABLE = refused(
  'invalid_grant',
  'The authorization code is not valid: unknown, expired or used before.',
);

interface Outcome {
  readonly result: TokenResult<TokenPair>;
  /** The family that this request ended. */
  readonly ended?: string;
}

/**
 * Turns a code into the first pair of its family. A code is used once: whoever presents it again, even
 * at the same moment as the first, ends the family, because one of the two is not the client (RFC 6749, 4.1.2).
 * A refused request does not use the code up.
 */
export const exchangeCode = async (
  deps: ExchangeDeps,
  request: ExchangeRequest,
): Promise<TokenResult<TokenPair>> => {
  const { store, keyring, clock } = deps;
  const { applicationId } = request;
  const codeHash = keyring.hash(request.code);
  const now = clock.now();

  const outcome = await store.transaction(async (tx): Promise<Outcome> => {
    const code = await lockCode(tx, applicationId, codeHash);
    if (!code || code.revokedAt) return { result: NOT_USABLE };
    if (code.usedAt) {
      await revokeFamily(tx, applicationId, code.grantId, new Date(now));
      return { result: NOT_USABLE, ended: code.grantId };
    }
    if (code.expiresAt.getTime() <= now) return { result: NOT_USABLE };
    const objection = redirectObjection(code, request) ?? pkceObjection(code, request);
    if (objection) return { result: objection };

    const pair = newPair(deps.entropy);
    await spendCode(tx, {
      applicationId,
      grantId: code.grantId,
      codeHash,
      now: new Date(now),
      access: { hash: keyring.hash(pair.accessToken), expiresAt: new Date(now + ACCESS_LIFE_MS) },
      refresh: {
        hash: keyring.hash(pair.refreshToken),
        expiresAt: new Date(now + REFRESH_LIFE_MS),
      },
    });
    return { result: granted(pair) };
  });
  if (outcome.ended !== undefined) deps.forget(outcome.ended);
  return outcome.result;
};

const newPair = (entropy: Entropy): TokenPair => ({
  accessToken: entropy.secret(TOKEN_BYTES),
  refreshToken: entropy.secret(TOKEN_BYTES),
  expiresIn: secondsUntil(ACCESS_LIFE_MS, 0),
});

/** Without a URI the client means its default one, and then the code must have gone there. */
const redirectObjection = (
  code: StoredCode,
  request: ExchangeRequest,
): TokenResult<never> | undefined =>
  code.redirectUri === (request.redirectUri ?? code.defaultRedirectUri)
    ? undefined
    : refused('invalid_grant', 'The redirect_uri is not the one that the code was sent to.');

const pkceObjection = (
  { codeChallenge, requirePkce }: StoredCode,
  { codeVerifier }: ExchangeRequest,
): TokenResult<never> | undefined => {
  if (codeChallenge === null) {
    if (codeVerifier !== undefined) {
      return refused('invalid_grant', 'A code_verifier came, but no code_challenge before it.');
    }
    return requirePkce
      ? refused('invalid_grant', 'This application requires PKCE, and the code has no challenge.')
      : undefined;
  }
  if (codeVerifier === undefined) {
    return refused('invalid_grant', 'The code_verifier is missing.');
  }
  if (!isCodeVerifier(codeVerifier)) {
    return refused(
      'invalid_request',
      'The code_verifier must be 43 to 128 letters, digits, "-", ".", "_" or "~".',
    );
  }
  return sameBytes(Buffer.from(challengeOf(codeVerifier)), Buffer.from(codeChallenge))
    ? undefined
    : refused('invalid_grant', 'The code_verifier does not fit the code_challenge.');
};
