import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { compileServer } from '../packages/server/test/support/compiled.js';
import { createTestDatabase, type TestDatabase } from '../packages/server/test/support/store.js';
import { type CountingSink, startCountingSink } from './endurance/counting-sink.js';
import { type Crew, startCrew } from './endurance/crew.js';
import { assembleFleet, type Fleet } from './endurance/fleet.js';
import { everythingArrives, figuresOf } from './endurance/kill-deliveries.js';
import { freePort } from './support/free-port.js';

// Against hanging: half a minute is enough on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/**
 * A receiver may take so long that nothing which waits for it to lapse is seen by these tests: what they wait for
 * comes by the takeover of dead processes' claims alone.
 */
const TIMEOUT_SECONDS = 120;
const PATIENCE_MS = 60_000;
const SETTLED_MS = 500;
const TURNS = 60;
const WEBHOOKS = 4;
const ARGS = [
  ...['--webhook-timeout-seconds', String(TIMEOUT_SECONDS)],
  ...['--webhook-backoff-seconds', '1,1,1,1,1,1'],
  ...['--poll-interval-ms', '86400000'],
];

let dataDir: string;
let database: TestDatabase;
let sink: CountingSink;
let crew: Crew;
let fleet: Fleet;
let metricsPorts: readonly number[];

beforeAll(async () => {
  await compileServer();
  dataDir = await mkdtemp(join(tmpdir(), 'carport-two-'));
  database = await createTestDatabase('bare');
  metricsPorts = [await freePort(), await freePort()];
  sink = await startCountingSink(() => crew.managementToken);
  crew = await startCrew({
    ...{ size: 2, dataDir, args: [...ARGS, '--database-url', database.url] },
    argsOf: (place) => ['--metrics-port', String(metricsPorts[place])],
  });
  fleet = await assembleFleet(crew, sink, { cars: 4, webhooks: WEBHOOKS });
});
afterAll(async () => {
  await crew?.stop();
  await sink?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** What each process says that it has delivered. */
const deliveredBy = (): Promise<number[]> =>
  Promise.all(
    metricsPorts.map(async (port) => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const counted = /^carport_webhook_deliveries_total\{outcome="delivered"\} (\d+)$/m.exec(text);
      return Number(counted?.[1] ?? 0);
    }),
  );

describe('two servers on one database', () => {
  test('share the work, and send nothing twice while nobody dies', async () => {
    await fleet.turn(TURNS);
    await everythingArrives(fleet, sink);
    const { events, duplicates } = figuresOf(sink);
    expect(duplicates).toBe(0);
    await expect
      .poll(async () => (await deliveredBy()).reduce((sum, one) => sum + one), {
        timeout: PATIENCE_MS,
      })
      .toBe(events);
    for (const delivered of await deliveredBy()) expect(delivered).toBeGreaterThan(0);
  });

  test('take over within seconds what one of them had claimed when it was killed', async () => {
    const held = sink.hold();
    await fleet.turn(TURNS);
    await expect.poll(() => held.waiting(), { timeout: PATIENCE_MS }).toBe(TURNS * WEBHOOKS);
    await crew.kill(0);
    await expect.poll(() => held.abandoned.size, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
    // The connections of the dead are closed one by one; none is to be answered as if somebody were there.
    for (let known = 0; known < held.abandoned.size; await sleep(SETTLED_MS)) {
      known = held.abandoned.size;
    }
    held.release();
    await everythingArrives(fleet, sink, PATIENCE_MS);
    for (const eventId of held.abandoned) {
      expect(sink.events.get(eventId)?.arrivals).toBeGreaterThan(1);
    }
    expect(figuresOf(sink).duplicates).toBe(0);
    expect(sink.wrong).toEqual([]);
  });
});
