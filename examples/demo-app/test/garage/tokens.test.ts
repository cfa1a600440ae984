import { describe, expect, it, vi } from 'vitest';
import type { Account } from '../../src/garage/garage.js';
import { createTokenKeeper, tokensOf } from '../../src/garage/tokens.js';

type AuthClient = Parameters<typeof createTokenKeeper>[0];
type Access = Parameters<typeof tokensOf>[0];

const NOW = 1_800_000_000_000;
const HOUR = 60 * 60 * 1000;

const access = (name: string): Access => ({
  accessToken: `access ${name}`,
  refreshToken: `refresh ${name}`,
  expiration: new Date(NOW + 2 * HOUR),
  refreshExpiration: new Date(NOW + 60 * 24 * HOUR),
});

const accountUntil = (expiresAt: number): Account => ({
  userId: 'anna',
  mode: 'simulated',
  tokens: { accessToken: 'access 0', refreshToken: 'refresh 0', expiresAt },
});

const keeper = () => {
  let count = 0;
  const exchangeRefreshToken = vi.fn(async (_refreshToken: string): Promise<Access> => {
    count += 1;
    return access(String(count));
  });
  const authClient: AuthClient = {
    getAuthUrl: () => '',
    exchangeCode: () => Promise.reject(new Error('not here')),
    exchangeRefreshToken,
  };
  const save = vi.fn(async () => undefined);
  return { tokens: createTokenKeeper(authClient, save, () => NOW), exchangeRefreshToken, save };
};

describe('the token keeper', () => {
  it('uses a token while it is good', async () => {
    const { tokens, exchangeRefreshToken } = keeper();
    expect(await tokens.fresh(accountUntil(NOW + HOUR))).toBe('access 0');
    expect(exchangeRefreshToken).not.toHaveBeenCalled();
  });

  it.each([NOW - 1, NOW, NOW + 59_000])('refreshes one that ends at %d', async (expiresAt) => {
    const { tokens, exchangeRefreshToken, save } = keeper();
    const account = accountUntil(expiresAt);
    expect(await tokens.fresh(account)).toBe('access 1');
    expect(exchangeRefreshToken).toHaveBeenCalledExactlyOnceWith('refresh 0');
    expect(account.tokens).toEqual(tokensOf(access('1')));
    expect(save).toHaveBeenCalledOnce();
  });

  it('refreshes once however many ask at a time', async () => {
    const { tokens, exchangeRefreshToken } = keeper();
    const account = accountUntil(NOW);
    const answers = await Promise.all(Array.from({ length: 50 }, () => tokens.fresh(account)));
    expect(new Set(answers)).toEqual(new Set(['access 1']));
    expect(exchangeRefreshToken).toHaveBeenCalledOnce();
  });

  it('refreshes accounts apart from each other', async () => {
    const { tokens, exchangeRefreshToken } = keeper();
    await Promise.all([tokens.fresh(accountUntil(NOW)), tokens.fresh(accountUntil(NOW))]);
    expect(exchangeRefreshToken).toHaveBeenCalledTimes(2);
  });

  it('tries again after a failure', async () => {
    const { tokens, exchangeRefreshToken } = keeper();
    exchangeRefreshToken.mockRejectedValueOnce(new Error('down'));
    const account = accountUntil(NOW);
    await expect(tokens.fresh(account)).rejects.toThrow('down');
    expect(await tokens.fresh(account)).toBe('access 1');
  });

  it('replaces a token that was refused before its time', async () => {
    const { tokens } = keeper();
    const account = accountUntil(NOW + HOUR);
    expect(await tokens.replacing(account, 'access 0')).toBe('access 1');
  });

  it('does not refresh for a refusal that somebody else has dealt with', async () => {
    const { tokens, exchangeRefreshToken } = keeper();
    const account = accountUntil(NOW + HOUR);
    expect(await tokens.replacing(account, 'an older one')).toBe('access 0');
    expect(exchangeRefreshToken).not.toHaveBeenCalled();
  });
});
