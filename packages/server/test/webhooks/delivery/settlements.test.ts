import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaimedEvent } from '../../../src/webhooks/delivery/claims.store.js';
import { DELIVERY_DEFAULTS } from '../../../src/webhooks/delivery/options.js';
import { droppedSettlement, settlementOf } from '../../../src/webhooks/delivery/settlements.js';
import type { Exchange } from '../../../src/webhooks/outgoing/transport.js';

const BACKOFF = [25_000, 50_000, 100_000];
const NOW = 1_000_000;

const eventAfter = (attempts: number): ClaimedEvent => ({
  ...{ failingSince: null, failingTold: false },
  ...{ id: 'e1', applicationId: 'a1', webhookId: 'w1', payload: '{}', attempts, claim: 'c1' },
  ...{ vehicleId: null, type: 'VEHICLE_STATE', url: 'https://example.com', unwanted: null },
  ...{ delivery: DELIVERY_DEFAULTS, inOrder: false },
});
const answer = (statusCode: number | null, error: string | null = null): Exchange => ({
  ...{ statusCode, error, contentType: null, headers: {}, body: '' },
});
const settled = (attempts: number, exchange: Exchange, startedAt = NOW) =>
  settlementOf(
    eventAfter(attempts),
    {
      deliveryId: 'd1',
      startedAt: new Date(startedAt),
      url: 'https://app.example/hook',
      durationMs: 0,
      exchange,
    },
    BACKOFF,
    NOW,
  );

describe('an answer', () => {
  test.each([200, 201, 202, 204, 299])('%i is a delivery', (statusCode) => {
    expect(settled(0, answer(statusCode)).status).toBe('delivered');
  });

  test.each([100, 199, 300, 301, 302, 307, 308, 400, 401, 404, 410, 429, 500, 503])(
    '%i is tried again',
    (statusCode) => {
      expect(settled(0, answer(statusCode)).status).toBe('pending');
    },
  );

  test('that broke off is tried again whatever its status', () => {
    expect(settled(0, answer(200, 'timed out')).status).toBe('pending');
  });

  test('that never came is tried again', () => {
    expect(settled(0, answer(null, 'connection refused')).status).toBe('pending');
  });
});

describe('the next attempt', () => {
  test.each([
    [0, 25_000],
    [1, 50_000],
    [2, 100_000],
  ])('after %i earlier ones comes %i ms after this one began', (attempts, pause) => {
    const slow = settled(attempts, answer(500), NOW - 14_000);
    expect(slow.dueAt.getTime()).toBe(NOW - 14_000 + pause);
    expect(slow.attempts).toBe(attempts + 1);
  });

  test('there is none after the last', () => {
    expect(settled(3, answer(500))).toMatchObject({ status: 'dead', attempts: 4 });
  });

  test('is never in the past', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 }), fc.nat({ max: NOW }), (attempts, ago) => {
        const { dueAt } = settled(attempts, answer(500), NOW - ago);
        expect(dueAt.getTime()).toBeGreaterThanOrEqual(NOW);
      }),
    );
  });
});

test('what nobody wants is dropped without an attempt', () => {
  const dropped = droppedSettlement(eventAfter(2), 'DISABLED', NOW);
  expect(dropped).toMatchObject({ status: 'dropped', attempts: 2, reason: 'DISABLED' });
  expect(dropped).not.toHaveProperty('attempt');
});
