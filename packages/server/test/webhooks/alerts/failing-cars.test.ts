import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import type { Mail } from '../../../src/platform/mailer.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import { insertApplication, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, STATE_OF_CHARGE } from '../engine.js';
import { insertWatchedCar } from '../watched-car.js';

const MINUTE = 60_000;
const mailer = { send: async (mail: Mail) => void sent.push(mail) };

let database: TestStore;
let watched: Receiver;
let watching: Receiver;
let engine: Engine;
let applicationId: string;
let webhook: Webhook;
let sent: Mail[];
/** Cars whose events the receiver answers with 500. */
let refused: Set<string>;

beforeEach(async () => {
  database = await createTestStore();
  [watched, watching] = await Promise.all([startReceiver(), startReceiver()]);
  sent = [];
  refused = new Set();
  // Every event is attempted once.
  engine = createEngine(database.store, { backoffMs: [] }, undefined, mailer);
  applicationId = await insertApplication(database.store);
  await engine.watch.tick();
  const operational = { name: 'Ops', type: 'operational', triggers: [], signals: [] } as const;
  await engine.verified(applicationId, operational, watching);
  webhook = await engine.verified(applicationId, {}, watched);
  watched.otherwise((response, { body }) => {
    response.writeHead(refused.has(body.vehicleId) ? 500 : 200).end();
  });
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await Promise.all([watched.close(), watching.close()]);
  await database.close();
});

const subscribed = (): Promise<VehicleAccess> => insertWatchedCar(database.store, engine, webhook);

let charge = 1;
/** One more event of each, attempted once; those that are named together begin at the same moment. */
const send = async (...cars: readonly VehicleAccess[]): Promise<void> => {
  engine.clock.advance(1_000);
  charge = charge === 99 ? 2 : charge + 1;
  for (const { vehicle } of cars) {
    await engine.report(vehicle, { [STATE_OF_CHARGE]: percent(charge) });
  }
  await engine.dispatcher.tick();
};

const fails = ({ vehicle }: VehicleAccess) => refused.add(vehicle.id);
const recovers = ({ vehicle }: VehicleAccess) => refused.delete(vehicle.id);

/** The car fails three times, and between its events others succeed. */
const failThrice = async (good: VehicleAccess, ...bad: readonly VehicleAccess[]): Promise<void> => {
  for (const car of bad) fails(car);
  for (let nr = 0; nr < 3; nr++) {
    await send(...bad);
    await send(good);
  }
};

const look = async (...engines: readonly Engine[]): Promise<void> => {
  await Promise.all([engine, ...engines].map((one) => one.watch.tick()));
  await engine.dispatcher.tick();
};

const alerts = () =>
  watching.received
    .map(({ body }) => body)
    .filter(({ eventType }) => eventType.startsWith('WEBHOOK_ALERT'));

const told = () =>
  alerts().map(({ eventType, data }) => [eventType.replace('WEBHOOK_ALERT_', ''), data.alert.kind]);

const STARTED = ['STARTED', 'VEHICLE_FAILURES'];
const ENDED = ['ENDED', 'VEHICLE_FAILURES'];

