import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import type { Mail } from '../../../src/platform/mailer.js';
import { type Condition, judge } from '../../../src/webhooks/alerts/thresholds.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import { insertApplication, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, START, STATE_OF_CHARGE } from '../engine.js';
import { insertWatchedCar } from '../watched-car.js';

const MINUTE = 60_000;

describe('the documented thresholds', () => {
  const WELL: Condition = {
    ...{ isEnabled: true, events: 100, deliveredAtOnce: 100, attempts: 100, durationMs: 10_000 },
    ...{ lastFailureAt: null, newest: [true, true, true], failingCars: null },
  };
  const NOW = START;
  test.each([
    ['SUCCESS_RATE', { deliveredAtOnce: 95 }, 'over'],
    ['SUCCESS_RATE', { deliveredAtOnce: 94 }, 'on'],
    ['SUCCESS_RATE', { events: 19, deliveredAtOnce: 0 }, 'unclear'],
    ['SUCCESS_RATE', { events: 20, deliveredAtOnce: 18 }, 'on'],
    ['SUCCESS_RATE', { events: 0, deliveredAtOnce: 0 }, 'unclear'],
    ['RESPONSE_TIME', { durationMs: 500_000 }, 'over'],
    ['RESPONSE_TIME', { durationMs: 500_100 }, 'on'],
    ['RESPONSE_TIME', { attempts: 4, durationMs: 60_000 }, 'unclear'],
    ['RESPONSE_TIME', { attempts: 0, durationMs: 0 }, 'unclear'],
    ['CONSECUTIVE_FAILURES', { newest: [false, false, false] }, 'on'],
    ['CONSECUTIVE_FAILURES', { newest: [false, false] }, 'unclear'],
    ['CONSECUTIVE_FAILURES', { newest: [false, true, false] }, 'unclear'],
    ['CONSECUTIVE_FAILURES', { newest: [true, false, false] }, 'over'],
    [
      'CONSECUTIVE_FAILURES',
      { newest: [true, false, false], lastFailureAt: new Date(NOW - 4 * MINUTE) },
      'unclear',
    ],
    ['CONSECUTIVE_FAILURES', { newest: [false, false, false], isEnabled: false }, 'over'],
    ['VEHICLE_FAILURES', { failingCars: { count: 1, ids: ['one'] } }, 'on'],
    ['VEHICLE_FAILURES', { failingCars: { count: 0, ids: [] } }, 'over'],
    ['VEHICLE_FAILURES', { failingCars: null }, 'unclear'],
    ['VEHICLE_FAILURES', { failingCars: null, isEnabled: false }, 'over'],
  ] as const)('%s with %j is %s', (kind, condition, verdict) => {
    expect(judge(kind, { ...WELL, ...condition }, NOW)).toBe(verdict);
  });
});

