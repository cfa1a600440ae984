import type { TokenErrorCode, TokenResult } from './contract.js';

export const granted = <T>(value: T): TokenResult<T> => ({ ok: true, value });

export const refused = (error: TokenErrorCode, description: string): TokenResult<never> => ({
  ok: false,
  error,
  description,
});
