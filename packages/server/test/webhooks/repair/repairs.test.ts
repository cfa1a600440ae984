import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import type { RepairRequest } from '../../../src/webhooks/repair/contract.js';
import { insertApplication, insertCar, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, START, STATE_OF_CHARGE } from '../engine.js';
import { insertWatchedCar } from '../watched-car.js';

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;

beforeEach(async () => {
  database = await createTestStore();
  receiver = await startReceiver();
  engine = createEngine(database.store, { backoffMs: [] });
  applicationId = await insertApplication(database.store);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const fleet = async (count = 1): Promise<{ webhook: Webhook; cars: VehicleAccess[] }> => {
  const webhook = await engine.verified(applicationId, {}, receiver);
  const cars: VehicleAccess[] = [];
  for (let nr = 0; nr < count; nr++) {
    const car = await insertCar(database.store, applicationId);
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(1) });
    await engine.subscribe(webhook, car);
    cars.push(car);
  }
  await engine.dispatcher.tick();
  return { webhook, cars };
};

/** A change of every car, attempted once, a second later. */
const change = async (cars: readonly VehicleAccess[], value: number): Promise<void> => {
  engine.clock.advance(1_000);
  for (const { vehicle } of cars)
    await engine.report(vehicle, { [STATE_OF_CHARGE]: percent(value) });
  await engine.dispatcher.tick();
};

const told = () => receiver.received.filter(({ body }) => body.eventType === 'VEHICLE_STATE');
const eventIds = () => told().map(({ body }) => body.eventId);

const start = async (webhook: Webhook, request: RepairRequest, key: string | null = null) => {
  const repair = await engine.webhooks.startRepair(applicationId, webhook.id, request, key);
  if (!repair) throw new Error('no such webhook');
  return repair;
};

const statusOf = async (webhook: Webhook, eventId: string) =>
  (await engine.webhooks.event(applicationId, webhook.id, eventId))?.status;

describe('one event', () => {
  const replay = (webhook: Webhook, eventId: string, key: string | null = null) =>
    engine.webhooks.replayEvent(applicationId, webhook.id, eventId, key);

  test('is sent again with its id and a new delivery id, and dies or is delivered anew', async () => {
    const { webhook, cars } = await fleet();
    receiver.script(500);
    await change(cars, 2);
    const [, eventId = ''] = eventIds();
    expect(await statusOf(webhook, eventId)).toBe('dead');
    expect(await replay(webhook, eventId)).toMatchObject({ status: 'done', repaired: 1 });
    expect(await statusOf(webhook, eventId)).toBe('pending');
    await engine.dispatcher.tick();
    expect(eventIds().slice(1)).toEqual([eventId, eventId]);
    const deliveryIds = told().map(({ body }) => body.meta.deliveryId);
    expect(new Set(deliveryIds).size).toBe(3);
    expect(await statusOf(webhook, eventId)).toBe('delivered');
    expect(await replay(webhook, eventId)).toMatchObject({ repaired: 1 });
  });

  test('asked for twice is sent once: while it waits, and with one key ever after', async () => {
    const { webhook } = await fleet();
    const [eventId = ''] = eventIds();
    const both = await Promise.all([
      replay(webhook, eventId, 'click'),
      replay(webhook, eventId, 'click'),
      replay(webhook, eventId),
    ]);
    expect(both[0]?.id).toBe(both[1]?.id);
    await engine.dispatcher.tick();
    expect(told()).toHaveLength(2);
    expect(await replay(webhook, eventId, 'click')).toMatchObject({ id: both[0]?.id });
    await engine.dispatcher.tick();
    expect(told()).toHaveLength(2);
  });

  test('of a car whose owner has withdrawn it since is not sent, even when they are back', async () => {
    const { webhook, cars } = await fleet();
    const [eventId = ''] = eventIds();
    const [car] = cars;
    if (!car) return;
    await engine.webhooks.unsubscribe(applicationId, webhook.id, car.vehicle.id);
    expect(await replay(webhook, eventId)).toMatchObject({ found: 1, repaired: 0, skipped: 1 });
    engine.clock.advance(1_000);
    await engine.subscribe(webhook, car);
    await engine.dispatcher.tick();
    const before = told().length;
    expect(await replay(webhook, eventId)).toMatchObject({ repaired: 0, skipped: 1 });
    await engine.dispatcher.tick();
    expect(told()).toHaveLength(before);
  });

  test('is not found where it is not, and neither is a VERIFY', async () => {
    const { webhook } = await fleet();
    const other = await insertApplication(database.store, 'Other');
    const [eventId = ''] = eventIds();
    expect(await engine.webhooks.replayEvent(other, webhook.id, eventId, null)).toBeUndefined();
    expect(await replay(webhook, randomUUID())).toBeUndefined();
    const verify = receiver.received[0]?.body.eventId;
    expect(await replay(webhook, verify)).toBeUndefined();
  });

  test('of a webhook that is disabled is refused, and nothing is lost', async () => {
    const { webhook } = await fleet();
    const [eventId = ''] = eventIds();
    await engine.webhooks.update(applicationId, webhook.id, { isEnabled: false });
    await expect(replay(webhook, eventId)).rejects.toMatchObject({
      row: { code: 'WEBHOOK_INACTIVE' },
    });
    expect(await statusOf(webhook, eventId)).toBe('delivered');
  });

  test('comes again in the feed, also where events are pulled', async () => {
    const webhook = await engine.webhooks.create(applicationId, {
      ...{ name: 'Pulled', deliveryMethod: 'pull' },
      ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
    });
    await insertWatchedCar(database.store, engine, webhook);
    // Other tests on this database server have transactions under way, and feeds follow commits.
    const read = (from: 'oldest' | { cursor: string }) =>
      engine.webhooks.feed(applicationId, webhook.id, { from, limit: 10, waitMs: 10_000 });
    const first = await read('oldest');
    const [{ eventId } = { eventId: '' }] = first?.deliveries ?? [];
    expect(await replay(webhook, eventId)).toMatchObject({ repaired: 1 });
    const again = await read({ cursor: first?.cursor ?? '' });
    expect(again?.deliveries.map((one) => one.eventId)).toEqual([eventId]);
  });
});

