import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Webhook, WebhookDefinition } from '../../../src/webhooks/contract.js';
import { insertApplication } from '../../support/fixtures.js';
import { type Answer, type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine } from '../engine.js';

/** How a webhook is doing, what follows from it, and who is told. */

const HOUR = 3_600_000;
const OPERATIONAL = { name: 'Operations', type: 'operational', triggers: [], signals: [] } as const;

let database: TestStore;
let engine: Engine;
let receiver: Receiver;
let operations: Receiver;
let applicationId: string;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = createEngine(database.store);
  [receiver, operations] = await Promise.all([startReceiver(), startReceiver()]);
  applicationId = await insertApplication(database.store);
  await engine.verified(applicationId, OPERATIONAL, operations);
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await Promise.all([receiver.close(), operations.close()]);
});

const verified = (delivery: WebhookDefinition['delivery'] = {}) =>
  engine.verified(applicationId, { delivery }, receiver);
const send = async ({ id }: Webhook): Promise<void> => {
  await engine.webhooks.sendSample(applicationId, id);
  await engine.dispatcher.tick();
};
const pass = async (milliseconds: number): Promise<void> => {
  engine.clock.advance(milliseconds);
  await engine.dispatcher.tick();
};
const shown = async ({ id }: Webhook) => {
  const found = await engine.webhooks.get(applicationId, id);
  if (!found) throw new Error('the webhook is gone');
  return found;
};
/** After the operational webhook's own VERIFY and the news that the other was verified. */
const told = async () => {
  await engine.dispatcher.tick();
  return operations.received.slice(2).map(({ body }) => [body.eventType, body.data] as const);
};
const toldTypes = async () => (await told()).map(([type]) => type);

describe('a webhook that fails', () => {
  test('says since when, and no longer once it delivers', async () => {
    const webhook = await verified();
    receiver.script(500, 200);
    const since = new Date(engine.clock.now());
    await send(webhook);
    expect((await shown(webhook)).failingSince).toEqual(since);
    await pass(25_000);
    expect((await shown(webhook)).failingSince).toBeNull();
    expect(await toldTypes()).toEqual([]);
  });

  test('is told of at the third failure of an event, once, and when it recovers', async () => {
    const webhook = await verified();
    receiver.script(500, 500, 503, 500, 500);
    const since = new Date(engine.clock.now()).toISOString();
    await send(webhook);
    await pass(25_000);
    expect(await toldTypes()).toEqual([]);
    await pass(50_000);
    expect(await told()).toEqual([
      [
        'WEBHOOK_FAILING',
        expect.objectContaining({
          webhook: { id: webhook.id, name: 'Fleet' },
          ...{ failingSince: since, statusCode: 503, eventId: expect.any(String) },
        }),
      ],
    ]);
    await pass(100_000);
    await send(webhook);
    await pass(25_000);
    expect(await toldTypes()).toEqual([
      'WEBHOOK_FAILING',
      'WEBHOOK_EVENT_DEAD',
      'WEBHOOK_RECOVERED',
    ]);
  });

  test('is not told of while other events get through', async () => {
    const webhook = await verified();
    receiver.script(500, 500);
    await send(webhook);
    await pass(25_000);
    await send(webhook);
    receiver.script(500);
    await pass(50_000);
    expect(await toldTypes()).toEqual([]);
    expect((await shown(webhook)).failingSince).toEqual(new Date(engine.clock.now()));
  });

  test('tells which events were given up, with the state that says so', async () => {
    const webhook = await verified({ retrySchedule: [1] });
    receiver.otherwise(500);
    await send(webhook);
    await pass(1_000);
    const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(event?.status).toBe('dead');
    expect(await told()).toEqual([
      ['WEBHOOK_EVENT_DEAD', expect.objectContaining({ count: 1, eventIds: [event?.eventId] })],
    ]);
  });

  test('and is operational tells nobody of events that were given up', async () => {
    const more = await startReceiver();
    await engine.verified(
      applicationId,
      { ...OPERATIONAL, delivery: { retrySchedule: [1] } },
      more,
    );
    more.otherwise(500);
    const webhook = await verified({ retrySchedule: [1] });
    receiver.otherwise(500);
    await send(webhook);
    for (let second = 0; second < 10; second++) await pass(1_000);
    await more.close();
    const types = operations.received.map(({ body }) => body.eventType);
    expect(types.filter((type) => type === 'WEBHOOK_EVENT_DEAD')).toHaveLength(1);
  });
});

