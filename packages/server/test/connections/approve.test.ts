import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { credentialsContext } from '../../src/access/oem-credentials.js';
import { createConnections } from '../../src/connections/connections.js';
import { systemEntropy } from '../../src/platform/entropy.js';
import {
  car,
  consent,
  eventually,
  HOUR,
  type House,
  MAKE,
  newApplication,
  openHouse,
} from './house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const FIRST = 'VIN00000000000001';
const SECOND = 'VIN00000000000002';
const BOTH = [car(FIRST), car(SECOND)];

const newTenant = async (): Promise<string> => (await newApplication(house)).application.id;

const connectionsOf = (applicationId: string) =>
  house.connections.list(applicationId, {}, { limit: 100 });

describe('an approved consent', () => {
  test('connects the cars that the owner picked, and those only', async () => {
    const tenant = await newTenant();
    const { userId } = await house.connections.approve(
      tenant,
      consent({ cars: BOTH, vins: [SECOND], permissions: ['read_odometer', 'read_battery'] }),
    );
    expect(await connectionsOf(tenant)).toEqual([
      {
        id: expect.any(String),
        applicationId: tenant,
        userId,
        externalId: null,
        permissions: ['read_odometer', 'read_battery'],
        mode: 'simulated',
        vehicle: expect.objectContaining({ vin: SECOND, reference: { garage: SECOND } }),
        createdAt: new Date(house.clock.now()),
        updatedAt: new Date(house.clock.now()),
      },
    ]);
  });

  test('tells the webhooks of every connection, inside the transaction', async () => {
    const tenant = await newTenant();
    const { userId } = await house.connections.approve(tenant, consent({ cars: BOTH }));
    const told = house.subscribed.filter(({ applicationId }) => applicationId === tenant);
    const connected = await connectionsOf(tenant);
    expect(told.map(({ vehicleId }) => vehicleId).sort()).toEqual(
      connected.map(({ vehicle }) => vehicle.id).sort(),
    );
    expect(told.every((connection) => connection.userId === userId)).toBe(true);
  });

  test('leaves nothing behind when a step of it fails', async () => {
    const tenant = await newTenant();
    const { store, keyring, clock, tokens } = house;
    const failing = createConnections({
      ...{ store, keyring, clock, tokens },
      entropy: systemEntropy,
      autoSubscribe: {
        connectionCreated: async () => {
          throw new Error('no room for a subscription');
        },
        connectionsEnded: async () => undefined,
      },
    });
    await expect(failing.approve(tenant, consent())).rejects.toThrow('no room');
    for (const table of ['users', 'oem_accounts', 'vehicles', 'connections', 'grants'] as const) {
      const rows = await store.db
        .selectFrom(table)
        .select('id')
        .where('application_id', '=', tenant)
        .execute();
      expect(rows).toEqual([]);
    }
  });

  test('keeps the sign-in sealed, for that account only, and its name as a hash', async () => {
    const tenant = await newTenant();
    await house.connections.approve(tenant, consent({ credentials: 'anna:top secret' }));
    const account = await house.store.db
      .selectFrom('oem_accounts')
      .selectAll()
      .where('application_id', '=', tenant)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(account)).not.toContain('top secret');
    expect(account.subject.toString('latin1')).not.toContain('anna');
    const { sealed_credentials: sealed, id } = account;
    expect(house.keyring.open(sealed, credentialsContext(id))).toBe('anna:top secret');
    expect(() => house.keyring.open(sealed, credentialsContext(tenant))).toThrow();
  });

  test('takes a car once, however often it was listed or picked', async () => {
    const tenant = await newTenant();
    const twice = consent({ cars: [car(FIRST), car(FIRST)], vins: [FIRST, FIRST] });
    await house.connections.approve(tenant, twice);
    expect(await connectionsOf(tenant)).toHaveLength(1);
  });

  test.each([{ vins: [] }, { vins: ['VIN of nobody'] }])(
    'without a car (%j) is a mistake',
    async (choice) => {
      const tenant = await newTenant();
      await expect(
        (async () => house.connections.approve(tenant, consent(choice)))(),
      ).rejects.toThrow('without any');
    },
  );

  test('of 999 cars is one consent too', async () => {
    const tenant = await newTenant();
    const cars = Array.from({ length: 999 }, (_, index) =>
      car(`VIN${String(index).padStart(14, '0')}`, { reference: null }),
    );
    await house.connections.approve(tenant, consent({ cars }));
    expect(await house.connections.count(tenant, {})).toBe(999);
    const [connection] = await connectionsOf(tenant);
    expect(connection?.vehicle.reference).toBeNull();
  });
});