describe('alerts', () => {
  let database: TestStore;
  let watched: Receiver;
  let watching: Receiver;
  let engine: Engine;
  let applicationId: string;
  let sent: Mail[];
  const mailer = { send: async (mail: Mail) => void sent.push(mail) };

  beforeEach(async () => {
    database = await createTestStore();
    [watched, watching] = await Promise.all([startReceiver(), startReceiver()]);
    sent = [];
    engine = createEngine(database.store, {}, undefined, mailer);
    applicationId = await insertApplication(database.store);
    await engine.watch.tick();
  });
  afterEach(async () => {
    await engine.dispatcher.stop();
    await Promise.all([watched.close(), watching.close()]);
    await database.close();
  });

  const told = () =>
    watching.received
      .map(({ body }) => body)
      .filter(({ eventType }) => eventType.startsWith('WEBHOOK_ALERT'))
      .map(({ eventType, data }) => [eventType, data.webhook.name, data.alert.kind]);

  const look = async (...engines: readonly Engine[]): Promise<void> => {
    await Promise.all([engine, ...engines].map((one) => one.watch.tick()));
    await engine.dispatcher.tick();
  };

  const fleet = async (): Promise<{ webhook: Webhook; car: VehicleAccess }> => {
    const operational = { name: 'Ops', type: 'operational', triggers: [], signals: [] } as const;
    await engine.verified(applicationId, operational, watching);
    const webhook = await engine.verified(applicationId, {}, watched);
    const car = await insertWatchedCar(database.store, engine, webhook);
    return { webhook, car };
  };

  let charge = 1;
  /** One more event, attempted once. */
  const send = async (car: VehicleAccess): Promise<void> => {
    engine.clock.advance(1_000);
    charge = charge === 99 ? 1 : charge + 1;
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(charge) });
    await engine.dispatcher.tick();
  };

  test('three failures in a row: told once when it begins and once when it is over, whoever looks', async () => {
    const { webhook, car } = await fleet();
    await engine.webhooks.setAlertRecipients(applicationId, ['on-call@example.com']);
    const other = createEngine(database.store, {}, engine.clock, mailer);
    watched.otherwise(500);
    for (let nr = 0; nr < 3; nr++) await send(car);
    await look(other, engine, other);
    await look(other);
    expect(told()).toEqual([['WEBHOOK_ALERT_STARTED', 'Fleet', 'CONSECUTIVE_FAILURES']]);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.to).toBe('on-call@example.com');
    expect(sent[0]?.subject).toContain('Fleet');
    expect(sent[0]?.text).toContain(`/v3/webhooks/${webhook.id}/deliveries`);

    watched.otherwise(200);
    engine.clock.advance(25_000);
    await engine.dispatcher.tick();
    await look(other);
    // It may come back at any moment: nothing is said until it has been calm for a while.
    expect(told()).toHaveLength(1);
    engine.clock.advance(6 * MINUTE);
    await send(car);
    await look(other, engine);
    await look(other);
    expect(told()).toEqual([
      ['WEBHOOK_ALERT_STARTED', 'Fleet', 'CONSECUTIVE_FAILURES'],
      ['WEBHOOK_ALERT_ENDED', 'Fleet', 'CONSECUTIVE_FAILURES'],
    ]);
    expect(sent.map(({ subject }) => subject.includes('over'))).toEqual([false, true]);
  });

  test('too many failures among many successes are a success rate', async () => {
    const { car } = await fleet();
    for (let nr = 0; nr < 30; nr++) {
      if (nr % 10 === 5) watched.script(503);
      await send(car);
    }
    await look();
    expect(told()).toEqual([['WEBHOOK_ALERT_STARTED', 'Fleet', 'SUCCESS_RATE']]);
    const [{ data } = { data: {} }] = watching.received
      .map(({ body }) => body)
      .filter(({ eventType }) => eventType === 'WEBHOOK_ALERT_STARTED');
    expect(data.alert).toMatchObject({ threshold: 0.95, events: 31 });
    expect(data.alert.successRate).toBeCloseTo(28 / 31);
  });

  test('of a webhook that is disabled are over', async () => {
    const { webhook, car } = await fleet();
    watched.otherwise(500);
    for (let nr = 0; nr < 3; nr++) await send(car);
    await look();
    await engine.webhooks.update(applicationId, webhook.id, { isEnabled: false });
    await look();
    expect(told().map(([type]) => type)).toEqual(['WEBHOOK_ALERT_STARTED', 'WEBHOOK_ALERT_ENDED']);
  });

  test('VERIFY that fails again and again is no alert', async () => {
    const { webhook } = await fleet();
    watched.otherwise(500);
    for (let nr = 0; nr < 4; nr++) {
      engine.clock.advance(1_000);
      await engine.webhooks.verify(applicationId, webhook.id);
    }
    await look();
    expect(told()).toEqual([]);
  });

  test('an e-mail that is refused is tried again, and is not told twice', async () => {
    const { car } = await fleet();
    await engine.webhooks.setAlertRecipients(applicationId, ['a@example.com', 'b@example.com']);
    const accepted = mailer.send;
    let refusals = 1;
    mailer.send = async (mail) => {
      if (refusals-- > 0) throw new Error('mailbox is busy');
      return accepted(mail);
    };
    watched.otherwise(500);
    for (let nr = 0; nr < 3; nr++) await send(car);
    await look();
    expect(sent).toHaveLength(1);
    await look();
    expect(sent).toHaveLength(1);
    engine.clock.advance(2 * MINUTE);
    await look();
    await look();
    mailer.send = accepted;
    expect(sent.map(({ to }) => to).sort()).toEqual(['a@example.com', 'b@example.com']);
  });
});
