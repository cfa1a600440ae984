import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Grant } from '../../src/access/access.js';
import {
  car,
  eventually,
  HOUR,
  type House,
  newApplication,
  openHouse,
  type Services,
} from '../connections/house.js';
import { exchange, isAlive, openSession, openSessionOf } from './sessions.js';

let house: House;
let other: Services;
beforeAll(async () => {
  house = await openHouse();
  other = await house.another();
});
afterAll(() => house.close());

const grantOf = async (bearer: string): Promise<Extract<Grant, { kind: 'connection' }>> => {
  const grant = await house.tokens.authenticate(bearer);
  if (grant?.kind !== 'connection') throw new Error('not the token of a connection');
  return grant;
};

/** Resolves once the service answers from memory. */
const untilRemembered = (services: Services, bearer: string): Promise<unknown> =>
  eventually(() => {
    const answer = services.tokens.authenticate(bearer);
    expect(answer).toBeDefined();
    expect(answer).not.toBeInstanceOf(Promise);
  });

describe('an access token', () => {
  test('is the consent: application, owner, mode, permissions and cars', async () => {
    const { application } = await newApplication(house);
    const session = await openSessionOf(house, application, {
      permissions: ['read_odometer', 'read_battery'],
      cars: [car('VIN00000000000001'), car('VIN00000000000002'), car('VIN00000000000003')],
      vins: ['VIN00000000000001', 'VIN00000000000003'],
    });
    const grant = await grantOf(session.accessToken);
    expect(grant).toMatchObject({
      kind: 'connection',
      applicationId: application.id,
      applicationName: 'Route planner',
      userId: session.userId,
      mode: 'simulated',
      permissions: new Set(['read_odometer', 'read_battery']),
    });
    expect([...grant.vehicles.values()].map(({ vin }) => vin).sort()).toEqual([
      'VIN00000000000001',
      'VIN00000000000003',
    ]);
    for (const [id, vehicle] of grant.vehicles) {
      expect(vehicle).toEqual({
        id,
        applicationId: application.id,
        country: null,
        oemAccountId: expect.any(String),
        adapter: 'simulated',
        mode: 'simulated',
        vin: vehicle.vin,
        make: 'Volkswagen',
        model: 'ID.4',
        year: 2023,
        powertrain: 'BEV',
        reference: { garage: vehicle.vin },
      });
    }
  });

  test('ends after two hours, also where it is remembered', async () => {
    const session = await openSession(house);
    await untilRemembered(house, session.accessToken);
    house.clock.advance(2 * HOUR - 1);
    expect(await isAlive(house, session.accessToken)).toBe(true);
    house.clock.advance(1);
    expect(await isAlive(house, session.accessToken)).toBe(false);
  });

  test.each(['', 'unknown', '\0', 'é'.repeat(4096)])('%j is none', async (bearer) => {
    expect(await house.tokens.authenticate(bearer)).toBeUndefined();
  });

  test('is not a refresh token, a code, or a secret of the application', async () => {
    const { application, credentials } = await newApplication(house);
    const session = await openSessionOf(house, application);
    for (const secret of [
      session.refreshToken,
      session.code,
      credentials.clientSecret,
      credentials.apiClientSecret,
      credentials.managementToken,
    ]) {
      expect(await isAlive(house, secret)).toBe(false);
    }
  });

  test('is asked of the database once, however many ask', async () => {
    const session = await openSession(house);
    const queries = vi.spyOn(house.store.db, 'selectFrom');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => house.tokens.authenticate(session.accessToken)),
    );
    expect(answers.every((grant) => grant !== undefined)).toBe(true);
    expect(queries).toHaveBeenCalledTimes(1);
  });

  test('shares no car with another application’s token for the same owner and car', async () => {
    const mine = await grantOf((await openSession(house)).accessToken);
    const theirs = await grantOf((await openSession(house)).accessToken);
    expect(mine.userId).not.toBe(theirs.userId);
    for (const id of mine.vehicles.keys()) expect(theirs.vehicles.has(id)).toBe(false);
  });
});

