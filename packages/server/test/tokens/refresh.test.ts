import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TokenPair } from '../../src/tokens/contract.js';
import {
  DAY,
  HOUR,
  type House,
  MINUTE,
  newApplication,
  openHouse,
  type Services,
} from '../connections/house.js';
import { isAlive, openSession, pairOf, type Session } from './sessions.js';

let house: House;
let strict: Services;
beforeAll(async () => {
  house = await openHouse({ refreshGraceMs: 10 * MINUTE });
  strict = await house.another(0);
});
afterAll(() => house.close());

const INVALID_GRANT = expect.objectContaining({ ok: false, error: 'invalid_grant' });

const refresh = (session: Session, refreshToken: string, services: Services = house) =>
  services.tokens.refresh({ applicationId: session.application.id, refreshToken });

const refreshed = async (session: Session, refreshToken = session.refreshToken) =>
  pairOf(await refresh(session, refreshToken));

/** How many tokens of the owner's consents could still be refreshed for the first time. */
const unusedRefreshTokens = async (session: Session): Promise<number> => {
  const { count } = await house.store.db
    .selectFrom('refresh_tokens as t')
    .innerJoin('grants as g', 'g.id', 't.grant_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('g.user_id', '=', session.userId)
    .where('g.revoked_at', 'is', null)
    .where('t.used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
};

describe('a refresh', () => {
  test('RFC 9700 4.14.2: replaces both tokens', async () => {
    const session = await openSession(house);
    const next = await refreshed(session);
    expect(next.refreshToken).toMatch(/^[\w-]{43}$/);
    expect(next.accessToken).toMatch(/^[\w-]{43}$/);
    const all = [session.accessToken, session.refreshToken, next.accessToken, next.refreshToken];
    expect(new Set(all).size).toBe(4);
    expect(next.expiresIn).toBe(7200);
    expect(await isAlive(house, next.accessToken)).toBe(true);
  });

  test('leaves the older access token alive until its own end', async () => {
    const session = await openSession(house);
    house.clock.advance(HOUR);
    await refreshed(session);
    house.clock.advance(HOUR - 1);
    expect(await isAlive(house, session.accessToken)).toBe(true);
    house.clock.advance(1);
    expect(await isAlive(house, session.accessToken)).toBe(false);
  });

  test('RFC 6749 6: keeps the scope, the owner and the cars as they were', async () => {
    const session = await openSession(house, { permissions: ['read_odometer'] });
    const next = await refreshed(session);
    const before = await house.tokens.authenticate(session.accessToken);
    expect(before).toBeDefined();
    expect(await house.tokens.authenticate(next.accessToken)).toEqual(before);
  });

  test('works for sixty days, and each successor for sixty more', async () => {
    const session = await openSession(house);
    house.clock.advance(60 * DAY - 1);
    const next = await refreshed(session);
    house.clock.advance(60 * DAY - 1);
    const last = await refreshed(session, next.refreshToken);
    house.clock.advance(60 * DAY);
    expect(await refresh(session, last.refreshToken)).toEqual(INVALID_GRANT);
  });

  test.each(['', 'unknown', '\0', 'x'.repeat(10_000)])('of %j is refused', async (token) => {
    const session = await openSession(house);
    expect(await refresh(session, token)).toEqual(INVALID_GRANT);
  });

  test('takes no access token and no code for a refresh token', async () => {
    const session = await openSession(house);
    expect(await refresh(session, session.accessToken)).toEqual(INVALID_GRANT);
    expect(await refresh(session, session.code)).toEqual(INVALID_GRANT);
    expect(await isAlive(house, session.refreshToken)).toBe(false);
  });

  test('RFC 6749 10.4: is bound to the client; another one gets nothing and harms nothing', async () => {
    const session = await openSession(house);
    const { application: thief } = await newApplication(house);
    const attempt = { applicationId: thief.id, refreshToken: session.refreshToken };
    expect(await house.tokens.refresh(attempt)).toEqual(INVALID_GRANT);
    await refreshed(session);
    house.clock.advance(HOUR);
    expect(await house.tokens.refresh(attempt)).toEqual(INVALID_GRANT);
    expect(await strict.tokens.refresh(attempt)).toEqual(INVALID_GRANT);
    expect(await isAlive(house, session.accessToken)).toBe(true);
  });

  test('of a revoked family is refused', async () => {
    const session = await openSession(house);
    const grant = await house.tokens.authenticate(session.accessToken);
    if (grant?.kind !== 'connection') throw new Error('no grant');
    await house.tokens.revokeGrant(session.application.id, grant.grantId);
    expect(await refresh(session, session.refreshToken)).toEqual(INVALID_GRANT);
  });
});

describe('within the grace', () => {
  test('a retry leads to the same pair, with the life that it has left', async () => {
    const session = await openSession(house);
    const first = await refreshed(session);
    house.clock.advance(10 * MINUTE);
    expect(await refreshed(session)).toEqual({ ...first, expiresIn: 7200 - 600 });
  });

  test('a retry leads to the same pair after the successor was itself used', async () => {
    const session = await openSession(house);
    const second = await refreshed(session);
    const third = await refreshed(session, second.refreshToken);
    expect(await refreshed(session)).toEqual(second);
    expect(await refreshed(session, second.refreshToken)).toEqual(third);
    expect(await unusedRefreshTokens(session)).toBe(1);
  });

  test('fifty refreshes at once, on two processes, leave one live successor that everybody holds', async () => {
    const session = await openSession(house);
    const other = await house.another();
    const pairs = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        pairOf(await refresh(session, session.refreshToken, index % 2 ? house : other)),
      ),
    );
    const [pair] = pairs;
    expect(pairs).toEqual(Array.from({ length: 50 }, () => pair));
    expect(await unusedRefreshTokens(session)).toBe(1);
    expect(await isAlive(house, pair?.accessToken ?? '')).toBe(true);
    expect(await refresh(session, pair?.refreshToken ?? '')).toMatchObject({ ok: true });
  });
});

