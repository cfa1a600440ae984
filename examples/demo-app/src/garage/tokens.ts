import type { Access, AuthClient } from 'smartcar';
import type { Account, Tokens } from './garage.js';

export interface TokenKeeper {
  /** An access token that is good for at least another minute. */
  fresh(account: Account): Promise<string>;
  /** A successor of a token that the platform no longer takes. */
  replacing(account: Account, refused: string): Promise<string>;
}

const MARGIN = 60_000;

export const tokensOf = (access: Access): Tokens => ({
  accessToken: access.accessToken,
  refreshToken: access.refreshToken,
  expiresAt: access.expiration.getTime(),
});

/** Refresh tokens rotate on use, so an account refreshes once at a time, whoever asks. */
export const createTokenKeeper = (
  authClient: AuthClient,
  save: () => Promise<void>,
  now: () => number,
): TokenKeeper => {
  const underWay = new WeakMap<Account, Promise<string>>();

  const refresh = async (account: Account): Promise<string> => {
    const access = await authClient.exchangeRefreshToken(account.tokens.refreshToken);
    account.tokens = tokensOf(access);
    await save();
    return account.tokens.accessToken;
  };

  const refreshOnce = (account: Account): Promise<string> => {
    const running = underWay.get(account);
    if (running !== undefined) return running;
    const started = refresh(account).finally(() => underWay.delete(account));
    underWay.set(account, started);
    return started;
  };

  return {
    fresh: async (account) =>
      account.tokens.expiresAt - now() > MARGIN ? account.tokens.accessToken : refreshOnce(account),
    replacing: async (account, refused) =>
      account.tokens.accessToken === refused ? refreshOnce(account) : account.tokens.accessToken,
  };
};
