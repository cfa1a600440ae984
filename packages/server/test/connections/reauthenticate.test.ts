import { randomUUID } from 'node:crypto';
import type { Language, Mode } from '@carport/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { credentialsContext } from '../../src/access/oem-credentials.js';
import type { OwnerChange, Renewal } from '../../src/connections/contract.js';
import type { OemVehicle } from '../../src/oem/contract.js';
import { car, consent, eventually, type House, MAKE, newApplication, openHouse } from './house.js';

const FIRST = 'VIN00000000000001';
const SECOND = 'VIN00000000000002';
const BOTH = [car(FIRST), car(SECOND)];

let house: House;
let tenant: string;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  tenant = (await newApplication(house)).application.id;
});

interface Choices {
  readonly owner?: string;
  readonly cars?: readonly OemVehicle[];
  readonly vehicleId: string | null;
  readonly mode?: Mode;
  readonly adapter?: string;
  readonly change?: OwnerChange;
}

const renewal = (choices: Choices): Renewal => ({
  adapter: choices.adapter ?? 'simulated',
  make: MAKE,
  mode: choices.mode ?? 'simulated',
  vehicleId: choices.vehicleId,
  authorization: {
    subject: choices.owner ?? 'anna@example.com',
    credentials: 'renewed',
    vehicles: (choices.cars ?? BOTH).map((one) => ({ ...one, reference: { renewed: one.vin } })),
  },
  ...(choices.change ? { owner: choices.change } : {}),
});

const again = (choices: Choices) => house.connections.reauthenticate(tenant, renewal(choices));

/** Connects both cars; answers with the owner and the cars' ids by VIN. */
const connected = async (owner = 'anna@example.com') => {
  const { userId } = await house.connections.approve(
    tenant,
    consent({ owner, cars: BOTH, credentials: 'old' }),
  );
  const list = await house.connections.list(tenant, { userId }, { limit: 10 });
  const idOf = (vin: string): string =>
    list.find(({ vehicle }) => vehicle.vin === vin)?.vehicle.id ?? '';
  return { userId, first: idOf(FIRST), second: idOf(SECOND) };
};

const carsOf = async () => {
  const list = await house.connections.list(tenant, {}, { limit: 10 });
  return new Map(list.map(({ vehicle, userId }) => [vehicle.vin, { ...vehicle, userId }]));
};

/** What the car would be read with. */
const credentialsOf = async (accountId: string): Promise<string> => {
  const { sealed_credentials: sealed } = await house.store.db
    .selectFrom('oem_accounts')
    .select('sealed_credentials')
    .where('application_id', '=', tenant)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return house.keyring.open(sealed, credentialsContext(accountId));
};