describe('in bulk', () => {
  test('what did not get through since a time is recovered, and nothing else', async () => {
    const { webhook, cars } = await fleet(3);
    receiver.otherwise(500);
    await change(cars, 2);
    const since = new Date(engine.clock.now() + 1);
    await change(cars, 3);
    receiver.otherwise(200);
    await change(cars, 4);
    const before = told().length;
    engine.clock.advance(1_000);
    expect(await start(webhook, { kind: 'recover', selection: { since } })).toMatchObject({
      ...{ kind: 'recover', status: 'done', found: 3, repaired: 3, skipped: 0 },
    });
    await engine.dispatcher.tick();
    const again = told().slice(before);
    expect(again.map(({ body }) => body.data.signals[0].body.value)).toEqual([3, 3, 3]);
    const dead = { statuses: ['dead'] } as const;
    const page = { size: 50, after: null };
    const left = await engine.webhooks.eventLog(applicationId, webhook.id, dead, page);
    expect(left?.items).toHaveLength(3);
  });

  test('a replay takes the events of a time range, of a car, of a kind, however they ended', async () => {
    const { webhook, cars } = await fleet(2);
    await change(cars, 2);
    const since = new Date(engine.clock.now());
    await change(cars, 3);
    const until = new Date(engine.clock.now());
    await change(cars, 4);
    engine.clock.advance(1_000);
    const vehicleId = cars[0]?.vehicle.id ?? '';
    const counts = [];
    for (const selection of [
      { since, until },
      { vehicleId },
      { vehicleId, statuses: ['dead'] },
      { eventTypes: ['VEHICLE_ERROR'] },
    ] as const) {
      counts.push((await start(webhook, { kind: 'replay', selection })).found);
    }
    expect(counts).toEqual([2, 4, 0, 0]);
  });

  test('goes on in steps, with little queued at a time, in whichever process is there', async () => {
    const { webhook, cars } = await fleet();
    const [{ id: eventId } = { id: '' }] = (
      await sql<{ id: string }>`SELECT id FROM webhook_events WHERE type = 'VEHICLE_STATE'`.execute(
        database.store.db,
      )
    ).rows;
    await sql`
      INSERT INTO webhook_events (id, application_id, webhook_id, vehicle_id, type, payload, outcome, created_at)
      SELECT gen_random_uuid(), application_id, webhook_id, vehicle_id, type, payload, 'dead',
        created_at + n * interval '1 millisecond'
      FROM webhook_events CROSS JOIN generate_series(1, 2600) AS n WHERE id = ${eventId}
    `.execute(database.store.db);
    engine.clock.advance(60_000);
    const queued = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM webhook_queue`.execute(
        database.store.db,
      );
      return rows[0]?.n ?? 0;
    };
    const request = { kind: 'recover', selection: { since: new Date(START) } } as const;
    const { id } = await start(webhook, request);
    const other = createEngine(database.store, { backoffMs: [] }, engine.clock);
    const progress: number[] = [];
    for (let round = 0; round < 20; round++) {
      await Promise.all([engine.repairs.tick(), other.repairs.tick()]);
      expect(await queued()).toBeLessThanOrEqual(1_500);
      const repair = await engine.webhooks.repair(applicationId, webhook.id, id);
      progress.push(repair?.repaired ?? 0);
      if (repair?.status === 'done') break;
      await engine.dispatcher.tick();
      engine.clock.advance(1_000);
    }
    await engine.dispatcher.tick();
    await other.dispatcher.stop();
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.at(-1)).toBe(2_600);
    // Each once, and the first delivery of the car.
    expect(told()).toHaveLength(2_601);
    expect(cars).toHaveLength(1);
  });

  test('ends when it is cancelled, and when its webhook is disabled', async () => {
    const { webhook } = await fleet();
    await sql`
      INSERT INTO webhook_events (id, application_id, webhook_id, vehicle_id, type, payload, outcome, created_at)
      SELECT gen_random_uuid(), application_id, webhook_id, vehicle_id, type, payload, 'dead', created_at
      FROM webhook_events CROSS JOIN generate_series(1, 1200) WHERE type = 'VEHICLE_STATE'
    `.execute(database.store.db);
    engine.clock.advance(1_000);
    const request = { kind: 'replay', selection: {} } as const;
    const first = await start(webhook, request);
    expect(first.status).toBe('running');
    const cancelled = await engine.webhooks.cancelRepair(applicationId, webhook.id, first.id);
    expect(cancelled?.status).toBe('cancelled');
    await engine.repairs.tick();
    const after = await engine.webhooks.repair(applicationId, webhook.id, first.id);
    expect(after?.repaired).toBe(first.repaired);

    const second = await start(webhook, { kind: 'recover', selection: { since: new Date(START) } });
    await engine.webhooks.update(applicationId, webhook.id, { isEnabled: false });
    engine.clock.advance(1_000);
    await engine.repairs.tick();
    const ended = await engine.webhooks.repair(applicationId, webhook.id, second.id);
    expect(ended?.status).toBe('cancelled');
  });

  test('a key that was used for something else is refused', async () => {
    const { webhook } = await fleet();
    const request = { kind: 'recover', selection: { since: new Date(START) } } as const;
    const first = await start(webhook, request, 'tuesday');
    expect((await start(webhook, request, 'tuesday')).id).toBe(first.id);
    const other = { kind: 'recover', selection: { since: new Date(START + 1) } } as const;
    await expect(start(webhook, other, 'tuesday')).rejects.toMatchObject({
      row: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const listed = await engine.webhooks.repairs(applicationId, webhook.id);
    expect(listed?.map(({ id }) => id)).toEqual([first.id]);
  });
});

describe('a snapshot', () => {
  test('tells the whole state of every subscribed car, whatever was missed', async () => {
    const { webhook, cars } = await fleet(3);
    receiver.otherwise(500);
    await change(cars, 42);
    receiver.otherwise(200);
    const before = told().length;
    expect(await start(webhook, { kind: 'snapshot', selection: {} })).toMatchObject({
      ...{ status: 'done', found: 3, repaired: 3 },
    });
    await engine.dispatcher.tick();
    const states = told().slice(before);
    expect(states.map(({ body }) => body.vehicleId).sort()).toEqual(
      cars.map(({ vehicle }) => vehicle.id).sort(),
    );
    for (const { body } of states) {
      expect(body.data.triggers).toEqual([{ code: 'FIRST_DELIVERY' }]);
      expect(body.data.signals).toMatchObject([{ code: STATE_OF_CHARGE, body: percent(42) }]);
    }
    expect(new Set(eventIds()).size).toBe(eventIds().length);
  });

  test('of one car tells that car alone', async () => {
    const { webhook, cars } = await fleet(2);
    const vehicleId = cars[1]?.vehicle.id ?? '';
    await start(webhook, { kind: 'snapshot', selection: { vehicleId } });
    await engine.dispatcher.tick();
    expect(
      told()
        .slice(2)
        .map(({ body }) => body.vehicleId),
    ).toEqual([vehicleId]);
  });

  test('is refused where a webhook tells of no cars', async () => {
    const operational = { name: 'Ops', type: 'operational', triggers: [], signals: [] } as const;
    const webhook = await engine.verified(applicationId, operational, receiver);
    await expect(start(webhook, { kind: 'snapshot', selection: {} })).rejects.toMatchObject({
      row: { type: 'VALIDATION' },
    });
    expect(await engine.webhooks.repairs(applicationId, webhook.id)).toEqual([]);
  });
});
