import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/connections/contract.js';
import { car, consent, type House, newApplication, openHouse } from './house.js';

let house: House;
let tenant: string;
let stranger: string;
let anna: string;
let all: Connection[];

beforeAll(async () => {
  house = await openHouse();
  const { connections, clock } = house;
  tenant = (await newApplication(house)).application.id;
  stranger = (await newApplication(house)).application.id;
  for (const [index, owner] of ['anna', 'ben', 'anna', 'cleo'].entries()) {
    const cars = Array.from({ length: 3 }, (_, number) => car(`VIN0000000000${index}${number}`));
    const { userId } = await connections.approve(tenant, consent({ owner, cars }));
    if (owner === 'anna') anna = userId;
    clock.advance(1_000);
  }
  await connections.approve(tenant, consent({ owner: 'live', mode: 'live' }));
  await connections.approve(tenant, consent({ owner: 'test', mode: 'test' }));
  await connections.approve(stranger, consent({ owner: 'anna' }));
  all = await connections.list(tenant, {}, { limit: 1_000 });
});
afterAll(() => house.close());

const ids = (connections: readonly Connection[]): string[] => connections.map(({ id }) => id);

describe('the list', () => {
  test('is complete, newest first, and names its application', () => {
    expect(all).toHaveLength(14);
    const order = all.map(({ createdAt, id }) => [createdAt.getTime(), id] as const);
    const sorted = [...order].sort(([a, x], [b, y]) => b - a || (x < y ? 1 : -1));
    expect(order).toEqual(sorted);
    expect(new Set(all.map(({ applicationId }) => applicationId))).toEqual(new Set([tenant]));
  });

  test.each([1, 4, 5, 14, 100])('by keys, %i at a time, is the whole list', async (limit) => {
    const seen: Connection[] = [];
    for (;;) {
      const last = seen.at(-1);
      const page = await house.connections.list(
        tenant,
        {},
        last ? { limit, after: last } : { limit },
      );
      seen.push(...page);
      if (page.length < limit) break;
    }
    expect(seen).toEqual(all);
  });

  test.each([1, 4, 5, 14, 100])('by numbers, %i at a time, is the whole list', async (limit) => {
    const seen: Connection[] = [];
    for (let offset = 0; offset < all.length; offset += limit) {
      seen.push(...(await house.connections.page(tenant, {}, offset, limit)));
    }
    expect(seen).toEqual(all);
    expect(await house.connections.page(tenant, {}, all.length, limit)).toEqual([]);
  });
});

describe('a filter', () => {
  const matching = async (filter: Parameters<House['connections']['count']>[1]) => {
    const listed = await house.connections.list(tenant, filter, { limit: 100 });
    expect(await house.connections.count(tenant, filter)).toBe(listed.length);
    expect(await house.connections.page(tenant, filter, 0, 100)).toEqual(listed);
    return listed;
  };

  test('by user', async () => {
    const found = await matching({ userId: anna });
    expect(ids(found)).toEqual(ids(all.filter(({ userId }) => userId === anna)));
    expect(found).toHaveLength(6);
  });

  test('by vehicle, and by both', async () => {
    const vehicleId = all.at(-1)?.vehicle.id ?? '';
    expect(ids(await matching({ vehicleId }))).toEqual([all.at(-1)?.id]);
    expect(ids(await matching({ vehicleId, userId: anna }))).toEqual([all.at(-1)?.id]);
    expect(await matching({ vehicleId, userId: all[0]?.userId ?? '' })).toEqual([]);
  });

  test('by mode, where simulated includes its older name', async () => {
    expect(await matching({ mode: 'live' })).toHaveLength(1);
    expect(await matching({ mode: 'test' })).toHaveLength(1);
    expect(await matching({ mode: 'simulated' })).toHaveLength(13);
  });

  test.each([
    { userId: randomUUID() },
    { vehicleId: randomUUID() },
    { userId: 'nobody' },
    { vehicleId: "'; DROP TABLE connections; --" },
    { userId: '' },
  ])('%j finds nothing', async (filter) => {
    expect(await matching(filter)).toEqual([]);
  });
});

describe('one connection', () => {
  test('is found by its id', async () => {
    for (const connection of all.slice(0, 3)) {
      expect(await house.connections.get(tenant, connection.id)).toEqual(connection);
    }
  });

  test.each([randomUUID(), 'no id', ''])('%j is none', async (id) => {
    expect(await house.connections.get(tenant, id)).toBeUndefined();
  });
});

test('another application sees none of them', async () => {
  const { connections } = house;
  const known = all.at(-1);
  if (!known) throw new Error('no connection');
  expect(await connections.get(stranger, known.id)).toBeUndefined();
  expect(await connections.list(stranger, { userId: known.userId }, { limit: 10 })).toEqual([]);
  expect(await connections.page(stranger, { vehicleId: known.vehicle.id }, 0, 10)).toEqual([]);
  expect(await connections.count(stranger, {})).toBe(1);
  expect(await connections.access(stranger, known.vehicle.id, known.userId)).toBeUndefined();
  expect(await connections.access(stranger, known.vehicle.id, undefined)).toBeUndefined();
});