describe('signing in to the same account', () => {
  test('gives all its cars new credentials and references, and changes nothing else', async () => {
    const { userId, first } = await connected();
    const before = await carsOf();
    expect(await again({ vehicleId: first })).toEqual({ userId, externalId: null });
    for (const [vin, after] of await carsOf()) {
      expect(after).toEqual({ ...before.get(vin), reference: { renewed: vin } });
      expect(await credentialsOf(after.oemAccountId)).toBe('renewed');
    }
  });

  test('leaves cars alone that are not in the account any more', async () => {
    const { first } = await connected();
    await again({ vehicleId: first, cars: [car(FIRST)] });
    const cars = await carsOf();
    expect(cars.get(FIRST)?.reference).toEqual({ renewed: FIRST });
    expect(cars.get(SECOND)?.reference).toEqual({ garage: SECOND });
  });

  test('keeps connections, tokens and permissions as they were', async () => {
    const { application } = await newApplication(house);
    const { code } = await house.connections.approve(application.id, consent());
    const exchanged = await house.tokens.exchangeCode({
      ...{ applicationId: application.id, code },
      ...{ redirectUri: 'https://app.example/callback', codeVerifier: undefined },
    });
    if (!exchanged.ok) throw new Error(exchanged.description);
    const { accessToken } = exchanged.value;
    const grantOf = async () => {
      const grant = await house.tokens.authenticate(accessToken);
      if (grant?.kind !== 'connection') throw new Error('not a connection');
      return grant;
    };
    const [before] = await house.connections.list(application.id, {}, { limit: 1 });
    const vehicleId = before?.vehicle.id ?? '';
    const reference = async () => (await grantOf()).vehicles.get(vehicleId)?.reference;
    expect(await reference()).toEqual({ garage: FIRST });
    await house.connections.reauthenticate(application.id, renewal({ vehicleId }));
    // What is kept in memory is forgotten as well.
    await eventually(async () => expect(await reference()).toEqual({ renewed: FIRST }));
    const [after] = await house.connections.list(application.id, {}, { limit: 1 });
    expect({ ...after, vehicle: null }).toEqual({ ...before, vehicle: null });
  });

  test('has watched cars asked at once, however long they were to be left alone', async () => {
    const { first, second } = await connected();
    const later = new Date(house.clock.now() + 3_600_000);
    await house.store.db
      .insertInto('vehicle_polls')
      .values([first, second].map((id) => ({ vehicle_id: id, due_at: later, failures: 9 })))
      .execute();
    await again({ vehicleId: first, cars: [car(FIRST)] });
    const polls = await house.store.db
      .selectFrom('vehicle_polls')
      .selectAll()
      .where('vehicle_id', 'in', [first, second])
      .execute();
    const pollOf = (id: string) => polls.find((poll) => poll.vehicle_id === id);
    expect(pollOf(first)).toMatchObject({ due_at: new Date(house.clock.now()), failures: 0 });
    expect(pollOf(second)).toMatchObject({ due_at: later, failures: 9 });
  });

  test('ten times at once comes to the same', async () => {
    const { userId, first } = await connected();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => again({ vehicleId: first })),
    );
    expect(new Set(results.map((result) => result?.userId))).toEqual(new Set([userId]));
    const cars = [...(await carsOf()).values()];
    expect(new Set(cars.map(({ oemAccountId }) => oemAccountId)).size).toBe(1);
  });
});

describe('signing in to another account that has the car', () => {
  test('puts the owner’s cars under that account', async () => {
    const { userId, first } = await connected();
    const before = await carsOf();
    expect((await again({ vehicleId: first, owner: 'anna@new.example' }))?.userId).toBe(userId);
    for (const [vin, after] of await carsOf()) {
      expect(after.oemAccountId).not.toBe(before.get(vin)?.oemAccountId);
      expect(after).toMatchObject({ id: before.get(vin)?.id, userId });
      expect(await credentialsOf(after.oemAccountId)).toBe('renewed');
    }
    // Who comes with the new account next time is the same user.
    const next = await house.connections.approve(tenant, consent({ owner: 'anna@new.example' }));
    expect(next.userId).toBe(userId);
  });

  test('at a newer service of the carmaker moves the car there', async () => {
    const { userId, first } = await connected();
    expect((await again({ vehicleId: first, adapter: 'newer' }))?.userId).toBe(userId);
    for (const { adapter, oemAccountId } of (await carsOf()).values()) {
      expect(adapter).toBe('newer');
      expect(await credentialsOf(oemAccountId)).toBe('renewed');
    }
  });

  test('of another user of the app lets the car be read with it, and stays that user’s', async () => {
    const { userId, first } = await connected();
    const ben = await house.connections.approve(
      tenant,
      consent({ owner: 'ben', cars: [car('VIN00000000000009')] }),
    );
    expect(ben.userId).not.toBe(userId);
    expect((await again({ vehicleId: first, owner: 'ben' }))?.userId).toBe(userId);
    const connections = await house.connections.list(tenant, { userId }, { limit: 10 });
    expect(connections).toHaveLength(2);
    await house.connections.removeUser(tenant, ben.userId);
    const left = await house.connections.list(tenant, { userId }, { limit: 10 });
    expect(left).toHaveLength(2);
  });
});

