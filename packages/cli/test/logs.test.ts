import { afterEach, beforeEach, expect, test } from 'vitest';
import { session } from './around.js';
import { type FakeServer, json, startFake, TOKEN } from './fake-carport.js';

/*
 * A Carport with one webhook: its log is what the test wrote down, in pages that are smaller than was asked for.
 */

interface Made {
  readonly id: string;
  readonly eventId: string;
  readonly startedAt: string;
}

const START = Date.UTC(2026, 0, 5, 8);
const after = (seconds: number): string => new Date(START + seconds * 1_000).toISOString();
const PAGE = 2;

let made: Made[];
let statuses: Record<string, string>;
let carport: FakeServer;

const eventOf = (id: string) => ({
  id,
  attributes: {
    ...{ eventType: 'VEHICLE_STATE', status: statuses[id], vehicleId: null, triggers: [] },
    createdAt: after(Number(id.slice(1))),
    attempts: made
      .filter(({ eventId }) => eventId === id)
      .map(({ id: deliveryId, startedAt }, index) => ({
        ...{ deliveryId, attempt: index + 1, startedAt },
        ...{ durationMs: 5, statusCode: 500, error: null },
      })),
  },
});

const deliveries = (query: URLSearchParams) => {
  const since = query.get('filter[since]') ?? '';
  const fitting = made
    .filter(({ startedAt }) => startedAt >= since)
    .sort((left, right) => (left.startedAt < right.startedAt ? 1 : -1));
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Math.min(PAGE, Number(query.get('page[size]')));
  return {
    data: fitting
      .slice(from, to)
      .map(({ id, eventId, startedAt }) => ({ id, attributes: { eventId, startedAt } })),
    meta: { cursor: to < fitting.length ? String(to) : null },
  };
};

beforeEach(async () => {
  made = [];
  statuses = {};
  carport = await startFake(({ url }, response) => {
    const [, , , webhookId, of, eventId] = url.pathname.split('/');
    if (webhookId === undefined) {
      return json(response, { data: [{ id: 'w1', attributes: { name: 'Fleet' } }] });
    }
    if (of === 'deliveries') return json(response, deliveries(url.searchParams));
    if (eventId !== undefined) return json(response, { data: eventOf(eventId) });
    const status = url.searchParams.get('filter[status]');
    const newest = Object.keys(statuses)
      .filter((id) => status === null || statuses[id] === status)
      .reverse();
    json(response, {
      data: newest.slice(0, Number(url.searchParams.get('page[size]'))).map(eventOf),
    });
  });
});
afterEach(() => carport.close());

const attempt = (id: string, eventId: string, seconds: number): void =>
  void made.push({ id, eventId, startedAt: after(seconds) });

/** Runs until it has been interrupted at the end of `steps`. */
const follow = async (
  options: readonly string[],
  steps: (shown: () => readonly (readonly string[])[]) => Promise<void>,
): Promise<void> => {
  const { run, out, aside, interrupt } = session({ CARPORT_MANAGEMENT_TOKEN: TOKEN });
  const running = run(
    '--url',
    carport.url,
    '--json',
    'logs',
    '--follow',
    '--limit',
    '1',
    ...options,
  );
  await expect.poll(() => aside.join()).toContain('Following');
  await steps(() =>
    out.map((line) => {
      const { eventId, status, attempts } = JSON.parse(line);
      return [eventId, status, ...attempts.map((one: { deliveryId: string }) => one.deliveryId)];
    }),
  );
  interrupt();
  expect(await running).toBe(0);
};

const LONG = { timeout: 10_000 };

test('a late retry of an old event is shown, and of it nothing that was there before', async () => {
  statuses = { e1: 'pending', e2: 'pending', e3: 'delivered' };
  attempt('d1', 'e1', 1);
  attempt('d2', 'e2', 2);
  attempt('d3', 'e3', 3);
  await follow([], async (shown) => {
    expect(shown()).toEqual([['e3', 'delivered', 'd3']]);
    statuses.e1 = 'dead';
    attempt('d4', 'e1', 26);
    await expect.poll(shown, LONG).toHaveLength(2);
    expect(shown()[1]).toEqual(['e1', 'dead', 'd4']);
    statuses.e2 = 'delivered';
    // Slow: it began before the one that is known, and comes to stand behind it by more than a page.
    for (const second of [28, 29, 30]) attempt(`of-${second}`, 'e3', second);
    attempt('d5', 'e2', 25);
    await expect.poll(shown, LONG).toContainEqual(['e2', 'delivered', 'd5']);
    const all = shown().flatMap(([, , ...ids]) => ids);
    expect(all.toSorted()).toEqual(['d3', 'd4', 'd5', 'of-28', 'of-29', 'of-30']);
  });
});

test('what is followed has the status that was asked for, however old its event is', async () => {
  statuses = { e1: 'pending', e2: 'pending', e3: 'dead' };
  await follow(['--status', 'dead', '--since', '1h'], async (shown) => {
    expect(shown()).toEqual([['e3', 'dead']]);
    attempt('d1', 'e1', 60);
    statuses.e2 = 'dead';
    attempt('d2', 'e2', 61);
    await expect.poll(shown, LONG).toHaveLength(2);
    expect(shown()[1]).toEqual(['e2', 'dead', 'd2']);
  });
  const asked = carport.asked.filter(({ url }) => url.pathname.endsWith('/deliveries'));
  // It would say when the attempt began, and not the event.
  expect(asked[0]?.url.searchParams.has('filter[since]')).toBe(false);
});