test('a refresh that meets the deletion of its owner still gets an answer', async () => {
  for (let round = 0; round < 15; round++) {
    const session = await openSession(house);
    const [removed, ...results] = await Promise.all([
      house.connections.removeUser(session.application.id, session.userId),
      ...Array.from({ length: 6 }, () => refresh(session, session.refreshToken)),
    ]);
    expect(removed).toBe(true);
    for (const result of results) {
      if (!result.ok) expect(result).toEqual(INVALID_GRANT);
      else expect(await isAlive(house, result.value.accessToken)).toBe(false);
    }
  }
});

describe('RFC 9700 4.14.2: after the grace', () => {
  test('a second use of a refresh token ends its family', async () => {
    const session = await openSession(house);
    const second = await refreshed(session);
    const third = await refreshed(session, second.refreshToken);
    house.clock.advance(10 * MINUTE + 1);
    expect(await refresh(session, session.refreshToken)).toEqual(INVALID_GRANT);

    for (const { accessToken, refreshToken } of [session, second, third]) {
      expect(await isAlive(house, accessToken)).toBe(false);
      expect(await refresh(session, refreshToken)).toEqual(INVALID_GRANT);
    }
  });

  test('and no other one', async () => {
    const session = await openSession(house);
    const bystander = await openSession(house);
    await refreshed(session);
    house.clock.advance(HOUR);
    await refresh(session, session.refreshToken);
    expect(await isAlive(house, bystander.accessToken)).toBe(true);
    await refreshed(bystander);
  });
});

describe('strict, without a grace', () => {
  test.each([0, 1])('a second use %i ms later ends the family', async (later) => {
    const session = await openSession(house);
    const next = pairOf(await refresh(session, session.refreshToken, strict));
    expect(await isAlive(house, next.accessToken)).toBe(true);
    house.clock.advance(later);
    expect(await refresh(session, session.refreshToken, strict)).toEqual(INVALID_GRANT);
    expect(await isAlive(strict, next.accessToken)).toBe(false);
    expect(await refresh(session, next.refreshToken, strict)).toEqual(INVALID_GRANT);
  });

  test('of fifty refreshes at once one wins, and the others count as theft', async () => {
    const session = await openSession(house);
    const results = await Promise.all(
      Array.from({ length: 50 }, () => refresh(session, session.refreshToken, strict)),
    );
    const winners = results.filter((result) => result.ok).map(pairOf);
    expect(winners).toHaveLength(1);
    expect(await isAlive(strict, winners[0]?.accessToken ?? '')).toBe(false);
    expect(await unusedRefreshTokens(session)).toBe(0);
  });

  test('one use after the other goes on for ever', async () => {
    const session = await openSession(house);
    let { refreshToken } = session;
    for (let turn = 0; turn < 5; turn++) {
      ({ refreshToken } = pairOf(await refresh(session, refreshToken, strict)));
    }
    expect(await unusedRefreshTokens(session)).toBe(1);
  });
});

test('whoever refreshes whatever whenever, a family has one end or is over', async () => {
  const step = fc.record({ which: fc.nat(), wait: fc.integer({ min: 0, max: 4 * MINUTE }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const session = await openSession(house);
      const usedAt = new Map<string, number>();
      const chain: TokenPair[] = [session];
      let over = false;
      for (const { which, wait } of steps) {
        house.clock.advance(wait);
        const index = which % chain.length;
        const { refreshToken } = chain[index] as TokenPair;
        const firstUse = usedAt.get(refreshToken) ?? house.clock.now();
        usedAt.set(refreshToken, firstUse);
        over ||= house.clock.now() - firstUse > 10 * MINUTE;

        const result = await refresh(session, refreshToken);
        expect(result.ok).toBe(!over);
        if (!result.ok) continue;
        const known = chain[index + 1];
        if (known) expect(result.value.refreshToken).toBe(known.refreshToken);
        else chain.push(result.value);
      }
      expect(await unusedRefreshTokens(session)).toBe(over ? 0 : 1);
    }),
    { numRuns: 25 },
  );
});

test.each([-1, 2 * HOUR, Number.NaN])('a grace of %d ms is no setting', async (refreshGraceMs) => {
  await expect(house.another(refreshGraceMs)).rejects.toThrow('grace');
});