describe('nothing is renewed', () => {
  test.each(['simulated', 'live'] as const)('for an unknown car, in mode %s', async (mode) => {
    await connected();
    expect(await again({ vehicleId: randomUUID(), mode })).toBeUndefined();
  });

  test('for a car that was disconnected', async () => {
    const { first } = await connected();
    await house.connections.remove(tenant, { vehicleId: first });
    expect(await again({ vehicleId: first })).toBeUndefined();
  });

  test('for a car of another application', async () => {
    const { first } = await connected();
    const stranger = (await newApplication(house)).application.id;
    const result = await house.connections.reauthenticate(stranger, renewal({ vehicleId: first }));
    expect(result).toBeUndefined();
    expect((await carsOf()).get(FIRST)?.reference).toEqual({ garage: FIRST });
  });
});

describe('without a car', () => {
  test('a known account renews all that is connected with it', async () => {
    const { userId } = await connected();
    expect((await again({ vehicleId: null }))?.userId).toBe(userId);
    for (const [vin, { reference }] of await carsOf()) expect(reference).toEqual({ renewed: vin });
  });

  test('an unknown account renews nothing', async () => {
    await connected();
    expect(await again({ vehicleId: null, owner: 'somebody else' })).toBeUndefined();
  });
});

describe('what is known of the owner', () => {
  const ownerOf = async (userId: string) =>
    house.store.db
      .selectFrom('users')
      .select(['language', 'external_id'])
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
  const approveWith = (owner: OwnerChange) =>
    house.connections.approve(tenant, { ...consent(), owner });

  test('is kept by a consent, and stays when the next one says nothing', async () => {
    const first = await approveWith({ language: 'de', externalId: 'customer-7' });
    expect(first.externalId).toBe('customer-7');
    const second = await house.connections.approve(tenant, consent());
    expect(second).toMatchObject({ userId: first.userId, externalId: 'customer-7' });
    expect(await ownerOf(first.userId)).toEqual({ language: 'de', external_id: 'customer-7' });
    const [connection] = await house.connections.list(tenant, {}, { limit: 1 });
    expect(connection?.externalId).toBe('customer-7');
  });

  test('changes and goes away when one says so', async () => {
    const { userId } = await approveWith({ externalId: 'a' });
    expect((await approveWith({ externalId: 'b', language: 'fr' })).externalId).toBe('b');
    expect((await approveWith({ externalId: null })).externalId).toBeNull();
    expect(await ownerOf(userId)).toEqual({ language: 'fr', external_id: null });
  });

  test('is kept by signing in again too', async () => {
    const { userId, first } = await connected();
    const change = { language: 'sv', externalId: 'x' } as const;
    expect((await again({ vehicleId: first, change }))?.externalId).toBe('x');
    expect(await ownerOf(userId)).toEqual({ language: 'sv', external_id: 'x' });
  });

  test('reaches every car of the owner, also those that are in memory', async () => {
    const { userId, first, second } = await connected();
    const languageFor = async (vehicleId: string): Promise<Language | undefined> =>
      (await house.connections.access(tenant, vehicleId, userId))?.language;
    await eventually(async () => expect(await languageFor(second)).toBe('en'));
    await again({ vehicleId: first, cars: [car(FIRST)], change: { language: 'it' } });
    await eventually(async () => expect(await languageFor(second)).toBe('it'));
  });
});

test('a consent without a code makes connections, and no grant', async () => {
  const { redirectUri: _, codeChallenge: __, ...wish } = consent();
  const { userId } = await house.connections.approveWithoutCode(tenant, wish);
  expect(await house.connections.list(tenant, { userId }, { limit: 5 })).toHaveLength(1);
  const grants = await house.store.db
    .selectFrom('grants')
    .select('id')
    .where('application_id', '=', tenant)
    .execute();
  expect(grants).toEqual([]);
});
