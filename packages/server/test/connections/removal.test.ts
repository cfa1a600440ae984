import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockState, saveChange } from '../../src/signals/signals.store.js';
import { isAlive, openSessionOf, type Session } from '../tokens/sessions.js';
import {
  car,
  consent,
  eventually,
  type House,
  newApplication,
  openHouse,
  type Services,
} from './house.js';

const CARS = [car('VIN00000000000001'), car('VIN00000000000002')];

let house: House;
let other: Services;
let tenant: string;
let anna: Session;
let ben: Session;
beforeAll(async () => {
  house = await openHouse();
  other = await house.another();
});
afterAll(() => house.close());

/** Anna and Ben share two cars. */
beforeEach(async () => {
  const { application } = await newApplication(house);
  tenant = application.id;
  anna = await openSessionOf(house, application, { owner: 'anna', cars: CARS });
  ben = await openSessionOf(house, application, { owner: 'ben', cars: CARS });
});

const list = () => house.connections.list(tenant, {}, { limit: 100 });
const pairs = async () =>
  (await list()).map(({ userId, vehicle }) => `${userId} ${vehicle.vin}`).sort();
const pair = (session: Session, number: 1 | 2) => `${session.userId} VIN0000000000000${number}`;

const vehicleId = async (number: 1 | 2): Promise<string> => {
  const found = (await list()).find(({ vehicle }) => vehicle.vin.endsWith(String(number)));
  return found?.vehicle.id ?? '';
};

const carsOf = async (session: Session): Promise<number> => {
  const grant = await house.tokens.authenticate(session.accessToken);
  return grant?.kind === 'connection' ? grant.vehicles.size : -1;
};

const subscribe = async (session: Session, to: string): Promise<void> => {
  const now = new Date(house.clock.now());
  const webhook = {
    id: randomUUID(),
    application_id: tenant,
    name: 'Changes',
    callback_uri: 'https://app.example/hook',
    error_uri: null,
    triggers: [],
    signals: [],
    auto_subscribe: false,
    enabled: true,
    created_at: now,
    updated_at: now,
  };
  await house.store.db.insertInto('webhooks').values(webhook).execute();
  await house.store.db
    .insertInto('webhook_subscriptions')
    .values({
      id: randomUUID(),
      application_id: tenant,
      webhook_id: webhook.id,
      vehicle_id: to,
      user_id: session.userId,
      created_at: now,
    })
    .execute();
};

const subscribers = async (): Promise<string[]> => {
  const rows = await house.store.db
    .selectFrom('webhook_subscriptions')
    .select('user_id')
    .where('application_id', '=', tenant)
    .execute();
  return rows.map((row) => row.user_id);
};

