import type { Mode, Permission } from '@carport/catalog';
import type { Grant } from '../access/access.js';
import type { Tx } from '../store/store.js';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Whole seconds that the access token still lives. */
  readonly expiresIn: number;
}

/** An error of the token endpoint, RFC 6749 section 5.2. */
export type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope';

export type TokenResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: TokenErrorCode; readonly description: string };

export interface NewGrant {
  readonly applicationId: string;
  readonly userId: string;
  readonly mode: Mode;
  readonly permissions: readonly Permission[];
  readonly vehicleIds: readonly string[];
  readonly redirectUri: string;
  readonly codeChallenge: string | null;
}

export interface Tokens {
  /** Makes the grant and its single-use code, inside the transaction that makes the connections. */
  issueCode(tx: Tx, grant: NewGrant): Promise<{ readonly code: string; readonly grantId: string }>;
  exchangeCode(request: {
    applicationId: string;
    code: string;
    /** Undefined when the client sent none (or the text "undefined", as an official SDK does). */
    redirectUri: string | undefined;
    codeVerifier: string | undefined;
  }): Promise<TokenResult<TokenPair>>;
  refresh(request: {
    applicationId: string;
    refreshToken: string;
  }): Promise<TokenResult<TokenPair>>;
  /** v3: one hour, no refresh token. */
  issueApplicationToken(applicationId: string): Promise<{ accessToken: string; expiresIn: number }>;
  /** The grant of a bearer token, from memory when known; undefined when unknown, expired or revoked. */
  authenticate(bearer: string): Grant | undefined | Promise<Grant | undefined>;
  /** Ends every token of one consent. */
  revokeGrant(applicationId: string, grantId: string): Promise<void>;
  /** For who changed grants or vehicles with these ids: this process asks the database again. Others hear of it. */
  forget(ids: Iterable<string>): void;
  /** Deletes expired codes, tokens and Connect sessions; answers with how many. For a timer. */
  pruneExpired(): Promise<number>;
}