describe('an application token', () => {
  test('stands for the application, for one hour', async () => {
    const { application } = await newApplication(house);
    const { accessToken, expiresIn } = await house.tokens.issueApplicationToken(application.id);
    expect(accessToken).toMatch(/^[\w-]{43}$/);
    expect(expiresIn).toBe(3600);
    expect(await house.tokens.authenticate(accessToken)).toEqual({
      kind: 'application',
      applicationId: application.id,
      applicationName: 'Route planner',
    });
    house.clock.advance(HOUR);
    expect(await isAlive(house, accessToken)).toBe(false);
  });

  test('cannot be refreshed', async () => {
    const { application } = await newApplication(house);
    const { accessToken } = await house.tokens.issueApplicationToken(application.id);
    expect(
      await house.tokens.refresh({ applicationId: application.id, refreshToken: accessToken }),
    ).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('what changes is forgotten, here at once and in another process soon', () => {
  const both = async (bearer: string): Promise<void> => {
    await untilRemembered(house, bearer);
    await untilRemembered(other, bearer);
  };

  test('a revoked consent', async () => {
    const session = await openSession(house);
    const { grantId } = await grantOf(session.accessToken);
    await both(session.accessToken);
    await house.tokens.revokeGrant(session.application.id, grantId);
    expect(await isAlive(house, session.accessToken)).toBe(false);
    await eventually(async () => expect(await isAlive(other, session.accessToken)).toBe(false));
  });

  test('a consent whose code came twice, wherever it came', async () => {
    const session = await openSession(house);
    await both(session.accessToken);
    await exchange(other, session.application.id, session.code);
    expect(await isAlive(other, session.accessToken)).toBe(false);
    await eventually(async () => expect(await isAlive(house, session.accessToken)).toBe(false));
  });

  test('a consent whose refresh token came too late, wherever it came', async () => {
    const session = await openSession(house);
    const request = {
      applicationId: session.application.id,
      refreshToken: session.refreshToken,
    };
    await house.tokens.refresh(request);
    house.clock.advance(HOUR);
    await both(session.accessToken);
    await other.tokens.refresh(request);
    expect(await isAlive(other, session.accessToken)).toBe(false);
    await eventually(async () => expect(await isAlive(house, session.accessToken)).toBe(false));
  });

  test('a disconnected car, while the token keeps the others', async () => {
    const session = await openSession(house, {
      cars: [car('VIN00000000000011'), car('VIN00000000000012')],
    });
    const [gone, kept] = [...(await grantOf(session.accessToken)).vehicles.keys()];
    await both(session.accessToken);
    await house.connections.remove(session.application.id, { vehicleId: gone ?? '' });
    expect([...(await grantOf(session.accessToken)).vehicles.keys()]).toEqual([kept]);
    await eventually(async () => {
      const grant = await other.tokens.authenticate(session.accessToken);
      expect(grant?.kind === 'connection' && [...grant.vehicles.keys()]).toEqual([kept]);
    });
  });

  test('the last car: the token is still one, for nothing', async () => {
    const session = await openSession(house);
    await both(session.accessToken);
    await house.connections.remove(session.application.id, { userId: session.userId });
    expect((await grantOf(session.accessToken)).vehicles.size).toBe(0);
    await house.connections.removeUser(session.application.id, session.userId);
    expect(await isAlive(house, session.accessToken)).toBe(false);
  });

  test('a deleted owner', async () => {
    const session = await openSession(house);
    await both(session.accessToken);
    await house.connections.removeUser(session.application.id, session.userId);
    expect(await isAlive(house, session.accessToken)).toBe(false);
    await eventually(async () => expect(await isAlive(other, session.accessToken)).toBe(false));
  });
});

test('a consent is revoked by its own application only', async () => {
  const session = await openSession(house);
  const { application: stranger } = await newApplication(house);
  const { grantId } = await grantOf(session.accessToken);
  await house.tokens.revokeGrant(stranger.id, grantId);
  expect(await isAlive(house, session.accessToken)).toBe(true);
});