describe('removing connections', () => {
  test('of one car of one user leaves the others alone', async () => {
    const first = await vehicleId(1);
    const filter = { userId: anna.userId, vehicleId: first };
    expect(await house.connections.remove(tenant, filter)).toEqual([filter]);
    expect(await pairs()).toEqual([pair(anna, 2), pair(ben, 1), pair(ben, 2)].sort());
    expect(await carsOf(anna)).toBe(1);
    expect(await carsOf(ben)).toBe(2);
    expect(await house.connections.remove(tenant, filter)).toEqual([]);
  });

  test('of one car, of every user', async () => {
    const removed = await house.connections.remove(tenant, { vehicleId: await vehicleId(1) });
    expect(removed.map(({ userId }) => userId).sort()).toEqual([anna.userId, ben.userId].sort());
    expect(await pairs()).toEqual([pair(anna, 2), pair(ben, 2)].sort());
  });

  test('of one user, of every car: the tokens stay, for no car', async () => {
    expect(await house.connections.remove(tenant, { userId: anna.userId })).toHaveLength(2);
    expect(await pairs()).toEqual([pair(ben, 1), pair(ben, 2)]);
    expect(await carsOf(anna)).toBe(0);
  });

  test('by the connection’s id', async () => {
    const [connection] = await list();
    const connectionId = connection?.id ?? '';
    expect(await house.connections.remove(tenant, { connectionId })).toHaveLength(1);
    expect(await house.connections.get(tenant, connectionId)).toBeUndefined();
    expect(await list()).toHaveLength(3);
  });

  test('of a mode only', async () => {
    const filter = { userId: anna.userId, mode: 'live' } as const;
    expect(await house.connections.remove(tenant, filter)).toEqual([]);
    expect(await list()).toHaveLength(4);
  });

  test('ends the user’s webhook subscriptions of the car, nobody else’s', async () => {
    const first = await vehicleId(1);
    await subscribe(anna, first);
    await subscribe(ben, first);
    await house.connections.remove(tenant, { userId: anna.userId, vehicleId: first });
    expect(await subscribers()).toEqual([ben.userId]);
  });

  test('nobody and nothing in particular is a mistake of the caller', async () => {
    await expect(house.connections.remove(tenant, {})).rejects.toThrow('by user');
    await expect(house.connections.remove(tenant, { mode: 'live' })).rejects.toThrow('by user');
    expect(await list()).toHaveLength(4);
  });

  test.each([{ userId: 'x' }, { vehicleId: '' }, { connectionId: randomUUID() }])(
    '%j removes nothing',
    async (filter) => {
      expect(await house.connections.remove(tenant, filter)).toEqual([]);
      expect(await list()).toHaveLength(4);
    },
  );

  test('is for the application itself', async () => {
    const { application: stranger } = await newApplication(house);
    const [connection] = await list();
    const first = await vehicleId(1);
    const { remove, removeUser } = house.connections;
    expect(await remove(stranger.id, { connectionId: connection?.id ?? '' })).toEqual([]);
    expect(await remove(stranger.id, { userId: anna.userId })).toEqual([]);
    expect(await remove(stranger.id, { vehicleId: first })).toEqual([]);
    expect(await removeUser(stranger.id, anna.userId)).toBe(false);
    expect(await list()).toHaveLength(4);
    expect(await carsOf(anna)).toBe(2);
  });

  test('then consenting again brings the car back by its id, for the new token only', async () => {
    const first = await vehicleId(1);
    await house.connections.remove(tenant, { userId: anna.userId });
    const again = await openSessionOf(house, anna.application, { owner: 'anna', cars: CARS });
    expect(await vehicleId(1)).toBe(first);
    expect(again.userId).toBe(anna.userId);
    expect(await carsOf(again)).toBe(2);
    expect(await carsOf(anna)).toBe(0);
  });

  test('while the owner consents again, ends in one of the two, never in half', async () => {
    for (let round = 0; round < 10; round++) {
      const [session] = await Promise.all([
        openSessionOf(house, anna.application, { owner: 'anna', cars: CARS }),
        house.connections.remove(tenant, { userId: anna.userId }),
      ]);
      const connected = await house.connections.count(tenant, { userId: anna.userId });
      expect([0, 2]).toContain(connected);
      expect(await carsOf(session)).toBe(connected);
    }
  });
});

