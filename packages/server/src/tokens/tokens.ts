import type { Grant } from '../access/access.js';
import { type Authorization, createAuthorizationCache } from '../access/authorization-cache.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import type { Store } from '../store/store.js';
import { insertCode } from './codes.store.js';
import type { Tokens } from './contract.js';
import { exchangeCode } from './exchange.js';
import { findGrant, insertGrant, revokeFamily } from './grants.store.js';
import {
  ACCESS_LIFE_MS,
  APPLICATION_TOKEN_LIFE_MS,
  CODE_LIFE_MS,
  CODE_MEMORY_MS,
  secondsUntil,
} from './lifetimes.js';
import { pruneExpired } from './prune.store.js';
import { refresh } from './refresh.js';

export interface TokenSettings {
  /** For how long a used refresh token still leads to its successor; 0: not at all. */
  readonly refreshGraceMs: number;
  /** How many cars and grants the process keeps authorisation for in memory. */
  readonly cacheSize?: number;
}

export interface TokensDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly settings: TokenSettings;
}

const CACHE_SIZE = 100_000;
const TOKEN_BYTES = 32;

export const createTokens = (deps: TokensDeps): Tokens => {
  const { store, keyring, clock, entropy, settings } = deps;
  const graceMs = settings.refreshGraceMs;
  // A retried refresh gives the first one's access token again, which must then be alive.
  if (!(graceMs >= 0 && graceMs < ACCESS_LIFE_MS)) {
    throw new Error('the grace of refresh tokens must be shorter than the life of an access token');
  }
  const grants = createAuthorizationCache<Grant>({
    store,
    clock,
    size: settings.cacheSize ?? CACHE_SIZE,
  });
  const forget = (grantId: string): void => grants.forget([grantId]);

  const loadGrant = async (hash: Buffer): Promise<Authorization<Grant> | undefined> => {
    const token = await findGrant(store.db, hash, new Date(clock.now()));
    return (
      token && {
        value: token.grant,
        madeFrom: idsOf(token.grant),
        expiresAt: token.expiresAt.getTime(),
      }
    );
  };

  return {
    issueCode: async (tx, grant) => {
      const code = entropy.uuid();
      const grantId = entropy.uuid();
      const now = clock.now();
      await insertGrant(tx, grantId, grant, new Date(now));
      await insertCode(tx, {
        hash: keyring.hash(code),
        applicationId: grant.applicationId,
        grantId,
        redirectUri: grant.redirectUri,
        codeChallenge: grant.codeChallenge,
        expiresAt: new Date(now + CODE_LIFE_MS),
      });
      return { code, grantId };
    },

    exchangeCode: (request) => exchangeCode({ store, keyring, clock, entropy, forget }, request),

    refresh: (request) => refresh({ store, keyring, clock, graceMs, forget }, request),

    issueApplicationToken: async (applicationId) => {
      const accessToken = entropy.secret(TOKEN_BYTES);
      await store.db
        .insertInto('access_tokens')
        .values({
          hash: keyring.hash(accessToken),
          application_id: applicationId,
          grant_id: null,
          expires_at: new Date(clock.now() + APPLICATION_TOKEN_LIFE_MS),
        })
        .execute();
      return { accessToken, expiresIn: secondsUntil(APPLICATION_TOKEN_LIFE_MS, 0) };
    },

    // Kept under the token itself: hashing it for each request would cost a tenth of a whole read, and what is
    // in this process's memory goes with the process.
    authenticate: (bearer) => grants.get(bearer, () => loadGrant(keyring.hash(bearer))),

    revokeGrant: async (applicationId, grantId) => {
      await revokeFamily(store.db, applicationId, grantId, new Date(clock.now()));
      forget(grantId);
    },

    forget: (ids) => grants.forget(ids),

    pruneExpired: () => {
      const now = clock.now();
      return pruneExpired(store, {
        now: new Date(now),
        codesBefore: new Date(now - CODE_MEMORY_MS),
      });
    },
  };
};

/** What a grant is made from; its own id first, so that even one without cars is made from something. */
const idsOf = (grant: Grant): string[] =>
  grant.kind === 'application' ? [grant.applicationId] : [grant.grantId, ...grant.vehicles.keys()];
