import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import type { Webhook } from '../../../src/webhooks/contract.js';
import { DURATION_BOUNDS, percentileOf } from '../../../src/webhooks/statistics/durations.js';
import { insertApplication } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, START } from '../engine.js';
import { insertWatchedCar } from '../watched-car.js';

let database: TestStore;
let store: Store;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;

beforeEach(async () => {
  database = await createTestStore();
  store = database.store;
  receiver = await startReceiver();
  engine = createEngine(store);
  applicationId = await insertApplication(store);
  // The database was made at another time than the clock of the tests shows: from here on.
  await engine.watch.tick();
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const MINUTE = 60_000;

interface Made {
  readonly atMs: number;
  readonly durationMs: number;
  readonly attempt?: number;
  readonly statusCode?: number | null;
  readonly error?: string | null;
}

/** Attempts as a dispatcher would have written them down, of one event. */
const insertAttempts = async (webhook: Webhook, made: readonly Made[]): Promise<void> => {
  const { eventId = '' } = (await engine.webhooks.events(applicationId, webhook.id, 100)).find(
    ({ type }) => type !== 'VERIFY',
  ) ?? { eventId: undefined };
  const rows = made.map(({ atMs, durationMs, attempt = 1, statusCode = 200, error = null }) => ({
    ...{ id: randomUUID(), application_id: applicationId, webhook_id: webhook.id },
    ...{ event_id: eventId, attempt, started_at: new Date(atMs), duration_ms: durationMs },
    ...{ status_code: statusCode, error },
  }));
  await store.db.insertInto('webhook_deliveries').values(rows).execute();
};

/** A webhook with an event that was delivered at the start. */
const fleet = async (): Promise<Webhook> => {
  const webhook = await engine.verified(applicationId, {}, receiver);
  await insertWatchedCar(store, engine, webhook);
  return webhook;
};

const read = async (webhook: Webhook, window: '1h' | '24h' | '7d' = '1h') => {
  await engine.watch.tick();
  const found = await engine.webhooks.statistics(applicationId, webhook.id, window);
  if (!found) throw new Error('no statistics');
  return found;
};

describe('percentiles of classes', () => {
  const classesOf = (durations: readonly number[]): Map<number, number> => {
    const classes = new Map<number, number>();
    for (const one of durations) {
      const number = DURATION_BOUNDS.filter((bound) => bound <= one).length;
      classes.set(number, (classes.get(number) ?? 0) + 1);
    }
    return classes;
  };

  test('are those of the durations themselves to within a tenth', () => {
    // Many quick ones and a long tail, as receivers have.
    const durations = Array.from({ length: 5_000 }, (_, nr) => Math.round(40 + nr ** 2 / 2_500));
    for (const share of [0.5, 0.95, 0.99]) {
      const exact = durations[Math.ceil(share * durations.length) - 1] ?? 0;
      const told = percentileOf(classesOf(durations), share, durations.at(-1) ?? 0) ?? 0;
      expect(Math.abs(told - exact) / exact).toBeLessThan(0.1);
    }
  });

  test('of none there is none, and none is longer than the longest', () => {
    expect(percentileOf(new Map(), 0.5, 0)).toBeNull();
    expect(percentileOf(classesOf([1_000, 1_001]), 0.99, 1_001)).toBeLessThanOrEqual(1_001);
    expect(percentileOf(classesOf([400_000]), 0.5, 400_000)).toBeLessThanOrEqual(400_000);
  });
});

describe('statistics of a webhook', () => {
  test('tell success, retries, latency and outcomes by what was attempted, and nothing of VERIFY', async () => {
    const webhook = await fleet();
    const at = START + 10 * MINUTE;
    engine.clock.set(at);
    await insertAttempts(webhook, [
      ...Array.from({ length: 17 }, () => ({ atMs: at - 60_000, durationMs: 100 })),
      { atMs: at - 50_000, durationMs: 100, statusCode: 503 },
      { atMs: at - 25_000, durationMs: 100, attempt: 2 },
      { atMs: at - 40_000, durationMs: 15_000, statusCode: null, error: 'timed out' },
      { atMs: at - 20_000, durationMs: 3_000, attempt: 2, statusCode: 200, error: 'timed out' },
    ]);
    const { total, outcomes, lastSuccessAt, lastFailureAt, countedTo } = await read(webhook);
    // With the one that the fleet began with.
    expect(total).toMatchObject({
      ...{ events: 20, attempts: 22, succeeded: 19, retries: 2 },
      ...{ successRate: 0.9, retryRate: 0.1, longestMs: 15_000 },
      meanMs: Math.round((19 * 100 + 15_000 + 3_000) / 22),
    });
    expect(total.p50Ms).toBeGreaterThan(80);
    expect(total.p50Ms).toBeLessThan(125);
    expect(total.p99Ms).toBeGreaterThan(10_000);
    expect(outcomes).toEqual({ 200: 19, 503: 1, 'timed out': 2 });
    expect(lastSuccessAt).toEqual(new Date(at - 25_000));
    expect(lastFailureAt).toEqual(new Date(at - 20_000));
    expect(countedTo).toEqual(new Date(at));
  });

  test('come in steps for a chart, and forget what is older than their window', async () => {
    const webhook = await fleet();
    const at = START + 60 * 3_600_000;
    engine.clock.set(at);
    await insertAttempts(webhook, [
      { atMs: at - 2 * 24 * 3_600_000, durationMs: 1 },
      { atMs: at - 5 * 3_600_000, durationMs: 10 },
      { atMs: at - 30 * MINUTE, durationMs: 20, statusCode: 500 },
      { atMs: at - 30 * MINUTE, durationMs: 20 },
    ]);
    const hour = await read(webhook, '1h');
    expect(hour.steps).toHaveLength(60);
    expect(hour.total.attempts).toBe(2);
    const busy = hour.steps.filter(({ attempts }) => attempts > 0);
    expect(busy).toMatchObject([{ from: new Date(at - 30 * MINUTE), successRate: 0.5 }]);
    expect((await read(webhook, '24h')).total.attempts).toBe(3);
    const week = await read(webhook, '7d');
    expect(week.total.attempts).toBe(5);
    expect(week.steps).toHaveLength(56);
  });

  test('of a webhook that sent nothing say so in place of dividing by it', async () => {
    const webhook = await engine.verified(applicationId, {}, receiver);
    const { total, outcomes, steps } = await read(webhook);
    const none = { successRate: null, retryRate: null, meanMs: null, p95Ms: null };
    expect(total).toMatchObject({ attempts: 0, ...none });
    expect(outcomes).toEqual({});
    expect(steps.every(({ attempts }) => attempts === 0)).toBe(true);
  });

  test('of another application are not there', async () => {
    const webhook = await fleet();
    const other = await insertApplication(store, 'Other');
    expect(await engine.webhooks.statistics(other, webhook.id, '1h')).toBeUndefined();
    expect(await engine.webhooks.statistics(applicationId, 'nonsense', '1h')).toBeUndefined();
  });
});

describe('counting', () => {
  test('again changes nothing, and what was written down late is counted in the end', async () => {
    const webhook = await fleet();
    engine.clock.advance(30_000);
    const before = await read(webhook);
    expect(await read(webhook)).toEqual(before);
    engine.clock.advance(60_000);
    // Began when its minute had been counted already, and is over now.
    await insertAttempts(webhook, [{ atMs: START + 1_000, durationMs: 14_000 }]);
    expect((await read(webhook)).total.attempts).toBe(before.total.attempts + 1);
  });

  test('by two processes at once counts everything once', async () => {
    const webhook = await fleet();
    const other = createEngine(store, {}, engine.clock);
    await Promise.all([engine.watch.tick(), other.watch.tick(), engine.watch.tick()]);
    expect((await read(webhook)).total.attempts).toBe(1);
  });

  test('goes through what came while nobody counted, however long that was', async () => {
    const webhook = await fleet();
    await engine.watch.tick();
    const at = START + 26 * 3_600_000;
    await insertAttempts(
      webhook,
      Array.from({ length: 50 }, (_, nr) => ({ atMs: START + nr * 30 * MINUTE, durationMs: 5 })),
    );
    engine.clock.set(at);
    expect((await read(webhook, '7d')).total.attempts).toBe(51);
  });
});
