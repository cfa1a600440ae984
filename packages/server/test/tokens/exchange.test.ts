import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  consent,
  HOUR,
  type House,
  MINUTE,
  newApplication,
  openHouse,
  REDIRECT_URI,
} from '../connections/house.js';
import { exchange, isAlive, openSession, pairOf } from './sessions.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const INVALID_GRANT = expect.objectContaining({ ok: false, error: 'invalid_grant' });

const newCode = async (choices: Parameters<typeof consent>[0] = {}) => {
  const { application } = await newApplication(house, { redirectUris: [REDIRECT_URI, OTHER_URI] });
  const { code } = await house.connections.approve(application.id, consent(choices));
  return { application, code };
};

const OTHER_URI = 'http://localhost:8000/callback';

describe('a code', () => {
  test('gives a pair of random tokens that lives two hours', async () => {
    const session = await openSession(house);
    expect(session.code).toMatch(/^[0-9a-f-]{36}$/);
    expect(session.accessToken).toMatch(/^[\w-]{43,}$/);
    expect(session.refreshToken).toMatch(/^[\w-]{43,}$/);
    expect(session.accessToken).not.toBe(session.refreshToken);
    expect(session.expiresIn).toBe(7200);
  });

  test('nor any token of it is readable in the database', async () => {
    const session = await openSession(house);
    const { db } = house.store;
    const kept = JSON.stringify([
      await db.selectFrom('authorization_codes').selectAll().execute(),
      await db.selectFrom('access_tokens').selectAll().execute(),
      await db.selectFrom('refresh_tokens').selectAll().execute(),
    ]);
    for (const secret of [session.code, session.accessToken, session.refreshToken]) {
      expect(kept).not.toContain(secret);
      expect(kept).not.toContain(JSON.stringify(Buffer.from(secret)));
    }
  });

  test.each(['', 'nonsense', '\0', randomUUID()])(
    'that never was (%j) is refused',
    async (code) => {
      const { application } = await newApplication(house);
      expect(await exchange(house, application.id, code)).toEqual(INVALID_GRANT);
    },
  );

  test('RFC 6749 4.1.2: it ends after ten minutes', async () => {
    const { application, code } = await newCode();
    const late = await newCode();
    house.clock.advance(10 * MINUTE - 1);
    expect(await exchange(house, application.id, code)).toMatchObject({ ok: true });
    house.clock.advance(1);
    expect(await exchange(house, late.application.id, late.code)).toEqual(INVALID_GRANT);
  });
});

describe('RFC 6749 4.1.2: a code is used once', () => {
  test('a second use of it revokes the tokens that it gave', async () => {
    const session = await openSession(house);
    const { application } = session;
    const { refreshToken } = pairOf(
      await house.tokens.refresh({
        applicationId: application.id,
        refreshToken: session.refreshToken,
      }),
    );
    expect(await isAlive(house, session.accessToken)).toBe(true);

    expect(await exchange(house, application.id, session.code)).toEqual(INVALID_GRANT);
    expect(await isAlive(house, session.accessToken)).toBe(false);
    for (const token of [session.refreshToken, refreshToken]) {
      expect(
        await house.tokens.refresh({ applicationId: application.id, refreshToken: token }),
      ).toEqual(INVALID_GRANT);
    }
  });

  test('also with wrong parameters, and also after the code itself has ended', async () => {
    const wrong = await openSession(house);
    await exchange(house, wrong.application.id, wrong.code, {
      redirectUri: 'https://evil.example',
    });
    expect(await isAlive(house, wrong.accessToken)).toBe(false);

    const late = await openSession(house);
    house.clock.advance(HOUR);
    await exchange(house, late.application.id, late.code);
    expect(await isAlive(house, late.accessToken)).toBe(false);
  });

  test('of fifty exchanges at once one wins, and the others count as reuse', async () => {
    const { application, code } = await newCode();
    const results = await Promise.all(
      Array.from({ length: 50 }, () => exchange(house, application.id, code)),
    );
    const winners = results.filter((result) => result.ok).map(pairOf);
    expect(winners).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.error === 'invalid_grant')).toHaveLength(
      49,
    );
    expect(await isAlive(house, winners[0]?.accessToken ?? '')).toBe(false);
  });

  test('other consents of the same owner stay as they are', async () => {
    const first = await openSession(house);
    const again = await house.connections.approve(first.application.id, consent());
    const second = pairOf(await exchange(house, first.application.id, again.code));
    await exchange(house, first.application.id, first.code);
    expect(await isAlive(house, first.accessToken)).toBe(false);
    expect(await isAlive(house, second.accessToken)).toBe(true);
  });
});

