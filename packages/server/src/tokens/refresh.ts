import type { Clock } from '../platform/clock.js';
import type { Keyring } from '../platform/keyring.js';
import type { Store } from '../store/store.js';
import type { TokenPair, TokenResult } from './contract.js';
import { ACCESS_LIFE_MS, REFRESH_LIFE_MS, secondsUntil } from './lifetimes.js';
import { rotateRefreshToken } from './refresh.store.js';
import { granted, refused } from './results.js';

interface RefreshDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly graceMs: number;
  readonly forget: (grantId: string) => void;
}

/**
 * Rotates a refresh token. Its successors are derived from it with the server's key, so a retried or raced
 * refresh within the grace leads to the same pair. After the grace a second use ends the family (RFC 9700, 4.14.2).
 */
export const refresh = async (
  { store, keyring, clock, graceMs, forget }: RefreshDeps,
  { applicationId, refreshToken }: { applicationId: string; refreshToken: string },
): Promise<TokenResult<TokenPair>> => {
  const now = clock.now();
  const next = {
    access: keyring.derive('access', refreshToken),
    refresh: keyring.derive('refresh', refreshToken),
  };
  const rotated = await rotateRefreshToken(store.db, {
    applicationId,
    hash: keyring.hash(refreshToken),
    now: new Date(now),
    graceSince: new Date(now - graceMs),
    strict: graceMs === 0,
    successor: {
      accessHash: keyring.hash(next.access),
      accessLifeMs: ACCESS_LIFE_MS,
      refreshHash: keyring.hash(next.refresh),
      refreshLifeMs: REFRESH_LIFE_MS,
    },
  });
  if (!rotated || rotated.reused) {
    if (rotated) forget(rotated.grantId);
    return refused('invalid_grant', 'The refresh token is unknown, expired, revoked or used up.');
  }
  return granted({
    accessToken: next.access,
    refreshToken: next.refresh,
    expiresIn: secondsUntil(rotated.usedAt.getTime() + ACCESS_LIFE_MS, now),
  });
};