describe('the same owner again', () => {
  test('is the same user with the same cars, by new connections', async () => {
    const tenant = await newTenant();
    const { userId } = await house.connections.approve(tenant, consent());
    const [before] = await connectionsOf(tenant);
    house.clock.advance(HOUR);
    const again = await house.connections.approve(
      tenant,
      consent({ permissions: ['read_battery'], cars: [car(FIRST, { model: 'ID.5' })] }),
    );
    const after = await connectionsOf(tenant);
    expect(again.userId).toBe(userId);
    expect(after).toHaveLength(1);
    expect(after[0]?.vehicle).toEqual({ ...before?.vehicle, model: 'ID.5' });
    expect(after[0]?.id).not.toBe(before?.id);
    expect(after[0]?.permissions).toEqual(['read_battery']);
    expect(after[0]?.createdAt).toEqual(new Date(house.clock.now()));
    expect(await house.connections.get(tenant, before?.id ?? '')).toBeUndefined();
  });

  test('has the newest sign-in on file', async () => {
    const tenant = await newTenant();
    await house.connections.approve(tenant, consent({ credentials: 'old' }));
    await house.connections.approve(tenant, consent({ credentials: 'new' }));
    const accounts = await house.store.db
      .selectFrom('oem_accounts')
      .selectAll()
      .where('application_id', '=', tenant)
      .execute();
    expect(accounts).toHaveLength(1);
    const [{ id, sealed_credentials: sealed } = { id: '', sealed_credentials: '' }] = accounts;
    expect(house.keyring.open(sealed, credentialsContext(id))).toBe('new');
  });

  test('consenting to another car keeps the first one connected', async () => {
    const tenant = await newTenant();
    await house.connections.approve(tenant, consent({ cars: BOTH, vins: [FIRST] }));
    await house.connections.approve(tenant, consent({ cars: BOTH, vins: [SECOND] }));
    const vins = (await connectionsOf(tenant)).map(({ vehicle }) => vehicle.vin);
    expect(vins.sort()).toEqual([FIRST, SECOND]);
  });

  test('twenty times at once is one user with one connection a car', async () => {
    const tenant = await newTenant();
    const approvals = await Promise.all(
      Array.from({ length: 20 }, () => house.connections.approve(tenant, consent({ cars: BOTH }))),
    );
    expect(new Set(approvals.map(({ userId }) => userId)).size).toBe(1);
    expect(new Set(approvals.map(({ code }) => code)).size).toBe(20);
    expect(await connectionsOf(tenant)).toHaveLength(2);
  });

  test('is somebody else in another mode, at another make and for another application', async () => {
    const [tenant, elsewhere] = [await newTenant(), await newTenant()];
    const users = [
      await house.connections.approve(tenant, consent()),
      await house.connections.approve(tenant, consent({ mode: 'live' })),
      await house.connections.approve(tenant, { ...consent(), make: { ...MAKE, id: 'AUDI' } }),
      await house.connections.approve(tenant, consent({ owner: 'ben@example.com' })),
      await house.connections.approve(elsewhere, consent()),
    ].map(({ userId }) => userId);
    expect(new Set(users).size).toBe(users.length);
    const subjects = await house.store.db
      .selectFrom('oem_accounts')
      .select('subject')
      .where('application_id', 'in', [tenant, elsewhere])
      .execute();
    expect(new Set(subjects.map(({ subject }) => subject.toString('hex'))).size).toBe(5);
  });
});

describe('several owners of one car', () => {
  test('have a connection each, to the same vehicle', async () => {
    const tenant = await newTenant();
    await house.connections.approve(tenant, consent({ owner: 'anna@example.com' }));
    await house.connections.approve(tenant, consent({ owner: 'ben@example.com' }));
    const connections = await connectionsOf(tenant);
    expect(connections).toHaveLength(2);
    expect(new Set(connections.map(({ vehicle }) => vehicle.id)).size).toBe(1);
    expect(new Set(connections.map(({ userId }) => userId)).size).toBe(2);
  });

  test('who approve many shared cars at once, in any order, do not block each other', async () => {
    const tenant = await newTenant();
    const cars = Array.from({ length: 400 }, (_, index) => car(`VIN00000000000${index + 100}`));
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        house.connections.approve(
          tenant,
          consent({
            owner: `${index % 4}@example.com`,
            cars: index % 2 ? cars : [...cars].reverse(),
          }),
        ),
      ),
    );
    expect(await house.connections.count(tenant, {})).toBe(4 * cars.length);
  });
});