describe('an alert about cars', () => {
  test('begins with three failures of one car among successes of others, and is told once, whoever looks', async () => {
    await engine.webhooks.setAlertRecipients(applicationId, ['on-call@example.com']);
    const [good, bad] = [await subscribed(), await subscribed()];
    const other = createEngine(database.store, {}, engine.clock, mailer);
    await failThrice(good, bad);
    await look(other, engine, other);
    await look(other);
    expect(told()).toEqual([STARTED]);
    expect(alerts()[0]?.data).toMatchObject({
      webhook: { id: webhook.id },
      alert: { consecutiveFailures: 3, vehicles: 1, vehicleIds: [bad.vehicle.id] },
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toContain(`3 failures in a row, of 1 car:\n  ${bad.vehicle.id}\n`);

    recovers(bad);
    await send(bad);
    engine.clock.advance(6 * MINUTE);
    await look(other, engine, other);
    await look(other);
    expect(told()).toEqual([STARTED, ENDED]);
    expect(sent).toHaveLength(2);
    await other.dispatcher.stop();
  });

  test('does not begin with two failures, nor with three that have a success among them', async () => {
    const [good, bad] = [await subscribed(), await subscribed()];
    fails(bad);
    await send(bad);
    await send(good, bad);
    await send(good);
    await look();
    expect(told()).toEqual([]);

    recovers(bad);
    await send(bad);
    fails(bad);
    await send(bad);
    await send(good, bad);
    await send(good);
    await look();
    expect(told()).toEqual([]);

    await send(bad);
    await send(good);
    await look();
    expect(told()).toEqual([STARTED]);
  });

  test('does not begin with failures that are far apart', async () => {
    const [good, bad] = [await subscribed(), await subscribed()];
    fails(bad);
    for (let nr = 0; nr < 3; nr++) {
      engine.clock.advance(8 * MINUTE);
      await send(bad);
      await send(good);
      await look();
    }
    expect(told()).toEqual([]);
  });

  test('is one, however many cars it is about, and names ten of them', async () => {
    await engine.webhooks.setAlertRecipients(applicationId, ['on-call@example.com']);
    const good = await subscribed();
    const bad: VehicleAccess[] = [];
    for (let nr = 0; nr < 12; nr++) bad.push(await subscribed());
    await failThrice(good, ...bad);
    await look();
    await look();
    const about = alerts().filter(({ data }) => data.alert.kind === 'VEHICLE_FAILURES');
    expect(about).toHaveLength(1);
    const { vehicles, vehicleIds } = about[0]?.data.alert ?? {};
    expect(vehicles).toBe(12);
    expect(vehicleIds).toHaveLength(10);
    expect(new Set(vehicleIds).size).toBe(10);
    expect(bad.map(({ vehicle }) => vehicle.id)).toEqual(expect.arrayContaining(vehicleIds));
    const mail = sent.find(({ subject }) => subject.includes('single cars'));
    expect(mail?.text).toContain('of each of 12 cars:');
    expect(mail?.text).toContain('and 2 more');
  });

  test('is over when each of its cars has had a success, and five minutes have passed since', async () => {
    const [good, bad, worse] = [await subscribed(), await subscribed(), await subscribed()];
    await failThrice(good, bad, worse);
    await look();
    recovers(bad);
    await send(bad);
    engine.clock.advance(6 * MINUTE);
    await look();
    expect(told()).toEqual([STARTED]);
    recovers(worse);
    await send(worse);
    // It may come back at any moment.
    engine.clock.advance(4 * MINUTE);
    await look();
    expect(told()).toEqual([STARTED]);
    engine.clock.advance(2 * MINUTE);
    await look();
    expect(told()).toEqual([STARTED, ENDED]);
    expect(alerts()[1]?.data.alert).not.toHaveProperty('reason');
  });

  test('is over although other cars fail now and then', async () => {
    const [good, bad] = [await subscribed(), await subscribed()];
    await failThrice(good, bad);
    await look();
    recovers(bad);
    for (let nr = 0; nr < 8; nr++) {
      engine.clock.advance(MINUTE);
      fails(good);
      await send(good);
      recovers(good);
      await send(good, bad);
      await look();
    }
    expect(told().filter(([, kind]) => kind === 'VEHICLE_FAILURES')).toEqual([STARTED, ENDED]);
  });

  test('is over when its car is no longer subscribed', async () => {
    const [good, bad] = [await subscribed(), await subscribed()];
    await failThrice(good, bad);
    await look();
    await engine.webhooks.unsubscribe(applicationId, webhook.id, bad.vehicle.id);
    engine.clock.advance(6 * MINUTE);
    await look();
    expect(told()).toEqual([STARTED, ENDED]);
  });

  test('stays while its car is silent, however long ago it failed', async () => {
    const [good, bad] = [await subscribed(), await subscribed()];
    await failThrice(good, bad);
    await look();
    engine.clock.advance(24 * 60 * MINUTE);
    await send(good);
    await look();
    expect(told()).toEqual([STARTED]);
    recovers(bad);
    await send(bad);
    await look();
    engine.clock.advance(6 * MINUTE);
    await look();
    expect(told()).toEqual([STARTED, ENDED]);
  });

  test('of a webhook that is disabled is over at once, and says so', async () => {
    const [good, bad] = [await subscribed(), await subscribed()];
    await failThrice(good, bad);
    await look();
    await engine.webhooks.update(applicationId, webhook.id, { isEnabled: false });
    await look();
    expect(told()).toEqual([STARTED, ENDED]);
    expect(alerts()[1]?.data.alert.reason).toBe('DISABLED');
  });

  test('is ended by an old event that is sent again and delivered', async () => {
    const [good, bad] = [await subscribed(), await subscribed()];
    const { eventId } = watched.received.findLast(({ body }) => body.vehicleId === bad.vehicle.id)
      ?.body ?? { eventId: '' };
    await failThrice(good, bad);
    await look();
    expect(told()).toEqual([STARTED]);
    recovers(bad);
    engine.clock.advance(1_000);
    await engine.webhooks.replayEvent(applicationId, webhook.id, eventId, null);
    await engine.dispatcher.tick();
    engine.clock.advance(6 * MINUTE);
    await look();
    expect(told()).toEqual([STARTED, ENDED]);
  });

  test('is not told of what fails, or has failed, with the webhook as a whole', async () => {
    const [good, bad] = [await subscribed(), await subscribed()];
    fails(good);
    fails(bad);
    for (let nr = 0; nr < 3; nr++) await send(good, bad);
    await look();
    recovers(good);
    await send(good);
    await look();
    expect(told()).toEqual([['STARTED', 'CONSECUTIVE_FAILURES']]);
    engine.clock.advance(6 * MINUTE);
    await send(good);
    await look();
    await look();
    const asAWhole = [
      ['STARTED', 'CONSECUTIVE_FAILURES'],
      ['ENDED', 'CONSECUTIVE_FAILURES'],
    ];
    expect(told()).toEqual(asAWhole);

    await failThrice(good, bad);
    await look();
    expect(told()).toEqual([...asAWhole, STARTED]);
  });

  test('is of one event that fails again and again, however many of its car wait behind it', async () => {
    await engine.dispatcher.stop();
    engine = createEngine(database.store, {}, engine.clock, mailer);
    const [good, bad] = [await subscribed(), await subscribed()];
    fails(bad);
    await send(bad);
    for (let retries = 0; retries < 2; retries++) {
      await look();
      expect(told()).toEqual([]);
      engine.clock.advance(2 * MINUTE);
      await engine.dispatcher.tick();
      await send(good);
    }
    await look();
    expect(told()).toEqual([STARTED]);

    await sql`
      INSERT INTO webhook_events (id, application_id, webhook_id, vehicle_id, type, payload, created_at)
      SELECT gen_random_uuid(), application_id, webhook_id, vehicle_id, type, payload, created_at
      FROM (SELECT * FROM webhook_events WHERE vehicle_id = ${bad.vehicle.id} LIMIT 1) AS e
        CROSS JOIN generate_series(1, 200)
    `.execute(database.store.db);
    recovers(bad);
    engine.clock.advance(2 * MINUTE);
    await engine.dispatcher.tick();
    engine.clock.advance(6 * MINUTE);
    await look();
    expect(told()).toEqual([STARTED, ENDED]);
  });
});