/** Statements of this database that wait for a lock. */
const waiting = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
  `.execute(house.store.db);
  return rows[0]?.count ?? 0;
};

describe('deleting a user', () => {
  test('ends the connections and every token of theirs', async () => {
    expect(await house.connections.removeUser(tenant, anna.userId)).toBe(true);
    expect(await pairs()).toEqual([pair(ben, 1), pair(ben, 2)]);
    expect(await isAlive(house, anna.accessToken)).toBe(false);
    expect(
      await house.tokens.refresh({ applicationId: tenant, refreshToken: anna.refreshToken }),
    ).toMatchObject({ error: 'invalid_grant' });
    expect(await house.connections.removeUser(tenant, anna.userId)).toBe(false);
  });

  test('leaves a shared car to the other owner, whoever signed in last', async () => {
    const before = await vehicleId(1);
    await house.connections.removeUser(tenant, ben.userId);
    expect(await pairs()).toEqual([pair(anna, 1), pair(anna, 2)]);
    expect(await vehicleId(1)).toBe(before);
    expect(await carsOf(anna)).toBe(2);

    await house.connections.removeUser(tenant, anna.userId);
    const cars = await house.store.db
      .selectFrom('vehicles')
      .select('id')
      .where('application_id', '=', tenant)
      .execute();
    expect(cars).toEqual([]);
  });

  test('makes a new user of the owner who comes back', async () => {
    await house.connections.removeUser(tenant, anna.userId);
    const { userId } = await house.connections.approve(tenant, consent({ owner: 'anna' }));
    expect(userId).not.toBe(anna.userId);
  });

  test('while the owner consents again, ends in one of the two', async () => {
    for (let round = 0; round < 10; round++) {
      const user = await house.connections.approve(tenant, consent({ owner: 'cleo' }));
      const [again] = await Promise.all([
        house.connections.approve(tenant, consent({ owner: 'cleo' })),
        house.connections.removeUser(tenant, user.userId),
      ]);
      const connected = await house.connections.count(tenant, { userId: again.userId });
      expect(connected).toBe(again.userId === user.userId ? 0 : 1);
    }
  });

  test('waits for a change of a car that is being written, and both get through', async () => {
    const alone = consent({ owner: 'dora', cars: [car('VIN00000000000009')] });
    const { userId } = await house.connections.approve(tenant, alone);
    const [connection] = await house.connections.list(tenant, { userId }, { limit: 1 });
    const key = { id: connection?.vehicle.id ?? '', applicationId: tenant };
    await house.store.transaction((tx) => lockState(tx, key));
    let removal: Promise<boolean> | undefined;
    await house.store.transaction(async (tx) => {
      const snapshot = await lockState(tx, key);
      if (!snapshot) throw new Error('the car is not there');
      removal = house.connections.removeUser(tenant, userId);
      await eventually(async () => expect(await waiting()).toBeGreaterThan(0));
      const changed = { ...snapshot, revision: snapshot.revision + 1 };
      const applied = { snapshot: changed, changes: {}, changed: [], recovered: false };
      await saveChange(tx, key, applied, house.clock.now());
    });
    expect(await removal).toBe(true);
    expect(await house.connections.count(tenant, { userId })).toBe(0);
  });

  test.each(['nobody', '', randomUUID()])('%j is nobody', async (userId) => {
    expect(await house.connections.removeUser(tenant, userId)).toBe(false);
  });
});

describe('the access of an application token', () => {
  test('is the connection’s: owner, car and permissions', async () => {
    const first = await vehicleId(1);
    const expected = {
      applicationId: tenant,
      applicationName: 'Route planner',
      userId: anna.userId,
      language: 'en',
      permissions: new Set(['read_odometer']),
      vehicle: expect.objectContaining({ id: first, vin: 'VIN00000000000001' }),
    };
    const { access } = house.connections;
    expect(await access(tenant, first, anna.userId)).toEqual(expected);
    expect(await access(tenant, first, anna.userId)).toEqual(expected);
  });

  test('without a user is that of the newest connection', async () => {
    const first = await vehicleId(1);
    house.clock.advance(1);
    await house.connections.approve(tenant, consent({ owner: 'anna' }));
    expect((await house.connections.access(tenant, first, undefined))?.userId).toBe(anna.userId);
    house.clock.advance(1);
    await house.connections.approve(tenant, consent({ owner: 'ben' }));
    expect((await house.connections.access(tenant, first, undefined))?.userId).toBe(ben.userId);
  });

  test.each([
    ['a car that is none', 'tst2e255-d3c8-4f90-9fec-e6e68b98e9cb', undefined],
    ['an unknown car', randomUUID(), undefined],
  ])('there is none to %s', async (_, vehicle, userId) => {
    expect(await house.connections.access(tenant, vehicle, userId)).toBeUndefined();
  });

  test('there is none for a user who did not connect the car', async () => {
    const first = await vehicleId(1);
    expect(await house.connections.access(tenant, first, randomUUID())).toBeUndefined();
    expect(await house.connections.access(tenant, first, 'x')).toBeUndefined();
  });

  test.each(['remove', 'removeUser'] as const)(
    'ends with %s, here at once and elsewhere soon',
    async (how) => {
      const first = await vehicleId(1);
      const here = () => house.connections.access(tenant, first, anna.userId);
      const there = () => other.connections.access(tenant, first, anna.userId);
      await eventually(() => {
        for (const answer of [here(), there()]) expect(answer).not.toBeInstanceOf(Promise);
      });
      if (how === 'remove') await house.connections.remove(tenant, { userId: anna.userId });
      else await house.connections.removeUser(tenant, anna.userId);
      expect(await here()).toBeUndefined();
      await eventually(async () => expect(await there()).toBeUndefined());
    },
  );
});