describe('RFC 6749 4.1.3: a code is bound', () => {
  test('to its client: another one gets nothing and harms nothing', async () => {
    const { application, code } = await newCode();
    const thief = await newApplication(house);
    expect(await exchange(house, thief.application.id, code)).toEqual(INVALID_GRANT);
    const pair = pairOf(await exchange(house, application.id, code));

    expect(await exchange(house, thief.application.id, code)).toEqual(INVALID_GRANT);
    expect(await isAlive(house, pair.accessToken)).toBe(true);
  });

  test.each([OTHER_URI, `${REDIRECT_URI}/`, `${REDIRECT_URI}?x=1`, REDIRECT_URI.toUpperCase(), ''])(
    'to the redirect URI that it was sent to, and %j is not that one',
    async (redirectUri) => {
      const { application, code } = await newCode();
      expect(await exchange(house, application.id, code, { redirectUri })).toEqual(INVALID_GRANT);
      expect(await exchange(house, application.id, code)).toMatchObject({ ok: true });
    },
  );

  test('without a redirect URI the default one is meant', async () => {
    const usual = await newCode();
    const none = { redirectUri: undefined };
    expect(await exchange(house, usual.application.id, usual.code, none)).toMatchObject({
      ok: true,
    });
    const special = await newCode({ redirectUri: OTHER_URI });
    expect(await exchange(house, special.application.id, special.code, none)).toEqual(
      INVALID_GRANT,
    );
  });
});

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe('RFC 7636 4.6 and RFC 9700 2.1.1: a challenge is enforced when it was sent', () => {
  test('the right verifier fits', async () => {
    const { application, code } = await newCode({ codeChallenge: CHALLENGE });
    expect(await exchange(house, application.id, code, { codeVerifier: VERIFIER })).toMatchObject({
      ok: true,
    });
  });

  test.each([
    ['another verifier', { codeVerifier: VERIFIER.replace('d', 'e') }, 'invalid_grant'],
    [
      'the challenge itself, as `plain` would have it',
      { codeVerifier: CHALLENGE },
      'invalid_grant',
    ],
    ['none', {}, 'invalid_grant'],
    ['an empty one', { codeVerifier: '' }, 'invalid_request'],
    ['one of 42 characters', { codeVerifier: 'a'.repeat(42) }, 'invalid_request'],
    ['one of 129 characters', { codeVerifier: 'a'.repeat(129) }, 'invalid_request'],
    ['one with a reserved character', { codeVerifier: `${VERIFIER}+` }, 'invalid_request'],
  ])('%s does not, and leaves the code to its owner', async (_, attempt, error) => {
    const { application, code } = await newCode({ codeChallenge: CHALLENGE });
    expect(await exchange(house, application.id, code, attempt)).toMatchObject({
      ok: false,
      error,
    });
    expect(await exchange(house, application.id, code, { codeVerifier: VERIFIER })).toMatchObject({
      ok: true,
    });
  });

  test.each([43, 128])('RFC 7636 4.1: a verifier may have %i characters', async (length) => {
    const codeVerifier = '-._~aZ09'.repeat(16).slice(0, length);
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    const { application, code } = await newCode({ codeChallenge });
    expect(await exchange(house, application.id, code, { codeVerifier })).toMatchObject({
      ok: true,
    });
  });

  test('RFC 9700 4.8.2: a verifier without a challenge is refused', async () => {
    const { application, code } = await newCode();
    expect(await exchange(house, application.id, code, { codeVerifier: VERIFIER })).toEqual(
      INVALID_GRANT,
    );
  });

  test('an application that requires PKCE takes no code without it', async () => {
    const { application } = await newApplication(house, { requirePkce: true });
    const { code } = await house.connections.approve(application.id, consent());
    expect(await exchange(house, application.id, code)).toEqual(INVALID_GRANT);
    const challenged = await house.connections.approve(
      application.id,
      consent({ codeChallenge: CHALLENGE }),
    );
    expect(
      await exchange(house, application.id, challenged.code, { codeVerifier: VERIFIER }),
    ).toMatchObject({ ok: true });
  });
});

test('a revoked consent’s code gives nothing', async () => {
  const { application } = await newApplication(house);
  const { code, userId } = await house.connections.approve(application.id, consent());
  const { id } = await house.store.db
    .selectFrom('grants')
    .select('id')
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  await house.tokens.revokeGrant(application.id, id);
  expect(await exchange(house, application.id, code)).toEqual(INVALID_GRANT);
});