describe('a webhook that wants to be disabled', () => {
  test('after a time of nothing but failures is, with notice, and drops what waits', async () => {
    const webhook = await verified({ retrySchedule: [1_800, 1_800, 1_800], disableAfter: 3_600 });
    receiver.otherwise(500);
    await send(webhook);
    await pass(HOUR / 2);
    expect((await shown(webhook)).isEnabled).toBe(true);
    await pass(HOUR / 2);
    expect(await shown(webhook)).toMatchObject({ isEnabled: false, disabledReason: 'FAILING' });
    const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
    expect(event).toMatchObject({ status: 'dropped', reason: 'DISABLED' });
    expect(await toldTypes()).toEqual(['WEBHOOK_FAILING', 'WEBHOOK_DISABLED']);
    expect((await told())[1]?.[1]).toMatchObject({ reason: 'FAILING' });
    const enabled = await engine.webhooks.update(applicationId, webhook.id, { isEnabled: true });
    expect(enabled).toMatchObject({ failingSince: null, disabledReason: null });
  });

  test('is not while anything gets through', async () => {
    const webhook = await verified({ retrySchedule: [1_800, 1_800, 1_800], disableAfter: 3_600 });
    receiver.script(500, 500, 200, 500);
    await send(webhook);
    await pass(HOUR / 2);
    await send(webhook);
    await pass(HOUR / 2);
    expect((await shown(webhook)).isEnabled).toBe(true);
  });

  test('by the answer 410 is at once', async () => {
    const webhook = await verified({ disableOnGone: true });
    receiver.script(410);
    await send(webhook);
    expect(await shown(webhook)).toMatchObject({ isEnabled: false, disabledReason: 'GONE' });
    await pass(HOUR);
    expect(receiver.received).toHaveLength(2);
    expect(await toldTypes()).toEqual(['WEBHOOK_DISABLED']);
  });

  test('by 410 only if it asked for that', async () => {
    const webhook = await verified();
    receiver.otherwise(410);
    await send(webhook);
    expect((await shown(webhook)).isEnabled).toBe(true);
  });
});

describe('the retry schedule', () => {
  const times = async (delivery: WebhookDefinition['delivery'], step: number, steps: number) => {
    const webhook = await verified(delivery);
    receiver.otherwise(500);
    const start = engine.clock.now();
    await send(webhook);
    for (let index = 0; index < steps; index++) await pass(step);
    return receiver.received.slice(1).map(({ body }) => (body.meta.deliveredAt - start) / 1_000);
  };

  test('is the webhook’s own list', async () => {
    expect(await times({ retrySchedule: [5, 10, 60] }, 5_000, 20)).toEqual([0, 5, 15, 75]);
  });

  test('goes on for three days where it is extended', async () => {
    const found = await times({ retrySchedule: 'extended' }, HOUR / 2, 200);
    expect(found).toHaveLength(10);
    expect(found.at(-1)).toBeGreaterThan(60 * 3_600);
    expect(found.at(-1)).toBeLessThan(90 * 3_600);
  });
});

describe('Retry-After', () => {
  const busy =
    (value: string, status = 503): Answer =>
    (response) =>
      response.writeHead(status, { 'retry-after': value }).end();
  const next = async (answer: Answer, honourRetryAfter = true) => {
    const webhook = await verified({ honourRetryAfter });
    receiver.script(answer);
    await send(webhook);
    const [event] = await engine.webhooks.events(applicationId, webhook.id, 1);
    return ((event?.dueAt?.getTime() ?? 0) - engine.clock.now()) / 1_000;
  };

  test.each<[string, string, number, number]>([
    ['seconds', '120', 503, 120],
    ['of 429', '120', 429, 120],
    ['less than the schedule', '1', 503, 25],
    ['more than a day', '9999999', 503, 86_400],
    ['without sense', 'soon', 503, 25],
    ['in the past', 'Thu, 01 Jan 1970 00:00:00 GMT', 503, 25],
    ['of an answer that it does not belong to', '120', 404, 25],
  ])('%s', async (_what, value, status, seconds) => {
    expect(await next(busy(value, status))).toBe(seconds);
  });

  test('a date', async () => {
    const date = new Date(engine.clock.now() + 600_000).toUTCString();
    expect(await next(busy(date))).toBe(600);
  });

  test('is not looked at unless asked for', async () => {
    expect(await next(busy('120'), false)).toBe(25);
  });
});