describe('what the owner approved before', () => {
  const account = { adapter: 'simulated', make: MAKE.id, subject: 'anna@example.com' } as const;
  const simulated = { ...account, mode: 'simulated' } as const;
  const before = (tenant: string, vins: string[], of = simulated) =>
    house.connections.previousPermissions(tenant, of, vins);

  test('are the permissions that all of the cars have', async () => {
    const tenant = await newTenant();
    const { approve } = house.connections;
    await approve(tenant, consent({ permissions: ['read_odometer', 'read_battery'] }));
    await approve(
      tenant,
      consent({ cars: [car(SECOND)], permissions: ['read_battery', 'read_location'] }),
    );
    expect(await before(tenant, [FIRST])).toEqual(['read_odometer', 'read_battery']);
    expect(await before(tenant, [FIRST, FIRST])).toEqual(['read_odometer', 'read_battery']);
    expect(await before(tenant, [FIRST, SECOND])).toEqual(['read_battery']);
  });

  test('is nothing for another car, owner, mode or application, and after a disconnect', async () => {
    const [tenant, elsewhere] = [await newTenant(), await newTenant()];
    const { userId } = await house.connections.approve(tenant, consent());
    expect(await before(tenant, [FIRST])).toEqual(['read_odometer']);
    expect(await before(tenant, [FIRST, SECOND])).toBeNull();
    expect(await before(tenant, [])).toBeNull();
    expect(await before(elsewhere, [FIRST])).toBeNull();
    const { previousPermissions } = house.connections;
    const ben = { ...simulated, subject: 'ben@example.com' };
    expect(await previousPermissions(tenant, ben, [FIRST])).toBeNull();
    expect(await previousPermissions(tenant, { ...account, mode: 'live' }, [FIRST])).toBeNull();
    await house.connections.remove(tenant, { userId });
    expect(await before(tenant, [FIRST])).toBeNull();
  });
});

test('cars are found by VIN while somebody has connected them, of that application and mode only', async () => {
  const [tenant, elsewhere] = [await newTenant(), await newTenant()];
  const { approve, findVehicles, remove } = house.connections;
  const { userId } = await approve(tenant, consent({ cars: BOTH }));
  const found = await findVehicles(tenant, 'simulated', [SECOND, 'VIN00000000000009']);
  expect(found).toMatchObject([{ vin: SECOND, applicationId: tenant, mode: 'simulated' }]);
  expect(await findVehicles(tenant, 'simulated', [FIRST, SECOND])).toHaveLength(2);
  expect(await findVehicles(tenant, 'simulated', [])).toEqual([]);
  expect(await findVehicles(tenant, 'live', [SECOND])).toEqual([]);
  expect(await findVehicles(elsewhere, 'simulated', [SECOND])).toEqual([]);
  await remove(tenant, { userId });
  expect(
    await findVehicles(
      tenant,
      'simulated',
      BOTH.map(({ vin }) => vin),
    ),
  ).toEqual([]);
});

test('a consent makes every process ask again for the cars that it changed', async () => {
  const tenant = await newTenant();
  const { userId } = await house.connections.approve(tenant, consent());
  const [connection] = await connectionsOf(tenant);
  const vehicleId = connection?.vehicle.id ?? '';
  const other = await house.another();
  const permissionsIn = async (services: typeof other) =>
    (await services.connections.access(tenant, vehicleId, userId))?.permissions;
  await eventually(() => {
    const answer = other.connections.access(tenant, vehicleId, userId);
    expect(answer).not.toBeInstanceOf(Promise);
  });
  await permissionsIn(house);

  await house.connections.approve(tenant, consent({ permissions: ['read_location'] }));
  expect(await permissionsIn(house)).toEqual(new Set(['read_location']));
  await eventually(async () =>
    expect(await permissionsIn(other)).toEqual(new Set(['read_location'])),
  );
});
