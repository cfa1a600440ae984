import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeFrom } from '../../../src/limits/buckets/arithmetic.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import { bucketOf } from '../../../src/webhooks/delivery/throttle.js';
import { eventually } from '../../support/eventually.js';
import { insertApplication } from '../../support/fixtures.js';
import { type Answer, type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine } from '../engine.js';

let database: TestStore;
let engine: Engine;
let other: Engine;
let receiver: Receiver;
let applicationId: string;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = createEngine(database.store);
  // Another process on the same database.
  other = createEngine(database.store, {}, engine.clock);
  receiver = await startReceiver();
  applicationId = await insertApplication(database.store);
});
afterEach(async () => {
  await Promise.all([engine.dispatcher.stop(), other.dispatcher.stop()]);
  await receiver.close();
});

const queue = async ({ id }: Webhook, events: number): Promise<void> => {
  for (let count = 0; count < events; count++) {
    await engine.webhooks.sendSample(applicationId, id);
  }
};
/** After the VERIFY. */
const sent = () => receiver.received.length - 1;
const tickBoth = () => Promise.all([engine.dispatcher.tick(), other.dispatcher.tick()]);

describe('attempts in a second', () => {
  test('are no more than was asked for, over all processes, and none is lost', async () => {
    const webhook = await engine.verified(
      applicationId,
      { delivery: { maxPerSecond: 2 } },
      receiver,
    );
    await queue(webhook, 5);
    const bySecond: number[] = [];
    for (let second = 0; second < 3; second++) {
      const before = sent();
      for (let part = 0; part < 4; part++) {
        await tickBoth();
        engine.clock.advance(250);
      }
      bySecond.push(sent() - before);
    }
    expect(Math.max(...bySecond)).toBe(2);
    expect(sent()).toBe(5);
    const events = await engine.webhooks.events(applicationId, webhook.id, 5);
    expect(events.map(({ status, attempts }) => [status, attempts.length])).toEqual(
      Array(5).fill(['delivered', 1]),
    );
  });

  test('that have to wait count as due, and hold up nobody else', async () => {
    const slow = await engine.verified(applicationId, { delivery: { maxPerSecond: 1 } }, receiver);
    const elsewhere = await startReceiver();
    const fast = await engine.verified(applicationId, {}, elsewhere);
    await queue(slow, 4);
    await engine.dispatcher.tick();
    engine.clock.advance(10);
    await queue(fast, 3);
    await engine.dispatcher.tick();
    await elsewhere.close();
    expect(elsewhere.received).toHaveLength(4);
    expect(sent()).toBe(1);
    engine.clock.advance(490);
    expect(await engine.backlog()).toMatchObject({ byState: { due: 3 }, oldestDueSeconds: 0.5 });
  });

  test('follow a limit that is changed or taken away', async () => {
    const webhook = await engine.verified(
      applicationId,
      { delivery: { maxPerSecond: 1 } },
      receiver,
    );
    await queue(webhook, 5);
    await engine.dispatcher.tick();
    expect(sent()).toBe(1);
    await engine.webhooks.update(applicationId, webhook.id, { delivery: { maxPerSecond: null } });
    engine.clock.advance(1_000);
    await engine.dispatcher.tick();
    await engine.dispatcher.tick();
    expect(sent()).toBe(5);
  });

  test('are within the limit in any one second, however they are asked for', () => {
    const asked = fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 300 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), asked, (perSecond, pauses) => {
        const bucket = bucketOf('w1', perSecond);
        const granted: number[] = [];
        let [now, fullAt] = [0, 0];
        for (const pause of pauses) {
          now += pause;
          const taken = takeFrom(bucket, fullAt, now);
          fullAt = taken.fullAt;
          if (taken.granted) granted.push(now);
        }
        for (const from of granted) {
          const within = granted.filter((at) => at >= from && at < from + 1_000_000);
          expect(within.length).toBeLessThanOrEqual(perSecond);
        }
      }),
    );
  });
});

describe('attempts at once', () => {
  test('are no more than was asked for, over all processes, and go on when one ends', async () => {
    const webhook = await engine.verified(
      applicationId,
      { delivery: { maxConcurrent: 2 } },
      receiver,
    );
    const open: (() => void)[] = [];
    let [underWay, most] = [0, 0];
    const slow: Answer = (response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      open.push(() => {
        underWay -= 1;
        response.writeHead(200).end();
      });
    };
    receiver.otherwise(slow);
    await queue(webhook, 6);
    engine.dispatcher.start();
    other.dispatcher.start();
    for (let answered = 0; answered < 6; answered++) {
      await eventually(() => expect(open).toHaveLength(Math.min(2, 6 - answered)));
      open.shift()?.();
    }
    await eventually(async () => {
      const events = await engine.webhooks.events(applicationId, webhook.id, 6);
      expect(events.map(({ status }) => status)).toEqual(Array(6).fill('delivered'));
    });
    expect(most).toBe(2);
    expect(sent()).toBe(6);
  });
});
