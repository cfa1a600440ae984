import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import type { Measurement } from './load.js';
import { percentile99 } from './statistics.js';

/** A token endpoint, a client of it, and one live refresh token for each owner. */
export interface RefreshAccount {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshTokens: readonly string[];
}

/** Every owner refreshes at once and again with what the answer gave: a chain that breaks at the first mistake. */
export interface RefreshLoad {
  run(seconds: number): Promise<Measurement>;
  close(): Promise<void>;
}

export const createRefreshLoad = (account: RefreshAccount): RefreshLoad => {
  const { origin, pathname } = new URL(account.url);
  const tokens = [...account.refreshTokens];
  const pool = new Pool(origin, { connections: tokens.length, pipelining: 1 });
  const basic = Buffer.from(`${account.clientId}:${account.clientSecret}`).toString('base64');
  const headers = {
    authorization: `Basic ${basic}`,
    'content-type': 'application/x-www-form-urlencoded',
  };

  const refresh = async (token: string): Promise<string> => {
    const body = `grant_type=refresh_token&refresh_token=${encodeURIComponent(token)}`;
    const response = await pool.request({ path: pathname, method: 'POST', headers, body });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`${response.statusCode}: ${text}`);
    const next = (JSON.parse(text) as { refresh_token: string }).refresh_token;
    if (next === token) throw new Error('the refresh token was not rotated');
    return next;
  };

  const runOwner = async (owner: number, until: number): Promise<number[]> => {
    const latencies: number[] = [];
    for (let start = performance.now(); start < until; ) {
      tokens[owner] = await refresh(tokens[owner] ?? '');
      const end = performance.now();
      latencies.push(end - start);
      start = end;
    }
    return latencies;
  };

  return {
    run: async (seconds) => {
      const start = performance.now();
      const until = start + seconds * 1_000;
      const latencies = await Promise.all(tokens.map((_, owner) => runOwner(owner, until)));
      const all = latencies.flat();
      const elapsed = (performance.now() - start) / 1_000;
      return { perSecond: all.length / elapsed, p99: percentile99(all), count: all.length };
    },
    close: () => pool.close(),
  };
};
